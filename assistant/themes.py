"""What a question put to every review is about: the theme, without the words that only put the question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import people
from assistant.asked_last import as_meant, told_first
from assistant.asked_part import asked_part, tells_of_asker
from assistant.expansion import expand, longest_first
from assistant.roundabout import without_afterthought, without_opening, without_roundabout
from assistant.words import ABOUT_REVIEWS, STOP, content, fold, phrase_stems, stem, stems, tokens

_LEAD = re.compile(
    r"^(?:(?:hi|hello|please|ok|so|and|also)\b[ ,]*)*"
    r"(?:[^.?!:]{0,80}(?:\b(?:want|wants|need|needs|like|trying|asked|asking)\b)[^.?!:]{0,40}\b(?:know|find|say|see|list|tell)\b[ ,]*)?"
    r"(?:can you |could you |please )?(?:tell me |show me |list |name |give me |find )?"
    r"(?:in |from |across |of )?(?:how many|which|what|any|do any|does any|did any|are there any|is there any|is there a|is there one|are there|do they all|do all|"
    r"does every|do most|have any|has any|were there any|was there any|got any|anything|the)\b"
    r"(?: of (?:the|these|those|them|our|all|ten|nine|eight|seven|six|five|four|three|two|ones?)\b)*"
    r"(?: (?:ones?|of|the|these|those|them|they|all|ten|nine|eight|seven|six|five|four|three|two|other|published|different|local|held)\b)*"
    r"(?: (?:reviews?|briefings?|reports?|scrs?|lcsprs?|cases?|documents?|publications?|papers?)\b)?"
    r"(?: (?:here|held|in here|there|that|which|where|with|who|is the one with|is the one where)\b)*",
    re.IGNORECASE,
)
_PUTS = re.compile(
    r"\b(?:mention(?:s|ed|ing)?|refer(?:s|red|ring)?(?: (?:readers?|people|staff|professionals|practitioners))?(?: to)?|raise[sd]?|cover(?:s|ed|ing)?|discuss\w*|talk(?:s|ed|ing)? about|touch(?:es)? on|"
    r"bring(?:s)? (?:it |this |that )?up|brought up|come[s]? up|came up|pick(?:s|ed)? up(?: on)?|flag(?:s|ged)?(?: up)?|comment(?:s|ed)? on|deal(?:s|t)? with|look(?:s|ed)? at|"
    r"bring(?:s)? (?:up|in)|brought in|ties? in with|point(?:s|ed)? (?:staff|people|you) to|address(?:es|ed)?|highlight(?:s|ed)?|feature[sd]?|involv(?:e|es|ed|ing)|contain(?:s|ed)?|note[sd]?|identif(?:y|ies|ied)|concern(?:s|ed)?(?= with)|"
    r"(?:say|says|said|have|has|got|give|gives|include|includes|included)(?: (?:something|anything|much|a lot|learning|lessons?|messages?|findings?|points?|a (?:word|finding|message|point)))?(?: at all)?(?: (?:on|about|for|to say (?:on|about)|re))?|"
    r"use[sd]? the (?:word|term|phrase)s?|affected by|go(?:es)? into|went into|make[s]? (?:a )?(?:point|mention) (?:of|about)|"
    r"where does (?:it|that|this) (?:come up|appear)|appear(?:s|ed)?(?: in)?|anywhere|at all|in any way|at any point|(?:in )?every single one|or only some|and which(?: ones)?|which ones|how many(?: of them)?|which(?= \w+\?)|"
    r"(?:learning|lessons?|findings?|messages?|something|anything) (?:about|on|for|from|around)|own(?:s|ed)? up (?:that|to)|point(?:s|ed)? out|f[io]u?nds? that|(?:tell|tells|told) (?:us|you|me)(?: that| about)?|commend(?:s|ed)?|describe[sd]?|draws? lessons (?:about|on|from)|or about|(?:in|of) (?:them|these|those|it)|about (?:those|these|them))\b",
    re.IGNORECASE,
)
# By what verbs a review says a thing, and in what words it is asked which of them do not.
_VERB = (
    r"(?:mention|say|refer|raise|cover|discuss|talk|touch|bring|pick|include|have|give|deal|look|address|comment|flag|note|contain|"
    r"recommend|use|speak|consider|feature|highlight|hold|acknowledge|ask)"
)
_NAMED = r"(?:reviews?|briefings?|reports?|documents|publications|papers|accounts|ones?|two|three|four|five|six|seven|eight|them|these|those|which|who)"
SILENCE = re.compile(
    rf"\b(?:do|does|did)(?: (?!you\b|we\b|i\b)\w+){{1,3}}? not (?:even |ever )?{_VERB}\b|\b(?:is|are|was|were) not (?:said|mentioned|covered|raised)\b"
    rf"|\b(?:do|does|did)(?: not|n'?t)(?: (?:even|ever|actually|really|explicitly))? {_VERB}\b(?: (?:anything|a word))?(?: at all)?"
    rf"|\b(?:fail|neglect|forget|omit)(?:s|ed)? to {_VERB}\b|\bnever {_VERB}s?\b|\b{_VERB}s? neither\b"
    r"|\b(?:say|says|said|have|has|had|got|contain|contains|offer|offers|give|gives) (?:absolutely )?(?:nothing|not a word|no word)\b(?: at all| what(?:so)?ever)?"
    r"|\b(?:make|makes|made|have|has|with|contain|contains|is|are) no (?:mention|reference|learning|findings?|recommendations?|word)\b"
    rf"|\b{_NAMED} (?:all |both |also )?(?:has|have|had|contains?|includes?|offers?|gives?) no\b"
    rf"|\b{_NAMED} (?:all |both |also )?(?:(?:is|are|was|were) (?:without|silent|quiet|missing|lacking)|omits?|ignores?|lacks?|skips?|overlooks?)\b"
    r"|\b(?:does|do|did|is|are|was|were) (?!it\b|they\b|we\b|you\b)[^?.,;]{3,60}? not (?:come up|crop up|feature|figure|appear|get mentioned)\b"
    r"|\b(?:omits?|lacks?) (?:any|all) (?:reference|mention)(?: to| of)?\b|\bfail(?:s|ed)? to (?:tell|show|give|name)\b"
    rf"|\bno mention of\b|\b{_NAMED} (?:all |both |also )?(?:leaves?|left|miss(?:es|ed)?) (?:[\w-]+ ){{0,4}}?out\b",
    re.IGNORECASE,
)
# "What do the reviews say about X?", "what can be learnt from the SCRs on X?": asked of all of them, though not which.
_REVIEWS = (
    r"(?:(?:all|any|most|each|of|the|these|those|your|our|two|three|four|five|local|recent|published|different|various|other|past) ){0,4}"
    r"(?:(?:child|safeguarding|serious|case|practice|rapid|learning) ){0,3}(?:reviews|briefings|reports|scrs|lcsprs)"
)
_SAYING = (
    r"(?:say|said|saying|tell|told|teach|taught|show|shown|find|found|conclude[d]?|recommend(?:ed)?|suggest(?:ed)?|advise[d]?|highlight(?:ed)?|"
    r"identif(?:y|ied)|state[d]?|report(?:ed)?|note[d]?|describe[d]?|make of|made of|call(?:ed)? for|ask(?:ed)? for|have to say|had to say)"
)
_SAID_BY_ALL = re.compile(
    rf"\b(?:what|how)\b(?P<kept>(?: else)?(?: \w+){{0,3}}?) {_REVIEWS} (?:(?!not\b|never\b)\w+ ){{0,2}}?{_SAYING}\b(?: (?:us|me|you))?"
    rf"|\b(?:what(?:'s)?|anything|something|how many)\b(?P<before>[^?.]*?) (?:in|from|across|by) (?:{_REVIEWS}|(?:these|those|all|all the|all these|all of the|all of these) cases)\b"
    r"(?! (?:that|which|where|of|\w+ed)\b)"
    # "did grandparents feature?", "does housing come up at all?", "is cannabis mentioned anywhere?"
    r"|^\W*(?:is|are|was|were|did|does|do|has|have) (?:there (?:any )?)?(?P<comes>(?!it\b|this\b|that\b|they\b|he\b|she\b)[^?.]{3,60}?) (?:ever |get |got |been )*"
    r"(?:features?d?|comes? up|came up|figured?|crop(?:s|ped)? up|a mention|mentioned|touched on)"
    r"(?: (?:at all|anywhere|much|in (?:any of )?(?:them|these|here)))?\W*$",
    re.IGNORECASE,
)
_CONTEXT = re.compile(
    r"^[Ff]or (?:an?|my|our|the|some) [^:?.]{3,60}: ?|^(?:[^.?!]{0,60}\b(?:here|lead|chair|officer|worker|student|trainer|manager)(?: here)?[.:,] )"
)
_ALL = re.compile(
    r"^(?:(?:about|on|re|to|for|of|where|who|which|tells? us that|names?|gives?|a|an|is|was|are|were|did|does|do|there|the|any)\b ?)+|\bwhich\b$|[,-] which\b|[,-] any$|\b(?:come|comes) (?:into it|up)\b|\b(?:reviews?|briefings?|reports?|of the (?:five|six|seven|eight|nine|ten)|all (?:five|six|seven|eight|nine|ten)|the (?:five|six|seven|eight|nine|ten)|everything|every one)\b",
    re.IGNORECASE,
)


def theme(question: str) -> str:
    """What is left of a question to every review when its own frame is taken away; all of it if nothing is.

    "Which of them refer to the pandemic?" is about "the pandemic".
    """
    text = " ".join(question.split()).strip(" ?.!")
    text = without_afterthought(as_meant(text))
    before = without_afterthought(told_first(text) or "")
    text = before if before and not tells_of_asker(before) else text
    if put_to_all(text):
        return _without_saying(text)
    text = _unframed(asked_part(SILENCE.sub(_kept_within, text), _unframed))
    told = re.search(r"[a-z]{3}", text, re.IGNORECASE) or expand(text)  # "DV" is short, and a subject
    return text if told else question


def _unframed(text: str) -> str:
    """A sentence that asks, without the words that put it to the reviews."""
    text = without_roundabout(without_opening(text)).strip(" ,")
    for pattern in (_CONTEXT, _LEAD, _PUTS, _ALL):
        text = pattern.sub(" ", text).lstrip()
    return " ".join(text.replace("?", " ").split()).strip(" ,:;-.")


def put_to_all(question: str) -> bool:
    """Whether it is asked what the reviews, all of them, say on a theme."""
    if SILENCE.search(question) or not _SAID_BY_ALL.search(question):
        return False
    return bool(content(tokens(_without_saying(question.strip(" ?.!")))))


def _without_saying(text: str) -> str:
    """Of "What support do the reviews say parents need?" the "support parents need"."""

    def kept(said: re.Match[str]) -> str:
        return " ".join(word for word in (said["kept"] or "").split() if word.lower() not in STOP)

    rest = _SAID_BY_ALL.sub(
        lambda said: f"{kept(said)} {said['before'] or ''} {said['comes'] or ''} ", text
    ).split()
    frame = STOP | ABOUT_REVIEWS
    while rest and rest[0].lower().strip("',") in frame:
        del rest[0]
    return " ".join(rest).strip(" ,:;-.")


def _kept_within(silence: re.Match[str]) -> str:
    """Of "leave housing out" the housing, and of all such phrases the name of what is silent, which frames the rest."""
    opening = re.match(rf"{_NAMED}\b", silence.group(), re.IGNORECASE)
    left = re.search(r"\b(?:leaves?|left|miss(?:es|ed)?) (.+) out$", silence.group(), re.IGNORECASE)
    return f"{opening.group() if opening else ''} {left.group(1) if left else ''}"


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that a theme names: the stems of its own words, and every listed way to say it, in its own letters."""

    words: frozenset[str]
    patterns: tuple[re.Pattern[str], ...] = ()
    narrows: bool = False
    """Whether it only says of what sort another thing is, as the "teenage" of teenage parents does."""

    def is_in(self, text: str, found: frozenset[str]) -> bool:
        """Whether a text says it. A synonym counts in its listed forms only: "challenging" is no challenge."""
        return self.words <= found or any(pattern.search(text) for pattern in self.patterns)


