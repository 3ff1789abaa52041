"""What shape of answer a question wants: read off how people ask, by rule.

Order matters in every table: the first pattern that matches decides.
"""

import re
from typing import Literal

from assistant.asked_last import REQUEST, as_meant, told_first
from assistant.asked_of_all import (
    HOW_MANY,
    OF_EACH_OF_ALL,
    PLAINLY_OF_ALL,
    WHICH,
    WHICH_OF_ALL,
)
from assistant.kinds_asked import any_of, subject, wanted_kinds, wants_one
from assistant.mentions import Mention
from assistant.themes import put_to_all
from assistant.told_to_do import told_to_do

Shape = Literal["fact", "list", "which", "compare", "contact"]


_EACH = any_of(
    r"\b(?:each|every) (?:of )?(?:the |these )?(?:one|review|briefing|case|report|scr|of)\w*\b",
    r"\bacross (?:the |all |these )*(?:\w+ )?(?:reviews|briefings|cases|five|board)\b",
    r"\b(?:all|both) (?:of )?(?:the |these )?(?:\w+ )?(?:reviews|briefings|cases|reports)\b",
    r"\b(?:all|each of the|the) (?:two|three|four|five)(?: of (?:them|these))?(?=\W*$| reviews| briefings| cases)",
    r"\bside by side\b",
    r"\beach of (?:these|them|those)\b",
)
_COMPARE = any_of(
    r"\bcompar\w+\b",
    r"\bcontrast\b",
    r"\bversus\b|\bvs\.?\b",
    r"\bin common\b",
    r"\bsame (?:reason|thing|way|issue|point)s?\b",
    r"\bsimilar(?:ities|ly)?\b",
    r"\bboth\b.*\band\b",
)
# A difference is a comparison only where it is one between reviews: "is an SCR different from a rapid review?" is not.
_DIFFER = re.compile(r"\bdiffer(?:s|ed|ing|ence|ences|ent|ently)?\b", re.IGNORECASE)
_SEVERAL_REVIEWS = re.compile(
    r"\b(?:reviews|briefings|reports|scrs|lcsprs|cases|them|these|those|they|(?:the|all|these) (?:two|three|four|five))\b",
    re.IGNORECASE,
)
# "Different question: ...", "I want to know about another topic, ...": what a change of subject opens with.
_CONTACT = any_of(
    r"\b(?:phone|telephone|tel|contact) (?:number|no|details?|them|info)\b",
    r"\b(?:number|no\.) (?:for|to|do i|should i|is)\b|\bnumbers? (?:for|to|of) (?:\w+ ){0,2}(?:report\w*|refer\w*|ring\w*|call\w*|phone|contact\w*|"
    r"duty|team|service|helpline|mash|spoa|eds|edt|social (?:care|services)|police|lado)\b",
    r"\b(?:which|what) (?:\w+ )?numbers?\b(?! of\b)(?! (?:was|were|is|are) (?:reported|recorded|notified))|\bnumbers? (?:again|please|pls)\b",
    r"\b(?:help|referral|advice|duty|phone) ?lines?\b(?!.*\b(?:say|said|recommend\w*)\b)",
    r"\b(?:where|how|who|whom) (?:do|can|should|would|does) (?:i|we|you|one|staff|a \w+) (?:\w+ ){0,2}(?:make|send|put in|raise) (?:\w+ ){0,4}referrals?\b",
    r"\bwho (?:takes|handles|deals with|picks up) (?:\w+ ){0,4}referrals?\b",
    r"\bwhat(?:'s|s| is) the (?:\w+ ){0,4}(?:number|e-?mail|phone|address|opening hours)\b",
    r"\b(?:teams?|services?|lines?|desk|office|hub|spoa|mash|eds|edt|lado)\b[^?]*\bwhat are (?:the|its|their) (?:phone |contact )?numbers\W*$",
    r"\be-?mail(?: address)?\b(?!.*\btraining course\b)",
    r"\b(?:get|gets|got) (?:hold of|in touch)\b|\bwhom? to (?:ring|call|phone|contact|e-?mail)\b",
    r"\b(?:who|how) (?:do|can|should|would) (?:i|we|you|people|staff|someone) (?:\w+ )?(?:ring|call|phone|contact|reach|e-?mail)\b",
    r"^\W*when (?:is|are|does|do) (?:the )?(?:[\w'-]+ ){1,6}(?:open|close|shut|staffed)\W*$",
    r"\b(?:is|are) (?:the |that |this |these )?(?:[\w'-]+ ){0,4}(?:phone )?numbers? (?:still |the )?(?:right|correct|current|valid|up[- ]to[- ]date|working)\b",
    r"\b(?:what|which) (?:hours|times?|days?) (?:is|are|does|do) (?:the )?(?:[\w'-]+ ){1,4}(?:open|close|staffed|available)\b",
    r"\bopening (?:hours|times)\b|\boffice hours\b|\bout of hours\b.*\b(?:number|call|ring|phone|who)\b|\b(?:number|call|ring|phone|who)\b.*\bout of hours\b",
    r"^\W*(?:(?:the|list|any|all|give me|show me|what are|are there any)\W+)*(?:(?:useful|key|main|local|referral) )?contacts (?:in|for|of|from|at|given|listed|printed)\b",
    r"^\W*(?:the |a )?(?:phone|telephone|tel|hotline)(?: no\.?| number)? (?:for|of) ",
    r"\bwhat (?:\w+ )?contacts (?:are|does|do|is)\b",
    r"\b(?:ring|call|phone) (?:spoa|eds|the|them|after|at night|out)\b",
)
# "Childline number", "SPoA phone": a service with the word for its number after it, and nothing more. What is
# itself counted or numbered has no telephone.
_CONTACT_OF = re.compile(
    r"^\W*(?:(?:hi|hello|please|pls|and|the|a|any|an|i|need|want|what(?:'s|s| is)|give me|got|have you got|do you have|is there)\W+)*"
    r"(?!.*\b(?:recommendation|rec|point|action|item|lesson|finding|question|page|section|paragraph|reference|ref|case|file|nhs|hospital|pupil|"
    r"total|overall|large|small|high|low|significant|growing|same|exact|that|this|whole|review|briefing|children|serious|how|of|or)s? (?:numbers?|no)\W*$)"
    r"(?:[\w&'/-]+ ){1,5}(?:numbers?|phone|telephone|tel|hotline|contacts|contact details)(?: (?:please|pls))?\W*$",
    re.IGNORECASE,
)
_PLURAL_ASK = any_of(
    r"\bbullets?\b|\bin what ways\b|\bchecklist\b|\bpull together\b|\bwhich (?:bits|parts|points|pieces) of\b",
    r"\b(?:what|which) (?:aspects|features|elements|strands|sorts of|kinds of|examples)\b",
    r"\bwhat (?:topics|things|areas|issues|resources|links|conditions|gaps)\b",
    r"\bwhat (?:\w+ ){0,6}(?:changes|actions|steps|purposes|ways|themes|prompts|lessons|recommendations|questions) ",
    r"\bwhat (?:has|have|had|did) (?:\w+ ){1,4}(?:already )?(?:done|do|changed?)\b",
    r"\bwhat (?:does|do|are|were|is) (?:\w+ ){1,5}(?:tell|tells|told|asks?|asked|being asked) (?:\w+ ){0,3}(?:to )?(?:do|look)\b",
    r"\btell me (?:all )?about\b|\bwhat (?:went|did \w+ get|got) (?:well|right|wrong)\b",
    r"\b(?:list|name|give|all|what (?:are|were)) (?:me |us )?(?:the |its |their )?(?:two|three|four|five|six|seven|eight|nine|ten) \w+",
    r"^(?:\w+ ){0,2}(?:topics|questions|prompts|points|actions|recs|recommendations|lessons|findings|strengths|failings|injuries|agencies|services|resources|links|changes)"
    r" (?:from|in|of|for|on|about|re|regarding|around|concerning|to do with|that|which|made|taken|\w+ \w+ (?:were|was|has|have))\b",
    r"\b(?:need|give me|want|get|show) (?:each|every|all)\b|\b(?:each|every) (?:improvement|action|recommendation|change|item|point|step|lesson|finding|question)\b",
    r"\bwhich (?:\w+ ){0,2}(?:resources|websites|links|tools|courses|agencies|services|topics|prompts|questions|features|changes|improvements|actions)\b",
    r"\b(?:told|asked|advised|expected|supposed|meant) to (?:go away and )?do\b|\b(?:ask|expect|require|want|demand)(?:s|ed)? (?:of|from) (?:\w+ ){0,2}(?:my|our|us|\w+s)\b|\bwhat (?:has |have )?changed\b",
    r"\b(?:list|everything|every|all (?:of )?(?:the|its|their|them)|all the|all of it|in full|complete|give me|remind me what)\b",
    r"\bwhat (?:are|were|is|was) (?:all )?(?:the|its|their)? ?(?:\w+ ){0,3}(?:recommendations|actions|lessons|points|takeaways|themes|"
    r"questions|findings|examples|areas|failings|strengths|messages|updates|steps)\b",
    r"\b(?:key|main|headline) (?:\w+ )?(?:learning|takeaways?|points?|messages?|lessons?|features|findings|themes)\b",
    r"\b(?:recommendations|recs|takeaways|lessons|prompts)\b",
)
# Several statements of a kind, by the name of the kind: "which shortcomings in joint working does it identify?"
_OF_A_KIND = re.compile(
    r"\b(?:what|which|all|each|every|entirety of|whole of|enumerate|identify|outline|itemi[sz]e|provide|set out|detail|state) (?:[\w'-]+ ){0,3}?"
    r"(?:recommendations|recs|proposals|improvements|reforms|obligations|duties|requirements|expectations|demands|strengths|positives|failings|shortcomings|weaknesses|"
    r"deficienc(?:y|ies)|shortfalls|criticisms|defects|flaws|gaps|lessons|learnings|themes|takeaways|messages|strands?|findings|actions|measures|steps|changes|updates|questions|prompts"
    r"|(?:matters|points|topics|things|issues) for (?:\w+ )?(?:reflection|discussion|thought|consideration|self-\w+))\b"
    r"|\b(?:strands|pieces|elements|areas|bits|aspects|points) of (?:\w+ )?(?:learning|good practice)\b",
    re.IGNORECASE,
)
# What was told of first is asked for last: "it ends with some questions for teams. What are they?"
_WHAT_THEY_ARE = re.compile(
    r"\b(?:what (?:are|were) (?:they|these|those)|what(?:'s| is| was) (?:on|in) (?:it|there|that|them)|(?:list|name|give|show|send|quote)(?: me| us)? them)"
    r"(?: (?:all|again|please|pls|exactly|then))*\W*$",
    re.IGNORECASE,
)
_HOW = re.compile(r"\W*(?:[^?]*[,-] )?(?:so |and |but )?(?:how|why)\b", re.IGNORECASE)
# What is done in another way is no difference between reviews: "what should we do differently?"
_DO_DIFFERENTLY = re.compile(
    r"\b(?:do|does|did|done|doing|act|work|working|handle|handled|practi[sc]e)(?: \w+){0,3} differently\b",
    re.IGNORECASE,
)
# "What should we do now?", of a review and about nothing else: all that it asks its readers to do.
_DO_NEXT = re.compile(
    r"\bwhat (?:should|must|can|could|do) (?:i|we|you|they|people|staff|teams?|practitioners?|professionals?|agencies)\b(?: \w+){0,3} do\b"
    # "What are we being asked to do?", "what is it asking us to go off and do?", "what homework does it set for teams?"
    r"|\bwhat (?:is|are|am|was|were) (?:i|we|you|readers?|the reader|teams?|staff|people|practitioners?|professionals?|workers) (?:of (?:\S+ ){1,6}?)?(?:being |now )?"
    r"(?:asked|told|invited|encouraged|expected|supposed|meant) to (?:go (?:off |away )?and )?(?:do|look|read|check)\b"
    r"|\bwhat (?:is|are|was|does|do|did) (?:\S+ ){0,6}?(?:asking|telling|inviting|wanting|expecting|ask|tell|invite|want|expect) (?:me|us|you|readers?|the reader|teams?|staff|people|"
    r"practitioners|professionals|workers) to (?:go (?:off |away )?and )?(?:do|look|read|check)\b"
    r"|\b(?:what|which) (?:homework|tasks?|jobs?|next steps?) (?:is|are|does|do|did)\b",
    re.IGNORECASE,
)
_READERS = r"(?:us|we|you|readers?|the reader|(?:the |our |front-?line )*(?:teams?|staff|people|practitioners?|professionals?|workers))"
# The part of a paper that tells its readers what to do, spoken of as such: whatever else the question tells.
_PART_TO_DO = re.compile(
    r"\b(?:bits?|parts?|sections?|box|page|list|heading)(?: \w+){0,5}? what (?:to|(?:you|we|i|they) (?:should|must|need to|have to|can)) (?:\w+ ){0,2}?(?:go (?:off |away )?(?:and )?)?do\b"
    r"|\baction (?:points?|pts?|items?)\b(?! (?:taken|already|agreed|completed|done))|\bto-do (?:list|s)\b"
    rf"|\b(?:things|bits|points|tasks|jobs|steps) (?:that )?{_READERS} (?:are|were|is|r|get|have been) (?:being |now )?(?:told|asked|invited|encouraged|expected) to \w+"
    r"|\b(?:homework|tasks|jobs) (?:from|in|at the end of|(?:that )?(?:it|they) (?:gives?|sets?))\b"
    rf"|\b(?:things|tasks|jobs|steps|homework) for {_READERS}\b(?! to (?:discuss|talk|think|reflect|consider|chew|mull|ponder|debate))",
    re.IGNORECASE,
)
_DO_WORDS = frozenset(
    """now next differently following after result reading read light practitioner practitioners professional professionals staff team
    teams agencies agency people want reader readers asked asking told telling invite invited expected look homework task tasks job jobs
next check steps step set sets encourage encouraged""".split()  # noqa: SIM905
)
_ONE_REASON = re.compile(r"(?:why|who|whose|did|does|do|was|were|is|are|has|have|if)\b", re.IGNORECASE)

