"""What sort of thing a question wants to be told, and whether a sentence holds one."""

import re
from dataclasses import dataclass

from assistant.ages_told import TELLS_AGE
from assistant.expansion import expand
from assistant.words import fold, stems


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_NUMBER = (
    r"(?:(?<![\w-])\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred)"
)
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_UNIT = r"(?:days?|weeks?|wks?|months?|mths?|years?|yrs?)"
_SORTS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "age",
        _any_of(
            r"\bhow (?:old|young)\b",
            r"\b(?:what|which) age\b",
            r"\bage (?:of|was|is|at|group)\b",
            r"\bages\b",
            r"\b(?:wks|weeks|months|years) old was\b",
        ),
        TELLS_AGE,
    ),
    (
        "duration",
        _any_of(
            r"\bhow long\b",
            r"\bdeadline\b",
            r"\btime ?(?:limit|scale|frame)\b",
            r"\bhow (?:many|much) (?:days|weeks|months|years|time)\b",
            # "When does it have to be done by?" is told as so many days from the start.
            r"\bwhen(?= (?:do|does|must|should)\b[^?]*\breviews?\b[^?]*\b(?:be (?:done|finished|completed?|submitted)|finish|due)\b)",
        ),
        _any_of(rf"(?<!\bat )(?<!\baged )\b{_NUMBER}(?:[- ](?!old\b)\w+)? {_UNIT}\b(?!\W?old\b)"),
    ),
    (
        "share",
        _any_of(r"\b(?:percentage|proportion|per ?cent)\b", r"\bwhat share\b", r"\bby how much\b"),
        _any_of(r"%", r"\bper ?cent\b", r"\b(?:half|third|quarter|most|majority)\b"),
    ),
    (
        "number",
        _any_of(
            r"\bhow many\b",
            r"\bwhat (?:number|percentage|proportion|share|percent)\b",
            r"\bby how much\b",
            r"\bhow much (?:more|higher|did)\b",
        ),
        _any_of(
            rf"\b(?!one\b)(?!(?:19|20)\d\d\b){_NUMBER}\b(?![- ]{_UNIT}\b)",
            r"%|per ?cent",
            r"\bmultiple\b|\bseveral\b|\bboth\b|\bnumber of\b",
        ),
    ),
    (
        "date",
        _any_of(
            r"\bwhen (?:did|was|were|is|are|do|does|will|has|have)\b",
            r"\b(?:what|which) (?:date|year|month|day)\b",
            r"\bon what date\b",
            r"\b(?:since|by|from|until|till) when\b|^when\W*$",
        ),
        _any_of(
            r"\b(?:19|20)\d\d\b",
            rf"\b{_MONTH}\b",
            r"\b(?:spring|summer|autumn|winter)\b",
            r"\bsince\b",
            r"\b(?:after|before|once|until) (?:the|his|her|their|its|all|both|this|that)\b",
            rf"\b(?:at|after) {_NUMBER} {_UNIT}\b",
        ),
    ),
    (
        "verdict",
        _any_of(
            r"\b(?:was|were|is|are|has|have|had|did|got|get|who)\b(?=[^?]*\b(?:convicted|conviction|sentenced|found guilty|acquitted|jailed|imprisoned)\b)"
        ),
        _any_of(
            r"\bconvict\w*\b",
            r"\bsentenced?\b",
            r"\bguilty\b",
            r"\bacquitt\w+\b",
            r"\b(?:prison|jailed|imprison\w*)\b",
            r"\bcharge[sd]\b",
        ),
    ),
    (
        "place",
        _any_of(
            r"\bwhere\b(?=[^?]*\b(?:happen|occur|take place)(?:ed|red)?\b)",
            r"\b(?:in )?(?:which|what) (?:room|part of the (?:house|home))\b",
        ),
        _any_of(
            r"\b(?:home|house|household|flat|hospital|nursery|school|street|park|garden|car|stairs|bath|cot|bed|sofa|settee|floor|hotel|hostel|refuge)\b",
            r"\b(?:bed|bath|living|sitting|dining|front|waiting )?room\b|\bkitchen\b|\bupstairs\b|\bdownstairs\b|\bA&E\b",
        ),
    ),
    (
        "reason",
        _any_of(
            r"\bwhy\b",
            r"\bhow come\b",
            r"\b(?:what|same|the) reasons?\b",
            r"\bwhat (?:stopped|prevented|caused|delayed|held)\b",
        ),
        _any_of(
            r"\bbecause\b",
            r"\bdue to\b",
            r"\btherefore\b",
            r"\bowing to\b",
            r"\bas a result\b",
            r"\bresults? (?:of|from)\b",
            r"\bcaused by\b",
            r"\bso that\b",
            r"\bin order\b",
            r"\bcannot\b",
            r"\bcould not\b",
            r"\bwhile\b",
            r"\bas it\b",
            r"\bdelay\w*\b",
        ),
    ),
)
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
_DEFINE = _any_of(
    rf"^\W*(?:(?:and|so|ok|please)\W+)*what(?:'s|s| is| are) (?:an? (?P<one>{_NOUNS})|[\"'](?P<quoted>[^\"']+)[\"']|(?P<bare>{_NOUNS}))\W*$",
    rf"\b(?:what(?:'s| is| do \w+| does \w+) (?:meant|mean) by|what(?:'s| is) the (?:meaning|definition) of|define|definition of) (?:an? |the )?[\"']?(?P<meant>{_NOUNS}?)[\"']?\W*$",
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
_PROCESS = _any_of(
    r"\b(?:rapid review|serious case review|practice review|rr|scr|scrs|lcspr|lscpr|cspr)s?\b",
    r"\breviews?\b.*\b(?:meant|supposed|intended|blame|account)\b|\breviews? (?:for|like)\b|\b(?:purposes?|points?|aims?) of (?:a |the |these )?(?:\w+ )?reviews?\b",
)
_DEFINES = _any_of(
    r"\bpurposes?\b|\bcriteria\b|\bcircumstances\b|\bworking days\b|\bdeadline\b|\bhow long\b|\bduty\b",
    r"\bwhat(?:'s|s| is| are| does)? (?:a |an |the )?(?:rapid review|serious case review|\w* ?\w* ?practice review|rr|scr|lcspr|lscpr|cspr)s?\b",
    r"\bwhen (?:do|does|must|should)\b[^?]*\b(?:done|finish(?:ed)?|completed?|submitted|due)\b",
    r"\bcall(?:ed|ing)\b|\bnew name\b|\bnow known\b|\breplac\w+\b",
    r"\b(?:meant|supposed|intended|blame|account)\b|\bfor\?$",
)
_KIND_BONUS, _PROCESS_BONUS, _BOILERPLATE, _HEARD_LESS = 0.05, 0.07, -0.08, -0.03


@dataclass(frozen=True, slots=True)
class Asked:
    """The sort of thing wanted, the kinds of statement wanted, and whether the review process itself is asked about."""

    sort: str | None
    pattern: re.Pattern[str] | None
    kinds: tuple[str, ...]
    process: bool
    going_on: re.Pattern[str] | None = None

    @property
    def strict(self) -> bool:
        """Whether a sentence that does not hold the sort of thing wanted cannot answer: a reason may be put in any words."""
        return self.sort not in (None, "reason")

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
        return bool(self.pattern.search(text))

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
    if found["meant"] or found["does"] or found["quoted"]:
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
    held = _any_of(
        rf"{opens}(?:an? |the )?{named}\W{{0,3}}(?:\([^)]*\)\W{{0,2}})?\b{_MEANS}",
        rf"{named} ?[-,:(] ?(?:an?|the|our|their|its|is|are)\b",  # "ICON - our programme that ..."
        rf"\({named}\)|\b(?:known as|called) (?:an? |the )?\W*{named}",
    )
    return held, re.compile(rf"{named}[^.?!]*[.?!]\W+(?:it|this|these|they) {_MEANS}", re.IGNORECASE)


def asking_words(question: str) -> frozenset[str]:
    """The stems of the words by which a question asks for its sort of thing: "proportion", "deadline"."""
    text = fold(question)
    return frozenset(
        word for _, asks, _ in _SORTS for match in asks.finditer(text) for word in stems(match.group())
    )


def asked(question: str, kinds: tuple[str, ...]) -> Asked:
    """Read off a question what it wants to be told."""
    text = fold(question)
    sort = next(((name, held) for name, asks, held in _SORTS if asks.search(text)), (None, None))
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
    return Asked(sort[0], sort[1], kinds, process, going_on)
