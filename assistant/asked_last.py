"""Messages that name their subject first and put the question last: "body maps - which of them say it?"."""

import re

_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
PAPERS = (
    r"(?:(?:child|safeguarding|serious|case|practice|rapid|learning|published|local|other) ){0,3}"
    r"(?:reviews?|briefings?|reports?|scrs?|lcsprs?|cspr|cases?|documents?|publications?|papers?|accounts?|case studies|studies)"
)
_THEM = rf"(?:of )?(?:(?:all )?(?:of )?(?:the |these |those |your |our )?(?:{_COUNT}(?: {PAPERS})?|{PAPERS}|collection|series|set|library)|them|these|those|here|there)"
_ONES = rf"(?:(?:ones?|1s|kids?|children|child|bab(?:y|ies)|famil(?:y|ies)|{PAPERS})\b|{_THEM}\b)"
# By what verbs it is asked who says a thing, after it was named.
_SAY = (
    r"(?:(?:actually |ever |also )?(?:say|mention|cover|raise|discuss|flag|note|include|feature|have|has|had|get|got|go into|goes into|look at|looks at|"
    r"talk about|talks about|touch on|touches on|deal with|deals with|bring up|brings up|pick up|picks up|refer to|refers to|speak of|speaks of|"
    r"highlight|consider|address|recommend|tell us about|tells us about|comment on|comments on|pick up on|picks up on)(?:e?s)?)"
)
_IT = r"(?:it|that|this|them|those|these|so|any|any of (?:it|this|that)|anything|something|a word)"
_SAYS_IT = rf"(?: {_SAY}(?:(?: {_IT})?(?: (?:about|on))?(?: (?:it|that|this))?(?: up)?(?: at all)?))"
_SAID = r"(?:mention(?:e?d)?|raised|covered|discussed|flagged|noted|said|spoken of|talked about|referred to|brought up|picked up|seen|considered|featured|dealt with|in there|in)"
_IS_IT = (
    rf"(?:(?:is|are|was|were) (?:it|that|this|they|these|those|he|she)(?: (?:ever|even))?(?: {_SAID})?|"
    r"(?:do|does|did) (?:it|that|this|they|these|those)(?: ever)? (?:come up|crop up|feature|appear|get (?:a mention|mentioned|raised|covered)))"
)
_IN_THEM = rf"(?: (?:in|across|of|from|through) (?:any\b(?: {_THEM}\b)?|which\b(?: {_ONES})?|{_THEM}\b))"
_EVERYWHERE = r"(?: (?:at all|anywhere|any ?where else|ever|too|please|pls|then|though|if any|if at all))"
_BREAK = r"(?:\s*[,.:;?!/-]+\s*(?:and |but |so )?)"
_END = r"\W*$"
_LAST = tuple(
    re.compile(pattern + _END, re.IGNORECASE)
    for pattern in (
        # "..., which?", "... - which publications", ". which one is that in", ": in which of them are they considered"
        rf"{_BREAK}(?:in )?(?:which(?: {_ONES})?|what {_ONES})(?:{_SAYS_IT}| (?:is|was) (?:it|that|this|he|she)(?: in)?| {_IS_IT}| (?:are|is|was|were) (?:it|they|these|those|this|that) {_SAID})?{_EVERYWHERE}*",
        rf"{_BREAK}(?:and |so )?where(?: {_IS_IT}| {_SAID})?{_IN_THEM}?{_EVERYWHERE}*",
        rf"\s+where {_IS_IT}{_IN_THEM}?{_EVERYWHERE}*",
        rf"{_BREAK}where (?:do|does|did) (?:the |these |those |your |our )?(?:{PAPERS}|they){_SAYS_IT}{_EVERYWHERE}*",
        # "... - any say it?", "..., anything at all", "... any mention"
        rf"{_BREAK}(?:any|anything|anywhere|anyone)(?: {_ONES})?(?:{_SAYS_IT}| (?:of )?(?:mention|reference|sign|trace)s?(?: of (?:it|that|this))?| on (?:it|that|this))?{_IN_THEM}?{_EVERYWHERE}*",
        rf"\s+any(?:where)? (?:mention|reference)s?(?: (?:of|to) (?:it|that|this))?{_IN_THEM}?{_EVERYWHERE}*",
        rf"{_BREAK}who (?:else )?{_SAY}(?: {_IT})?(?: (?:about|on) (?:it|that|this))?{_EVERYWHERE}*",
        rf"{_BREAK}{_IS_IT} in (?:every|any|all|each|most|some|more than one|only some)\b[^.?!]*",
        # "... come up in any", "... mentioned in which", "... in any of them"
        rf"\s+(?:(?:gets? |got |is |are |was |were )?{_SAID}(?: outright| openly| at all| \w+ly)?|comes? up|came up|crops? up|appears?|features?)(?:{_IN_THEM}| in| anywhere)(?: (?:at all|anywhere|please|pls))*",
        rf"\s+in (?:any(?: {_THEM}\b)?|more than one(?: {_THEM}\b)?)(?: (?:at all|please|pls))*",
    )
)
# What asks a thing of its own before: "what was said to the family in any of them?".
_ASKS_BEFORE = re.compile(
    r"^\W*(?:so |and |but )?(?:what|why|how|when|who|whose|which|in which)\b", re.IGNORECASE
)
_SEVERAL = r"(?:(?:child|safeguarding|serious|case|practice|rapid|learning|published|local|other) ){0,3}(?:reviews|briefings|reports|scrs|lcsprs|cases|documents|publications|papers|accounts|ones)"
_TELLING_OF = (
    r"(?:(?:dealing|concerned) with|(?:mention|cover|involv|featur|concern|regard|discuss|describ|includ|rais)ing|where|wherein|in which|whose|with|on|about|"
    r"(?:that|which) (?:have|has|had|deal with|talk about|mention|cover|include|discuss|look at|feature|involve|refer to|raise|bring up))"
)
# "I'm after reviews with ...", "point me to the ones on ...", "a case with ... in it", and no more than "reviews on ...".
REQUEST = re.compile(
    rf"^(?!\W*(?:what|how|who|where|when|why)\b)(?:[^?!:]{{0,60}}?\b(?:want|wants|need|needs|after|looking for|look for|find|show|give|point|direct|signpost|send|tell|indicate|list|name|got|have)"
    rf"(?: (?:me|us|you))?(?: (?:to|at|towards))?)? ?(?:(?:(?:the|all|any|some|every|each|those|of) )*{_SEVERAL}|(?:a|an|one|any|some|every) (?:review|briefing|case|scr|paper|publication)) {_TELLING_OF}\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[a-z]{2}", re.IGNORECASE)


