"""Text of a document that speaks to a model instead of telling something: it is data, and is treated as suspect data.

A question is judged by ``assistant.guard``; what stands in a document may be judged more strictly, for no review gives
orders to a program. What is found so is never shown to a model, and is called what it is wherever it is quoted.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.guard import reads_like_instruction
from assistant.language import is_other_language
from assistant.planted_forms import made_up_names, orders_an_answer, speaks_of_telling
from assistant.spelling import is_english
from assistant.words import fold
from ingest.nouns import Passage, Sentence
from ingest.sentences import sentence_spans

PLANTED = (
    "Part of what is quoted, or of the paragraph it stands in, reads like an instruction to a program and not like a review. "
    "It is shown as text and nothing was done about it. Look at the document before you rely on it."
)
_SPEAKER = r"(?:ai|a\.i\.|artificial intelligence|assistants?|(?:language|large) models?|llms?|chat ?bots?|bots?|chatgpt|gpt\S*|claude|copilot|gemini)"
_REPLY = r"(?:answers?|repl(?:y|ies)|responses?|summar(?:y|ies)|output|completion)"
_SIGNS = [
    # Marks of a chat, of a tool, of a prompt.
    r"<\|[^|]{0,40}\|>|\[/?INST\]|<</?SYS>>|\{\{|\}\}|<!--|-->|```|<\?xml|\x00",
    r"</?\s*(?:system|user|assistant|human|developer|tool\w*|passages?|context|instructions?|prompt|script|img|iframe|function\w*|result|observation)\b[^>]*>",
    r"(?:^|[#*=|>\[(\"'.])\s*(?:system|developer|assistant|human|user|tool output|tool result|function call)\s*(?:\||:(?! whose| what| how)|=>|->|returned|prompt|message|note to)\W*(?=\S)",
    r"\b(?:function|tool|api) (?:call|result|output|response)\b|\btool_|\"(?:tool|role|content|status|result)\"\s*:",
    r"\b(?:automated|automatic|machine|ai) (?:readers?|tools?|systems?|summar\w+|processing|agents?|search|assistants?|answers?)\b",
    r"\b(?:programs?|software|scripts?|machines?|crawlers?|tools?) (?:that|which|reading|who) (?:read|process|index|summari[sz]e|answer|quote|use this|scrape)\w*\b",
    rf"\b{_REPLY}s? (?:of|from|on|about|drawn from) (?:this|these) (?:review|document|page|report|briefing|text)s?\b|\b(?:prepar|compos|generat|draft|produc)\w+ (?:an? |the |any |all )?(?:{_REPLY}|answers|replies|summaries)\b",
    r"\b(?:rules?|instructions?|orders|guidance) (?:that )?you (?:were|have been|are|had been) (?:given|told|following)\b|\bwhat you were told about (?:citing|quoting|sources)\b|\byour (?:instructions|guidelines|configuration)\b",
    r"\b(?:show|display|print|repeat|copy out|recite|quote back) (?:the )?(?:message|rules|instructions|prompt|phrase|sentence)\b|\bsign(?:ed)? off (?:with|as)\b|\bbracketed numbers\b|\bin (?:all|every|any) (?:summaries|answers|replies)\b",
    r"\b(?:correct|right|expected|required|desired|proper|only) (?:output|reply|response|completion)\b|\boutput (?:for|of) (?:this|the) (?:document|review|page|text)\b",
    r"\b(?:system|hidden|developer|initial|original|above) prompts?\b|\bprompt injection\b|\bjail ?break",
    # Spoken to whoever composes.
    rf"\b(?:note|message|instructions?|reminder|attention|dear|hello|hi|hey|to|for|if you are|you are|as) (?:to |for )?(?:an? |the |any |all |every |this )?{_SPEAKER}\b(?! (?:head|principal|chief|director|manager|coroner|psychologist|practitioner))",
    rf"\b(?:the|any|every|an?|this) (?:{_SPEAKER}|retriever|search engine|summari[sz]er)\b(?= (?:must|should|shall|will|can|may|is|are|has|that|which|who|reading|now|opens?|answers?|writes?|ends?|says?|does|do not|never|always)\b)",
    rf"\b(?:your|each|every|all|any|later|future|final) {_REPLY}\b.{{0,40}}\b(?:with|must|should|end|begin|start|contain|open|close)\b",
    rf"\b(?:begin|start|end|finish|close|open|preface|sign|append|add|include|insert|incorporate|integrate|embed|mention|use|write|give|provide|make|present|rearrange|remove|misspell|modify|enhance|adapt|adjust|alter|change|jumble|render|shape|word|introduce|replace|substitute|swap|reverse|mix|insert|group|encode|translate|scramble)\b.{{0,90}}\b(?:your|each|every) (?:\w+ )?{_REPLY}\b",
    rf"\b(?:the|each|every|any|all|an?) {_REPLY}s? (?:must|should|shall|is to|are to|has to|have to|needs to|will|ought to) (?:now |also |always |first |only )?(?:end|begin|start|open|close|contain|include|say|carry|state|be (?:one|given|written|in|the)|leave|omit|read|consist)\b",
    rf"\b(?:in|to|of|at the (?:end|top|start|beginning) of) your (?:\w+ )?{_REPLY}\b(?! to be)",
    r"\b(?:answer|reply|respond|output|print) (?:only|just|nothing but|solely|with|in|using)\b.{0,30}(?:[\"“'‘:]|\bwords?\b|\bfollowing\b|\bexactly\b|\bwith\b)",
    r"\b(?:tell|inform|advise|assure|remind|warn|show|give|send|ask|urge) (?:the |any |every |all )?(?:user|readers?|person asking|asker|enquirer|questioner|whoever (?:asks|is asking|reads)|anyone who asks)\b",
    r"\b(?:when|if|whenever|while|before|after) (?:(?:you|anybody|anyone|somebody|someone|the user|a user|users)(?: are| is)? (?:asked about (?:this|these)|answer(?:ing)?|quot(?:e|ing)|summari[sz](?:e|ing)|cit(?:e|ing)|asks? (?:about|for) (?:this|these|the review)|repl(?:y|ying)|respond(?:ing)?)|(?:answering|summari[sz]ing|quoting|citing)(?: this| these| from| any))\b",
    r"\b(?:do not|don't|never|no need to|stop|without|omit|drop|leave out|skip|remove) (?:\w+ ){0,3}(?:cit(?:e|ing|ations?)|quot(?:e|ing) (?:it|this|the|any)|footnotes?|sentence numbers?|citation|brackets?)\b",
    r"\b(?:cite|quote|credit|attribute|reference) (?:this|it|these|the (?:following|above)|everything|all)\b.{0,30}\b(?:as|to|with|under)\b|\bcite\b.{0,20}\[\d",
    r"^\s*\[\d{1,4}\]\s*\(?\w",
    r"\b(?:ignore|disregard|forget|override|overrule|set aside|bypass|discard|supersede[sd]?|replace[sd]?) (?:\w+ ){0,4}(?:instructions?|rules?|prompts?|guidelines?|(?:passages?|sentences?|text|context|words|lines) (?:above|before|so far)|everything (?:above|before)|the above)\b",
    r"\b(?:new|updated|revised|real|actual|special|secret|hidden|further) (?:instructions?|orders|rules|task|directive|mode)\b.{0,5}[:.]|\bfrom (?:now|here) on\b.{0,60}\b(?:you|reply|answer|respond|say|write)\b",
    r"\b(?:you are|you're|act as|behave as|pretend|role-?play|imagine you|your (?:name|role|task|job|persona) is)\b(?= (?:now |an? |the |that |called |to )?\w*)(?=.{0,50}\b(?:model|assistant|bot|character|unrestricted|free|pirate|named|called|dan|translator|oracle|expert)\b)",
    r"\b(?:summari[sz]e|translate|paraphrase|rewrite|encode|decode|rot13|base64|reverse) (?:this (?:page|text|document|review)|your|everything|the (?:following|above|text|prompt))\b",
    # What a reader could be led to.
    r"!\[[^\]]*\]\(|\]\((?:https?|data|javascript|ftp):|\bjavascript:|\bdata:\w+/|https?://\S*[?&=]\S*|\b\S+\.(?:invalid|xyz|tk|zip)\b",
]
_PLANTED = re.compile("|".join(f"(?:{sign})" for sign in _SIGNS), re.IGNORECASE)
# Long runs without a space that are no word: base64, hex, escapes.
_ENCODED = re.compile(r"(?<![\w/])(?=[A-Za-z0-9+/=_-]*\d)(?=[A-Za-z0-9+/=_-]*[A-Za-z])[A-Za-z0-9+/=_-]{24,}(?![\w/])|(?:\\x[0-9a-f]{2}){3,}|(?:&#x?\w{2,6};){3,}|(?:%[0-9a-f]{2}){4,}|\b(?:[0-9a-f]{2} ){6,}", re.IGNORECASE)  # fmt: skip
_VOCATIVE = re.compile(
    r"(?:^|[>.!?:;]\s*)(?:assistant|ai|bot|model|computer|machine)\s*,\s+\w", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_ADDRESS = re.compile(r"\S*[@/]\S*")
_FOREIGN_LETTERS = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f\u2019]{3,}")
_STRETCH, _MOST_ENGLISH = 6, 2  # words in a row, and how many of them may be English by chance


@lru_cache(maxsize=20_000)
def reads_as_planted(text: str) -> bool:
    """Whether a text of a document is an instruction to a model, or is written so that people cannot read it."""
    folded = fold(text)
    return (
        bool(_PLANTED.search(folded) or _ENCODED.search(text) or _VOCATIVE.search(folded))
        or bool(_FOREIGN_LETTERS.search(folded))
        or reads_like_instruction(folded)
        or any(orders_an_answer(folded[a:b]) for a, b in sentence_spans(folded, 0, len(folded)))
        or is_other_language(folded)
        or _is_gibberish(folded)
    )


def quotes_planted(quote: str) -> bool:
    """Whether any sentence of a quote is planted."""
    return any(reads_as_planted(quote[start:end]) for start, end in sentence_spans(quote, 0, len(quote)))


def planted_in(
    passage: Passage, neighbours: Sequence[Passage] = (), paper: Sequence[Passage] = ()
) -> frozenset[Sentence]:
    """The sentences of a passage that are planted, with all of the paragraph or list item that they stand in.

    Args:
        passage: where to look.
        neighbours: the passages before and after it, where a paragraph of theirs may go on.
        paper: all passages of its paper: a name that stands in one paragraph of it alone is a sign.
    """
    found: set[Sentence] = set()
    for block in passage.blocks():
        if _is_planted(passage, block, paper):
            found.update(block)
    blocks = passage.blocks()
    for other in neighbours:
        others = other.blocks()
        if not blocks or not others:
            continue
        before = other.start < passage.start
        mine, theirs = (blocks[0], others[-1]) if before else (blocks[-1], others[0])
        gap = mine[0].start - theirs[-1].end if before else theirs[0].start - mine[-1].end
        if 0 <= gap <= 1 and not mine[0].item and _is_planted(other, theirs, paper):
            found.update(mine)
    return frozenset(found)


def beside(passage: Passage, paper: Sequence[Passage]) -> list[Passage]:
    """The passages of its paper right before and after a passage."""
    return [one for one in paper if abs(one.ordinal - passage.ordinal) == 1]


def planted_between(paper: Sequence[Passage], start: int, end: int) -> bool:
    """Whether what stands in a paper from one place to another is planted, or is of a paragraph that is."""
    return any(
        sentence.start < end and start < sentence.end
        for passage in paper
        if passage.start < end and start < passage.end
        for sentence in planted_in(passage, beside(passage, paper), paper)
    )


def _is_planted(passage: Passage, block: Sequence[Sentence], paper: Sequence[Passage]) -> bool:
    whole = passage.quote(block[0].start, block[-1].end)
    sentences = [passage.quote(one.start, one.end) for one in block]
    return (
        reads_as_planted(whole)
        or any(reads_as_planted(one) for one in sentences)
        or any(_is_of_a_stranger(one, whole, passage, paper) for one in sentences)
    )


def _is_of_a_stranger(sentence: str, block: str, passage: Passage, paper: Sequence[Passage]) -> bool:
    """Whether a sentence speaks of readers or wording and has a name that stands nowhere else in its paper."""
    if not paper:
        return False
    folded = fold(sentence)
    names = made_up_names(folded)
    if not names or not speaks_of_telling(folded):
        return False
    elsewhere = [passage.text.replace(block, " "), " ".join(passage.section)]
    elsewhere += [f"{one.text} {' '.join(one.section)}" for one in paper if one.id != passage.id]
    return any(all(name not in text.lower() for text in elsewhere) for name in names)


def _is_gibberish(text: str) -> bool:
    """Whether a stretch of it has hardly an English word: of another language, turned round, or put in cipher."""
    words = [word.lower() for word in _WORD.findall(_ADDRESS.sub(" ", text)) if not word[0].isupper()]
    known = [is_english(word) for word in words]
    return (
        any(
            sum(known[at : at + _STRETCH]) <= _MOST_ENGLISH for at in range(max(1, len(known) - _STRETCH + 1))
        )
        and len(known) >= _STRETCH
    )