def named_in(about: str) -> tuple[Named, ...]:
    """The things that a theme names, each with its synonyms."""
    text = fold(about)
    found: list[Named] = []
    covered: set[str] = set()
    for met in longest_first(expand(text)):
        said = {word for start, end in met.spans for word in content(tokens(text[start:end]))}
        if said and not said <= covered:
            covered |= said
            patterns = tuple(one for one in (met.group.pattern, met.group.exact_pattern) if one)
            found.append(Named(phrase_stems(met.said) or frozenset({met.said.lower()}), patterns))
    for word in content(tokens(text)):
        if word not in covered and word not in ABOUT_REVIEWS:
            own = _parts(word) or stems(word) or frozenset({stem(word)})
            forms = tuple(one for one in _FORMS if one.fullmatch(word))
            found.append(Named(own, forms, narrows=_narrows(word, text)))
    return tuple(found)


def _narrows(word: str, text: str) -> bool:
    """Whether a word says of what sort a thing is: young parents are another thing than parents, and young people are people."""
    people_too = re.search(rf"\b{re.escape(word)} (?:people|persons?|adults?)\b", text, re.IGNORECASE)
    return bool(_NARROWS.fullmatch(word)) and not people_too


def _parts(word: str) -> frozenset[str]:
    """The stems of the parts of a word with hyphens, which may be written apart: "pan-sussex"; empty for any other."""
    parts = word.split("-")
    whole = len(parts) > 1 and all(len(part) >= _LEAST_PART for part in parts)
    return frozenset(map(stem, parts)) if whole else frozenset()