_AS_TYPED = (
    (re.compile(r"\b(?:wot|wich|whch|witch(?= (?:ones?|1s|reviews?)\b))\b", re.IGNORECASE), "which"),
    (re.compile(r"(?<!\S)1s\b"), "ones"),
    (re.compile(r"(?<!\S)w/ ?(?=\w)"), "with "),
    (re.compile(r"\bany of em\b", re.IGNORECASE), "any of them"),
    (re.compile(r"\bwhereabouts (?=(?:is|are|do|does|did|was|were)\b)", re.IGNORECASE), "where "),
    (re.compile(r"\bowt\b", re.IGNORECASE), "anything"),
    (re.compile(r"\bnowt\b", re.IGNORECASE), "nothing"),
)


def as_meant(text: str) -> str:
    """A question with its words for asking as they are meant: "wot 1s" is "which ones"."""
    for typed, meant in _AS_TYPED:
        text = typed.sub(meant, text)
    return text


def told_first(text: str) -> str | None:
    """The subject of a message that names it and asks afterwards which reviews say it; None for any other message."""
    if _ASKS_BEFORE.match(text):
        return None
    for pattern in _LAST:
        if (found := pattern.search(text)) and _LETTERS.search(text[: found.start()]):
            return text[: found.start()].strip()
    return None
