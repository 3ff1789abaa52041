"""What a message says beside its question: who asks, for what, and how it came up.

"New starter here, what counts as an SCR? I keep seeing it in old papers" asks what an SCR is. The rest is courtesy and
makes every sentence less like an answer. It is left out of what is searched by meaning; the reader sees the question as
it was typed.
"""

import re

from assistant.words import content, fold, tokens

_WORK = (
    r"(?:slides?|presentation|talk|paper|report|essay|assignment|dissertation|audit|briefing note|newsletter|article|training|session|workshop|course|poster|"
    r"handout|leaflet|supervision|meeting|board|governors|trustees|team|inspection|bid|policy|lecture|seminar|placement|interview|exam|induction)"
)
_DOING = (
    r"(?:putting together|pulling together|preparing|writing(?: up)?|working on|doing|drafting|making|building|planning|getting ready for|prepping(?: for)?|revising for|"
    r"running|giving|delivering|filling in|finishing|updating)"
)
_TO_TELL = r"(?:say|know|check|confirm|be (?:clear|sure)|find out|show|tell (?:them|him|her|people)|state|report|explain|include|work out|see|understand|ask)"
_NEED = rf"(?:(?:i|we)(?:'d| would| should)?(?: also)? )?(?:need(?:ed)?|want(?:ed)?|like|have|am trying|'m trying|are trying)(?: to {_TO_TELL})?"
# One after the other, at the beginning: a greeting, who asks, what for, and the words that only say that something is asked.
_LEADS = (
    r"(?:hi|hiya|hello|hey|morning|afternoon|evening|good (?:morning|afternoon|evening)|sorry|please|pls|ok|okay|so|right|excuse me|dear all)(?: there| all| team)?\b[ ,.!:-]+",
    r"(?:(?:new|newish|recent|first[- ]day|bank|agency)(?: \w+){0,3} (?:here|asking)|(?:[\w/&'-]+ ){1,5}(?:here|asking|speaking))[ ]?[,.:;!-]+ ?(?:sorry[, ]+)?",
    r"i(?:'m| am) (?:an? |the |just )?(?:new|newly \w+|student|trainee|qualified)(?: [\w/-]+){0,6}[,.:;-]+ ?(?:and |so )?",
    rf"(?:i'?m|i am|we'?re|we are) {_DOING} (?:[\w'/-]+ ){{0,5}}{_WORK}(?: (?:for|with|on|at) (?:[\w'/-]+ ?){{1,4}}?)?(?:[,.:;-]+|(?= and\b| so\b))\W*(?:(?:and|so)\b\W*)?(?:{_NEED}\b\W*)?",
    rf"(?:(?:one|two|three|a couple of|some|a few|several) )?(?:quick |short )?(?:things?|points?|questions?|queries|query) (?:for|on|about) (?:my|our|the|an?|this) (?:[\w'-]+ ){{0,3}}?{_WORK}\b[^:,.?]{{0,30}}[:,.-]+ ",
    rf"for (?:my|our|the|an?|this) (?:[\w'-]+ ){{0,3}}?{_WORK}[,:-]+ ",
    r"(?:just )?(?:a )?(?:quick|daft|silly|stupid|small|basic)(?: one| question| query)?(?:, sorry)?[,:.-]+ ",
    r"(?:please |can you |could you |would you |can someone |can anyone )+(?:please )?(?:tell|remind|show) (?:me|us) (?=what|which|who|when|where|why|how|whether|if)",
    rf"{_NEED} (?=what|which|who|when|where|why|how|whether|if)",
    r"(?:do you know|does anyone know|any idea|just wondering|i was wondering|wondering|i wonder|curious|out of interest)[, ]+(?=what|which|who|when|where|why|how|whether|if)",
)
_LEAD = re.compile(rf"^\W*(?:{'|'.join(f'(?:{one})' for one in _LEADS)})", re.IGNORECASE)
# A last sentence in which the writer tells why it is asked.
_TAIL = re.compile(
    r"(?<=[?])\W+(?:(?:and|but|as|because|cos)\W+)?(?:i|i'?m|i'?ve|we|we'?re|we'?ve|my|our|it'?s (?:for|come up|been)|this is for|for (?:my|our|an?|the)|asking (?:for|because|as)|"
    r"thanks|thank you|ta|cheers|many thanks|just (?:asking|curious|checking|wondering)|not sure|can'?t find|couldn'?t find|no rush|short is (?:ok|fine))\b[^?]*$",
    re.IGNORECASE,
)
_FEWEST = 1  # word of content, without which nothing is left to ask


def unframed(message: str) -> str:
    """The question of a message without what only leads up to it or tells why it is asked."""
    text = fold(message)
    bare = _TAIL.sub("", text) if "?" in text else text
    while lead := _LEAD.match(bare):
        bare = bare[lead.end() :]
    return bare if len(content(tokens(bare))) >= _FEWEST else text
