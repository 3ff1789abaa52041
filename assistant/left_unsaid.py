"""A follow-up that asks something of its own, and takes from the question before only what it leaves unsaid."""

import re

from assistant.asked_in_short import speaks_of_summary
from assistant.kinds_asked import subject, wanted_kinds
from assistant.mentions import Mention, without
from assistant.words import fold

LEADING = re.compile(r"^(?:and|but|so|also|ok|okay)\b[ ,]*", re.IGNORECASE)
# A thing, and no clause: nothing in it asks or tells.
CLAUSE = re.compile(
    r"\b(?:what|which|who|whose|whom|when|where|why|how|is|are|was|were|be|been|do|does|did|has|have|had|can|could|should|would|will|must|may|might|"
    r"say|says|said|tell|told|happened|get|got|just|only|if|not|no|then|before|after|instead|since)\b|n't\b",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"^\W*(?:what(?:'s|s| is| are)|tell me about|define|explain) (?:an? |the )?((?:[\w&/-]+ ?){1,4}?)\W*$",
    re.IGNORECASE,
)
# Of a list before: "any about escalation?", "which are for GPs?", "only those aimed at midwives please".
_SOME_OF_THEM = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay)\b ?)*(?:(?:are there |is there )?any(?: ones)?|which(?: ones| of (?:them|those|these))?(?: are| were)?|"
    r"(?:just|only)(?: the ones| those| ones)?)(?: that are)?(?: aimed| meant| directed)? (about|on|for|at|to) (?!that\b|it\b|them\b)(.+?)(?:,? please)?\W*$",
    re.IGNORECASE,
)
_IT = re.compile(r"\b(?:it|they|them|this|that|these)\b", re.IGNORECASE)
# "What else did they learn?", "any other recommendations?": of all of that kind, whatever was asked before.
_ELSE = re.compile(r"\b(what|anything|any|which)(?: else| other| more| further)\b", re.IGNORECASE)
_ELSE_SAYS = re.compile(r"\b(?:did|do|does|has|have|was|were) (?:they|it)\b", re.IGNORECASE)
_SHORTER = re.compile(
    r"^\W*(?:(?:can you|could you|make it|a bit|even|too long|please|in) ?)*(?:shorter|briefer|brief|less|fewer words|too long)\b",
    re.IGNORECASE,
)
_KIND_ASKED = re.compile(r"^\W*(?:(?:and|so|but|ok|okay)\b ?)*(?:what|which)\b", re.IGNORECASE)
# "Was it done?", "have they been put in place?": after recommendations, how far they are carried out.
_DONE = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay)\b ?)*(?:(?:was|were|is|are|has|have|did) (?:it|that|this|they|those|these|any of (?:it|them|that))\b)"
    r"[\w ]{0,20}\b(?:done|do (?:it|that|them)|happen(?:ed)?|implemented|completed?|actioned|carried out|put in place|introduced|achieved|finished)\b(?: (?:yet|since|now|about it))*\W*$",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:on|about|regarding|re|concerning|for) ((?:the )?\w.*)", re.IGNORECASE)
_TELLING = frozenset("happened happen happens tell summarise summary story case".split())  # noqa: SIM905


def of_what_it_was(text: str, mention: Mention, before: str, before_mention: Mention) -> str:
    """A follow-up that asks something of its own, with what it leaves unsaid; empty where it is none such.

    "Has it been rolled out in Kent?" after "What is ICON?" says what "it" is; "what was learned?" after "What happened to
    Child S?" says whose; "shorter please" after a summary asks for fewer points.
    """
    if mention.review_ids:
        term = _TERM.match(fold(before))
        whole = term and _IT.search(text) and CLAUSE.search(text)
        return _IT.sub(term[1], LEADING.sub("", text), count=1) if term and whole else ""
    if not before_mention.review_ids:
        return ""
    names = names_said(before, before_mention)
    if _DONE.match(text) and wanted_kinds(before)[0][:1] == ("recommendation",):
        said = _ON.search(" ".join(without(before, before_mention).split()))
        on = said[1].strip(" ?.") if said else ""
        return f"In {names}, what updates are there on {on or 'the recommendations'}?"
    if speaks_of_summary(before) and _SHORTER.match(text):
        return f"{before.rstrip('?. ')} in three points"
    of_all = _ELSE.sub(r"\1", LEADING.sub("", text))
    if _ELSE.search(text) and wanted_kinds(of_all)[1] and not _IT.search(_ELSE_SAYS.sub("", of_all)):
        return f"{of_all.rstrip('?. ')}, in {names}?"
    told = [word for word in subject(without(before, before_mention)) if word not in _TELLING]
    some = _SOME_OF_THEM.match(text)
    if some and not told and wanted_kinds(before)[1]:
        return f"{before.rstrip('?. ')} {'for' if some[1].lower() in ('at', 'to') else some[1]} {some[2]}?"
    if not told and _KIND_ASKED.match(text) and wanted_kinds(text)[0]:
        return f"{LEADING.sub('', text).rstrip('?. ')}, in {names}?"
    return ""


def names_said(text: str, mention: Mention) -> str:
    """The words by which a text names reviews."""
    return " ".join(fold(text)[start:end] for start, end in mention.spans)
