"""What sort of thing a question wants to be told, and whether a sentence holds one."""

import re
from dataclasses import dataclass

from assistant.expansion import expand
from assistant.sorts import COUNTED, SORTS, TOLD_IN_ANY_WORDS, any_of
from assistant.words import fold, stems

# "Who is the MASH manager?": a sentence that names the place and not the post does not say.
_POST = re.compile(
    r"\bwho(?:'s|s| is| was| are| were) (?:the )?(?P<of>[\w&-]+(?: [\w&-]+)?) (?P<post>lead|manager|head|chair|chairperson|director|coordinator|co-ordinator)s?\W*$",
    re.IGNORECASE,
)
# "What does BRUE mean?": what it is called must be in the sentence, by its letters or in full.
_TERM = re.compile(
    r"^\W*(?:(?:and|so|ok|please)\W+)*(?i:what) (?:does|do|did) (?:the (?:letters|term|abbreviation|acronym) )?[\"']?(?P<term>[A-Z][A-Za-z&-]{1,9})[\"']?"
    r" (?:mean|stand for|refer to)\b",
)
# "What is a core group?", "what is meant by professional curiosity?": a sentence that only speaks of it does not say.
_NOUNS = r"[A-Za-z][\w-]*(?: [\w-]+){0,3}"
_DEFINE = any_of(
    rf"^\W*(?:(?:and|so|ok|please)\W+)*what(?:'s|s| is| are) (?:an? (?P<one>{_NOUNS})|[\"'](?P<quoted>[^\"']+)[\"']|(?P<bare>{_NOUNS}))\W*$",
    rf"\b(?:what(?:'s| is| do \w+| does \w+) (?:meant|mean) by|what(?:'s| is) the (?:meaning|definition) of|define|definition of) (?:an? |the )?[\"']?(?P<meant>{_NOUNS}?)[\"']?\W*$",
    rf"^\W*what (?:actually |exactly |really |even )*(?:counts? as|qualif(?:y|ies) as|is classed as|is (?:actually|exactly|really|even)) (?:an? |the )?[\"']?(?P<counts>{_NOUNS}?)[\"']?\W*$",
    rf"^\W*what do(?:es)? (?:an? |the )?[\"']?(?P<does>{_NOUNS}?)[\"']? mean\W*$",
)
# "What is a risk for babies?" asks for no definition, and "what is a problem?" for nothing that has one.
_NO_TERM = re.compile(
    r"\b(?:about|with|for|to|in|on|of|by|from|at|when|if|problem|risk|issue|concern|way|good|better|best|example|reason|[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
_MEANS = (
    r"(?:(?:is|are) (?:an?|the|\w+'s|when|where|what|how|one|any|about|for|used|meant|designed)\b|means?\b|refers? to\b|stands? for\b|"
    r"involves?\b|describes?\b|consists? of\b|exists? to\b|aims? to\b)"
)
_PROCESS = any_of(
    r"\b(?:rapid review|serious case review|practice review|rr|scr|scrs|lcspr|lscpr|cspr)s?\b",
    r"\breviews?\b.*\b(?:meant|supposed|intended|blame|account)\b|\breviews? (?:for|like)\b|\b(?:purposes?|points?|aims?) of (?:a |the |these )?(?:\w+ )?reviews?\b",
)
_DEFINES = any_of(
    r"\bconditions?\b(?=[^?]*\b(?:needed|required|met|held|apply)\b)|\b(?:has|have|needs?) to (?:be (?:the case|met|true)|have happened)\b|\bwhen (?:is|are) (?:a |an )?(?:\w+ ){1,4}(?:needed|required|held)\b",
    r"\bpurposes?\b|\bcriteria\b|\bcircumstances\b|\bworking days\b|\bdeadline\b|\bhow long\b|\bduty\b",
    r"\bwhat (?:actually |exactly |really )*(?:counts? as|qualif(?:y|ies) as|is classed as|makes something) an?\b",
    r"\bwhat(?:'s|s| is| are| does)? (?:actually |exactly |really )?(?:a |an |the )?(?:rapid review|serious case review|\w* ?\w* ?practice review|rr|scr|lcspr|lscpr|cspr)s?\b",
    r"\bwhen (?:do|does|must|should)\b[^?]*\b(?:done|finish(?:ed)?|completed?|submitted|due)\b",
    r"\bcall(?:ed|ing)\b|\bnew name\b|\bnow known\b|\breplac\w+\b",
    r"\b(?:meant|supposed|intended|blame|account)\b|\bfor\?$",
)
_FIGURE = re.compile(r"(?<![\w.,])\d[\d,.]*\d(?!\w)|(?<![\w.,])\d(?![\w.])")
_KIND_BONUS, _PROCESS_BONUS, _BOILERPLATE, _HEARD_LESS = 0.05, 0.07, -0.08, -0.03


@dataclass(frozen=True, slots=True)
class Asked:
    """The sort of thing wanted, the kinds of statement wanted, and whether the review process itself is asked about."""

    sort: str | None
    pattern: re.Pattern[str] | None
    kinds: tuple[str, ...]
    process: bool
    going_on: re.Pattern[str] | None = None
    own: re.Pattern[str] | None = None  # the question's own figures, where a figure is wanted

    @property
    def strict(self) -> bool:
        """Whether a sentence that does not hold the sort of thing wanted cannot answer: a reason may be put in any words."""
        return self.sort is not None and self.sort not in TOLD_IN_ANY_WORDS

    @property
    def general(self) -> bool:
        """Whether general words, on reviews or where to read more, are what is wanted."""
        return self.process or "boilerplate" in self.kinds

    def fits(self, sentence: str, before: str = "") -> bool | None:
        """Whether a sentence holds the sort of thing wanted, or goes on to it from the one before; None where no sort is."""
        if self.pattern is None:
            return None
        text = fold(sentence)
        if self.going_on and self.going_on.search(fold(f"{before} {sentence}")):
            return True
        return bool(self.pattern.search(self.own.sub(" ", text) if self.own else text))

    def kind_bonus(self, kind: str) -> float:
        """What the kind of a sentence adds to its score: boilerplate and questions seldom answer."""
        if kind in self.kinds:
            return _KIND_BONUS
        if kind == "boilerplate":
            return _PROCESS_BONUS if self.process else _BOILERPLATE
        return _HEARD_LESS if kind in ("question", "contact") else 0.0


def _term(question: str) -> str | None:
    """The term whose meaning is asked; None where something else is.

    Without "a" or "mean" a question asks for one only where all of it is an abbreviation or a listed term.
    """
    found = _DEFINE.search(question)
    if not found:
        return None
    term = str(next(filter(None, found.groups())))
    if found["meant"] or found["does"] or found["quoted"] or found["counts"]:
        return term
    if _NO_TERM.search(term) or re.match(r"child \w{1,2}$", term, re.IGNORECASE):
        return None
    listed = any(met.said.lower() == term.lower() for met in expand(term))
    return term if found["one"] or listed or re.fullmatch(r"[A-Z][A-Za-z]*[A-Z]", term) else None


def _defining(term: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says what a thing is: a sentence that begins with it and defines, or its name, and then "It is a ..."."""
    words = {term.removesuffix("s"), term}
    for met in expand(term):
        if term.lower() in (met.group.long.lower(), *(one.lower() for one in met.group.exact)):
            words |= {one for one in (met.group.long, *met.group.exact) if one}
    named = (
        rf"\b(?:{'|'.join(r'[^A-Za-z0-9]+'.join(map(re.escape, one.split())) for one in sorted(words))})s?\b"
    )
    opens = r"(?:^|[.;:] |\b(?:that|the term|a|an|the) )\W*"
    held = any_of(
        rf"{opens}(?:an? |the )?{named}\W{{0,3}}(?:\([^)]*\)\W{{0,2}})?\b{_MEANS}",
        rf"{named} ?[-,:(] ?(?:an?|the|our|their|its|is|are)\b",  # "ICON - our programme that ..."
        rf"\({named}\)|\b(?:known as|called) (?:an? |the )?\W*{named}",
    )
    return held, re.compile(rf"{named}[^.?!]*[.?!]\W+(?:it|this|these|they) {_MEANS}", re.IGNORECASE)


def asking_words(question: str) -> frozenset[str]:
    """The stems of the words by which a question asks for its sort of thing: "proportion", "deadline"."""
    text = fold(question)
    return frozenset(
        word for _, asks, _ in SORTS for match in asks.finditer(text) for word in stems(match.group())
    )


def asked(question: str, kinds: tuple[str, ...]) -> Asked:
    """Read off a question what it wants to be told."""
    text = fold(question)
    sort = next(((name, held) for name, asks, held in SORTS if asks.search(text)), (None, None))
    if term := _TERM.search(text):
        names = {
            term["term"],
            *(other for met in expand(term["term"]) for other in (met.group.long, *met.others)),
        }
        named = "|".join(map(re.escape, names))
        sort = (
            "term",
            re.compile(
                rf"\((?:{named})\)|\b(?:{named})\W{{0,3}}(?:\(|:|\bis\b|\bmeans\b|\bstands\b)", re.IGNORECASE
            ),
        )
    if post := _POST.search(text):
        both = "".join(
            rf"(?=.*\b{re.escape(word)}\b)"
            for word in (*post["of"].split(), post["post"].removesuffix("person"))
        )
        sort = ("post", re.compile(both, re.IGNORECASE | re.DOTALL))
    process = bool(_PROCESS.search(text)) and bool(_DEFINES.search(text))
    going_on = None
    if sort[0] is None and not kinds and not process and (term_asked := _term(text)):
        held, going_on = _defining(term_asked)
        sort = ("definition", held)
    return Asked(
        sort[0], sort[1], kinds, process, going_on, _own_figures(text) if sort[0] in COUNTED else None
    )


def _own_figures(text: str) -> re.Pattern[str] | None:
    """The figures that a question tells itself."""
    told = sorted(set(_FIGURE.findall(text)), key=len, reverse=True)
    return re.compile(rf"(?<![\w.,])(?:{'|'.join(map(re.escape, told))})(?![\w%])") if told else None