_ONE_THING = re.compile(
    r"(?:so |and |but )?(?:who|whose|when|why|how (?:many|old|long|much))\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)]{2}[.!?]) +")
_SETS_TASK = re.compile(r"\W*(?:please )?(?:list|give|tell|show|name|what|which)\b", re.IGNORECASE)


def shape_of(text: str, mention: Mention, rest: str) -> Shape:
    """The shape of answer that a question wants.

    Args:
        text: the question, folded.
        mention: the reviews it names.
        rest: the question without what names them.
    """
    text = as_meant(text)
    if not mention.review_ids and PLAINLY_OF_ALL.search(text) and not _COMPARE.search(text):
        return "which"
    if _CONTACT.search(text) or _CONTACT_OF.search(text):
        return "contact"
    compares = bool(_COMPARE.search(text)) or (
        bool(_DIFFER.search(_DO_DIFFERENTLY.sub(" ", text)))
        and (len(mention.review_ids) > 1 or bool(_SEVERAL_REVIEWS.search(text)))
    )
    if not mention.review_ids and OF_EACH_OF_ALL.search(text):
        return "compare"
    several = len(mention.review_ids) > 1 and mention.exact  # two reviews named: what each of them says
    if _EACH.search(text) and len(mention.review_ids) == 1 and not compares:
        return "list"
    if (
        not mention.review_ids
        and (WHICH_OF_ALL.search(text) or REQUEST.match(text) or told_first(text))
        and not compares
    ):
        return "which"
    if not mention.review_ids and put_to_all(rest) and not compares:
        return "which"
    if compares or _EACH.search(text) or several:
        return "compare"
    of_one = len(mention.review_ids) == 1 and re.match(rf"\W*{HOW_MANY}", text, re.IGNORECASE)
    if (
        WHICH.search(text) and not of_one
    ):  # "how many cases stand behind the Harbour briefing?" is of that one
        return "which"
    if _PLURAL_ASK.search(text) and not _ONE_REASON.match(text) and not _asks_one_thing_last(text):
        return "list"
    if mention.review_ids and asks_what_to_do(text, rest) and not _asks_one_thing_last(text):
        return "list"
    if len(mention.review_ids) == 1 and told_to_do(rest):
        return "list"
    if _asks_for_kind(text, rest) and not wants_one(text) and not _asks_one_thing_last(text):
        return "list"
    return "fact"


def _asks_for_kind(text: str, rest: str) -> bool:
    """Whether all statements of a kind are asked for: about nothing else, or several by the kind's name."""
    several = _OF_A_KIND.search(text) or _WHAT_THEY_ARE.search(text)
    return wanted_kinds(text)[1] and (bool(several and not _HOW.match(text)) or len(subject(rest)) < 2)


def _asks_one_thing_last(text: str) -> bool:
    """Whether something is told first, and then one thing is asked: "Each team has a list of its own. Who keeps watch?"."""
    *told, last = _SENTENCE_END.split(text.strip())
    asks_before = any("?" in one or _SETS_TASK.match(one) for one in told)
    return bool(told) and not asks_before and bool(_ONE_THING.match(last))


def asks_what_to_do(text: str, rest: str) -> bool:
    """Whether it is asked what to do now, about nothing else, or for the part of a paper that tells it.

    Args:
        text: the question, folded.
        rest: the question without what names reviews.
    """
    if _PART_TO_DO.search(text):
        return True
    return bool(_DO_NEXT.search(text)) and not set(subject(rest)) - _DO_WORDS