# Words that are one in other forms than a stem joins. They are looked for in a review that is asked on them, not searched.
_FORMS = (
    re.compile(r"\b(?:dies?|died|dying|deaths?|dead|fatal(?:ly|ity|ities)?)\b", re.IGNORECASE),
    re.compile(r"\bprevent(?:ive|ative|ion|ing|s|ed)?\b", re.IGNORECASE),
    re.compile(r"\b(?:thefts?|thie(?:f|ves)|stole|stolen|steal(?:s|ing)?)\b", re.IGNORECASE),
    re.compile(r"\b(?:bereave(?:d|ment|ments)|grie(?:f|ving|ve|ved))\b", re.IGNORECASE),
    re.compile(
        r"\b(?:suicid(?:e|es|al)|tak(?:e|ing) (?:their|his|her) own li(?:fe|ves)|took (?:their|his|her) own life)\b",
        re.IGNORECASE,
    ),
)
_COMPARES = re.compile(
    r"\b(?:compar\w+|contrast\w*|differ\w*|similar\w*|versus|vs|both|named?|names|listed|side by side|in common|across|each|every|between|same)\b",
    re.IGNORECASE,
)


def without_comparing(about: str) -> str:
    """A theme without the words by which reviews are compared on it."""
    return _COMPARES.sub(" ", about)


