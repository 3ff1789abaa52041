"""What a question put to every review is about: the theme, without the words that only put the question."""

import re

_LEAD = re.compile(
    r"^(?:(?:hi|hello|please|ok|so|and|also)\b[ ,]*)*"
    r"(?:[^.?!:]{0,80}(?:\b(?:want|wants|need|needs|like|trying|asked|asking)\b)[^.?!:]{0,40}\b(?:know|find|say|see|list|tell)\b[ ,]*)?"
    r"(?:can you |could you |please )?(?:tell me |show me |list |name |give me |find )?"
    r"(?:in |from |across |of )?(?:how many|which|what|any|do any|does any|did any|are there any|is there any|is there a|is there one|are there|do they all|do all|"
    r"does every|do most|have any|has any|were there any|was there any|got any|anything|the)\b"
    r"(?: of (?:the|these|those|them|our|all|five|four|three|two|ones?)\b)*"
    r"(?: (?:ones?|of|the|these|those|them|they|all|five|four|three|two|other|published|different|local|held)\b)*"
    r"(?: (?:reviews?|briefings?|reports?|scrs?|lcsprs?|cases?|documents?)\b)?"
    r"(?: (?:here|held|in here|there|that|which|where|with|who|is the one with|is the one where)\b)*",
    re.IGNORECASE,
)
_PUTS = re.compile(
    r"\b(?:mention(?:s|ed|ing)?|refer(?:s|red|ring)?(?: to)?|raise[sd]?|cover(?:s|ed|ing)?|discuss\w*|talk(?:s|ed|ing)? about|touch(?:es)? on|"
    r"bring(?:s)? (?:it |this |that )?up|brought up|come[s]? up|came up|pick(?:s|ed)? up(?: on)?|flag(?:s|ged)?(?: up)?|comment(?:s|ed)? on|deal(?:s|t)? with|look(?:s|ed)? at|"
    r"bring(?:s)? (?:up|in)|brought in|ties? in with|point(?:s|ed)? (?:staff|people|you) to|address(?:es|ed)?|highlight(?:s|ed)?|feature[sd]?|contain(?:s|ed)?|note[sd]?|identif(?:y|ies|ied)|concern(?:s|ed)?(?= with)|"
    r"(?:say|says|said|have|has|got|give|gives|include|includes|included)(?: (?:something|anything|much|a lot|learning|lessons?|messages?|findings?|points?|a (?:word|finding|message|point)))?(?: at all)?(?: (?:on|about|for|to say (?:on|about)|re))?|"
    r"use[sd]? the (?:word|term|phrase)s?|affected by|go(?:es)? into|went into|make[s]? (?:a )?(?:point|mention) (?:of|about)|"
    r"where does (?:it|that|this) (?:come up|appear)|appear(?:s|ed)?(?: in)?|anywhere|at all|or only some|and which(?: ones)?|which ones|how many(?: of them)?|which(?= \w+\?)|"
    r"(?:learning|lessons?|findings?|messages?|something|anything) (?:about|on|for|from|around)|or about|(?:in|of) (?:them|these|those|it)|about (?:those|these|them))\b",
    re.IGNORECASE,
)
_CONTEXT = re.compile(
    r"^(?:[^.?!]{0,60}\b(?:here|lead|chair|officer|worker|student|trainer|manager)(?: here)?[.:,] )"
)
_ALL = re.compile(
    r"^(?:about|on|re|where|a|an|is|was|did|does|the)\b ?|\bwhich\b$|[,-] which\b|\b(?:come|comes) (?:into it|up)\b|\b(?:reviews?|briefings?|reports?|of the five|all five|the five|everything|every one)\b",
    re.IGNORECASE,
)


def theme(question: str) -> str:
    """What is left of a question to every review when its own frame is taken away; all of it if nothing is.

    "Which of them refer to the pandemic?" is about "the pandemic".
    """
    text = question.strip(" ?.!")
    for pattern in (_CONTEXT, _LEAD, _PUTS, _ALL):
        text = pattern.sub(" ", text)
    text = " ".join(text.replace("?", " ").split()).strip(" ,:;-.")
    return text if re.search(r"[a-z]{3}", text, re.IGNORECASE) else question