_LEAST_PART = 3  # letters of a part of a word with hyphens: the "e" of e-learning is no word
# Words that only say of what sort something is; by the first of them it is another thing.
_NARROWS = re.compile(
    r"(?:teenage|teen|young|younger|single|first-time|paternal|maternal|adoptive|foster|disabled)",
    re.IGNORECASE,
)
_OF_WHAT_SORT = re.compile(
    rf"(?:{_NARROWS.pattern}|older|new|poor|late|early|single-agency|multi-agency|\w{{3,}}(?:al|ive|ous|ic|ary|able|ible|less))",
    re.IGNORECASE,
)
_OR = re.compile(r"\s*(?:[,/()]|\bn?or\b|\bas well as\b|\be\.?g\b|\bi\.?e\b)\s*", re.IGNORECASE)


def alternatives(about: str) -> tuple[tuple[Named, ...], ...]:
    """The things that each alternative of a theme names: "men or dads" is two, and so is "swift process (rapid review)"."""
    found = (named_in(part) for part in _each_whole(_OR.split(fold(about))))
    return tuple(things for things in found if things)


def _each_whole(parts: Sequence[str]) -> list[str]:
    """Alternatives with the thing that both are of: of "young" and "teenage parents" the first is "young parents".

    Who it is of tells nothing alone: "a child or teenager who ran away" is a child who ran away, or a teenager who did.
    """
    whole = list(parts)
    for number in range(len(whole) - 2, -1, -1):
        first, then = whole[number].split(), whole[number + 1].split()
        if len(first) == 1 and len(then) > 1 and _OF_WHAT_SORT.fullmatch(first[0]):
            whole[number] = " ".join((first[0], *then[1:]))
        elif people.only_people(whole[number]):
            whole[number] = " ".join((whole[number], *people.without_people_first(then)))
    for number in range(1, len(whole)):
        if people.only_people(whole[number]):
            whole[number] = " ".join((*people.without_people_last(whole[number - 1].split()), whole[number]))
    return whole


def share_said(things: Sequence[Named], text: str) -> float:
    """The share (0 to 1) of the things a theme names that one stretch of text says."""
    if not things:
        return 0.0
    plain = fold(text)
    found = stems(plain)
    return sum(thing.is_in(plain, found) for thing in things) / len(things)
