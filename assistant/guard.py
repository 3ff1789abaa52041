"""What is stopped before anything is searched.

Urgent, personal data, identity, blame, advice on one child, injection.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from assistant.expansion import expand
from assistant.language import is_other_language
from assistant.nouns import Reason
from assistant.personal_data import has_personal_data
from assistant.urgent import is_urgent, told_by
from assistant.urgent_nets import tells_of_harm
from assistant.words import fold


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_PERSON = (
    r"(?:child|baby|infant|family|parents?|mother|father|mum|dad|siblings?|social worker|midwife|"
    r"health visitor|gp|doctor|"
    r"paediatrician|police officer|reviewer|author|perpetrator|abuser|carer|staff|child (?:[b-hj-z]|\d{1,2}))"
)
# Where a question begins, and no relative clause: "leavers who are parents in the county".
_ASKED = r"(?:^|[^\w' ]\W*|\b(?:and|so|but|know|tell me|wonder|wondering|ask) )"
_IDENTITY = _any_of(
    r"\b(?:real|actual|true|full|proper) (?:\w+ )?(?:name|surname|identity|names)\b",
    rf"\b(?:name|surname|names|identity|identities|address|photo|picture|facebook|instagram) (?:of|"
    rf"for) (?:the |this |that )?{_PERSON}\b",
    rf"\b{_PERSON}(?:'s)? (?:real |actual )?(?:name|surname|identity|address|facebook|photo)\b",
    rf"\bwho(?: (?:is|was|were|are)|'?s) (?:the )?(?:real |allocated |named |lead )?(?!reviewer|author|siblings?\b){_PERSON}\b(?! (?:told|asked|trained|supposed|meant|expected|responsible|to\b|"
    rf"with\b|involved|working|in contact))",
    rf"{_ASKED}who (?:is|was|were|are) (?:the )?(?:(?:famil(?:y|ies)|parents|couple|people) (?:behind|in|of|from)|(?:children|babies) behind)\b",
    rf"\b(?:first|last|middle|sur|full|nick)[- ]?names?\b|\bnames? of (?:the |all )?(?:\w+ )?(?:bab(?:y|ies)|child(?:ren)?|famil(?:y|ies)|{_PERSON}|practice|hospital|school|surgery|nursery)\b",
    r"\b(?:seen|saw|read about|recognise) (?:them|him|her|it|this) (?:on|in) the (?:news|papers?|telly|tv)\b|\bnewspaper (?:reports?|articles?|cuttings?)\b|\bwork out who\b",
    # Which family, baby or child it was: found out, or held against what a newspaper printed.
    rf"\b(?:work out|find out|figure out|guess|identify|discover) (?:exactly )?(?:which|what) (?:family|couple|baby|child|mother|mum|father|dad|parents) (?:it|this|that|he|she|they|(?:the )?{_PERSON}) (?:is|was|were|are)\b",
    rf"\b(?:is|was|were|are) (?:the |this |that )?{_PERSON}\b.{{0,12}} the (?:same )?(?:one|baby|child|boy|girl|family|case|couple|mum|mother|dad|father)\b.{{0,25}}\b(?:in|from|on) (?:the |our )?"
    r"(?:\w+ ){0,2}(?:newspapers?|papers?|press|news|telly|tv|facebook|argus|gazette|herald|echo|observer|mail|sun|mirror|bbc)\b",
    r"\bwhere (?:does|did) (?:the |this |that )?\d{1,2}[ -](?:day|week|month|year)s?[ -]olds?(?: \w+){0,2} (?:live|go to (?:school|nursery))\b",
    rf"\bwhere (?:does|did) (?:the |this |that )?(?:\w+[ -]){{0,2}}{_PERSON} live\b",
    rf"\bwhere (?:is|are|was|were) {_PERSON}(?: \w+)? (?:living|now|placed|buried)\b|\bwho (?:adopted|fostered|has custody of)\b",
    rf"\bwhere (?:do|does|did) (?:the |this |that )?{_PERSON} (?:live|go to school|work)\b",
    rf"\b(?:what|which) (?:hospital|school|nursery|street|town|village|surgery) (?:was|did|does|do|is|treated|"
    rf"saw|were)\b.*\b(?:{_PERSON}|brothers?|sisters?|siblings?)\b",
    r"\b(?:find|search|google|look up|show|get|send|link to|are there|is there|any)\b[^?.]{0,30}\b(?:news|press|newspaper|media) (?:stor(?:y|ies)|coverage|reports?|articles?|items?)\b(?=[^?]*\b(?:child|baby|case|trial|famil|parents|mother|father))",
    r"\b(?:is|are|was|were) (?:the )?(?:child|baby|family|(?-i:[A-Z][a-z]+))\b[^?]{0,25}\b(?:related to|the same (?:child|baby|family|mother|father) as|(?:brother|sister|sibling|twin|cousin)s? of)\b",
    r"\b(?:match|link|compare|check) (?:it|this|them|that|these) (?:to|with|against) (?:the )?(?:court|news|press|paper|police)\w*\b",
    r"\b(?:in|from) the (?:press|papers?|news|local paper)\b",
    r"\bidentify (?:who|him|her|them|the (?:child|baby|family|mother|worker))\b|\b(?:track down|name and shame|find out who)\b",
)
# Being answerable for harm is blame; for a plan, a report of injuries or a review of a death it is a duty.
_HARM = (
    r"(?:(?:injur(?:y|ies)|fractures?|bruis(?:es?|ing)|burns?|scalds?|marks?|wounds?|broken \w+|bleeds?|deaths?|harm|abuse|neglect|suffering|killing|murder|assaults?|attacks?|shaking)\b"
    r"(?! (?:reviews?|plans?|path\w*|polic\w+|protocols?|process\w*|panels?|procedures?|forms?|charts?|maps?|records?|reports?|checks?|team|unit|strategy|work|training|notification))"
    r"|what (?:(?:\w+ )?happened|was done|became|befell)\b)"
)
_WHOSE_HARM = rf"(?:(?!(?:record|report|follow|chair|investigat|review|assess|prevent|spot|refer|document|map|mak|tell|writ|ask|check|examin|treat|monitor|keep|oversee|mention|explain)\w*ing\b)[\w'-]+ ){{0,3}}?{_HARM}"
_BLAME = _any_of(
    r"\bwhose fault\b",
    r"\b(?:who|which \w+) (?:is|was|were|are|should be|do you) (?:\w+ )?(?:to )?(?:blame|at fault|blamed)",
    rf"\b(?:responsible|accountable|answerable|responsibility|liable) for (?:(?:causing|inflicting|having caused) )?{_WHOSE_HARM}",
    rf"(?:{_ASKED}who|whoever) (?:is |was )?(?:behind|inflicted|caused) {_WHOSE_HARM}|\bwhose (?:doing|responsibility|mistake) (?:is|was|were|are) {_WHOSE_HARM}",
    rf"\b(?:carry the can|take the (?:blame|rap)|answer) for {_WHOSE_HARM}",
    # What a court found is a fact that a review may tell; what it should have found is blame.
    r"\b(?:to blame|at fault|negligent|incompetent|(?<!found )(?<!pleaded )(?<!plead )guilty|culpable)\b",
    r"\b(?:should|ought|deserves?|could|why (?:was|were)(?:n't| not)?)\b[^?]*\b(?:prosecuted|jailed|found guilty|locked up)\b",
    r"\b(?:struck off|sacked|fired|dismissed|sued|suspended|disciplined|"
    r"lose (?:\w+ )?(?:job|licen[cs]e))\b",
    r"\b(?:rank|league|worst|messed up|screwed up) .*\b(?:agenc\w+|worst|most|professionals?|workers?)\b|\bwhich \w+ (?:messed|screwed|failed)\b",
    r"\bwho (?:(?:got|did) (?:it|this|that|things) (?:so |all )?wrong|made (?:the|a|any) (?:\w+ )?(?:mistakes?|errors?)|was (?:in the )?wrong|dropped the ball|should have known better)\b",
    r"\bwho (?:failed|let down|messed up|screwed up|did it|hurt (?:him|her|them)|is lying)\b",
    r"\b(?:who|which(?: \w+){1,4}|(?:be )?honest\w*[^?]*) let \w+(?: \w+){0,2} down\b|\b(?:was it|it was) (?:the )?(?:mum|mother|dad|father) or (?:the )?(?:mum|mother|dad|father)\b",
    rf"(?<!what )(?<!where )(?<!how )\bdid (?:the |his |her |their )?{_PERSON}(?:'s \w+)?s? (?:\w+ )?(?:lie|lied|cover up|fail|neglect (?:their|his|her) duty)\b|\b(?:lost|lose|losing) (?:their|his|her) jobs?\b",
)
# What reviews are for may be asked in the words of blame: "is the point of a review to decide who was at fault?"
_PURPOSE = _any_of(
    r"\b(?:points?|purposes?|aims?) of (?:a |an |the |these |such )?(?:\w+ )?reviews?\b|\b(?:do|are) (?:these )?reviews? (?:\w+ ){0,3}(?:for|about|blame|decide|meant|there to)\b"
)
_CASE_ADVICE = _any_of(
    r"(?<!was )(?<!were )(?<!or )\b(?:step|stepped|stepping) (?:\w+ )?(?:up|down)\b|(?<!did )\b(?:score|rate|assess|grade) (?:the |his |her |this |their )?risk\b",
    r"\b(?:case|family|child|couple|mum|mother|baby) (?:that )?(?:i|we) (?:hold|have|manage|work with|saw|visited|'?m working with|am working with)\b",
    r"(?<!who was )(?<!who were )(?<!who is )\bworking with (?:a|this|one) (?:family|mum|mother|dad|father|couple|child|baby)\b|\b(?:on|in) (?:my|our) caseload\b|\b(?:a )?cases? of mine\b|\bmy chronology\b|\bone of my (?:parents|families|cases|children|mums|dads)\b",
    r"\bshould (?:i|we|my (?:team|manager)) (?:\w+ ){0,3}(?:accept|take it|take this|close|remove|refer|refuse|do a|count|escalate|sign|visit|ask for)\b",
    r"\bdo i (?:count|treat|record|log) (?:that|this|it) as\b|\b(?:do you think|would you say) (?:i|we) should\b",
    r"\b(?:what|which) (?:level|tier|threshold)(?: of (?:need|risk|intervention|support|concern))? (?:is|are|would|does|do|should|applies|apply)\b(?!.*\b(?:reviews?|briefings?|scrs?|child (?:[a-z]|\d)\b))(?=.{0,25}\b(?:famil(?:y|ies)|child|children|baby|case|couple|mum|mother|household|they|this|it)\b)",
    r"\bwould you (?:escalate|refer(?! (?:me|us|to)\b)|convene|call|hold)\b.{0,60}\b(?:this|my|our|a|the) (?:family|case|child|baby|couple|mum|mother|conference)\b",
    r"\bwould you (?:recommend|advise|suggest|remove|close|place)\b|\bwhat would you (?:recommend|advise|do)\b",
    r"\bis it (?:safe|ok|okay|right) to (?:close|leave|let|discharge|step|send)\b|\bwhat should i (?:do next|put in|write in)\b|\bsafe to have (?:\w+ )?contact\b",
    r"(?<!have )\b(?:meet|meets|met|reach|reaches|hit|over) (?:the )?threshold\b(?! to see)",
    r"\bshould (?:i|we) (?:refer|remove|close|escalate|step (?:up|down)|discharge|tell|report|"
    r"share)\b.*\b(?:this|my|our|him|her|them|family|case)\b",
    r"\b(?:my|our) (?:case|client|patient|family)\b(?! (?:record\w*|management|files?|systems?|stud\w+|reviews?|audits?|notes?|hub|support)).*\b(?:should|what|do|advice|risk)\b",
    r"\b(?:is|are) (?:this|my|our|the) (?:child|baby|family|case|girl|boy) (?:at risk|safe)\b",
    r"\b(?:what|how) (?:risk|level of risk) (?:is|would)\b.*\b(?:this|my|our)\b",
)
_INJECTION = _any_of(
    r"\b(?:ignore|disregard|forget|override|bypass) (?:\w+ ){0,3}(?:instructions?|rules?|prompts?|"
    r"guidelines?|guardrails?|above)\b",
    r"\b(?:system prompt|developer mode|jailbreak|DAN mode|you are now|pretend (?:to be|you are|you're)|"
    rf"{_ASKED}(?:please |now |you (?:must |will |are to )?)*act as (?:a|an|if))\b",
    r"\b(?:reveal|print|show|repeat) (?:\w+ ){0,3}(?:your )?(?:prompt|instructions|api key|configuration)\b",
)


# Work that an assistant of another sort is for: texts to write, translate or polish, plans, sums, bookings.
_TASK = _any_of(
    r"^(?:(?:please|pls|hi|hello|hey|ok|now)\b[ ,]*)*(?:(?:can|could|would|will) you )?(?:please )?(?:help me (?:to )?)?"
    r"(?:draft|write|compose|rewrite|reword|proofread|translate|format|design|book|order|convert|calculate|work out|solve|code|debug|play|sing|tell me a|recommend (?:a|me|some)|"
    r"suggest (?:a|some)|plan|schedule|remind me to|email|e-mail|text|ring|call|send)\b(?!.*\b(?:reviews?|briefings?|scrs?)\b)",
    r"\b(?:recipe|rota|joke|poem|weather|horoscope|lottery|football|train times|parking|takeaway|restaurant|annual leave|pay ?slip|payroll)\b",
    r"\b(?:translate|translation|in polish|in welsh|in french|in spanish)\b(?=.*\b(?:leaflet|letter|this|into|me|text)\b)",
)


# Joined questions are told apart even where one is too short to be searched for alone ("what is ICON and ...").
_PIECES = re.compile(r"[?;]\s+|\band\s+(?=(?:who|what|which|when|where|how|why)\b)", re.IGNORECASE)
# Asked in the past of somebody whom a review can be about: on the subject, whether or not a review tells it.
_OF_THE_CASE = re.compile(
    rf"^\W*(?:(?:what|which|who|when|where|why|how)\b[\w ]{{0,20}})?(?:was|were|did|had)\b.{{0,40}}\b(?:the|his|her|their) (?:\w+ )?{_PERSON}\b",
    re.IGNORECASE,
)


def reads_like_instruction(text: str) -> bool:
    """Whether a text tells a model what to do, instead of asking or telling something."""
    return bool(_INJECTION.search(fold(text)))


def is_task(message: str) -> bool:
    """Whether a message sets a task that no review answers, and asks nothing else in a word of the field."""
    pieces = [piece for piece in _PIECES.split(fold(message)) if piece.strip()]
    others = [piece for piece in pieces if not _TASK.search(piece)]
    return len(others) < len(pieces) and not any(expand(piece) for piece in others)


def is_of_a_case(message: str) -> bool:
    """Whether a message asks what somebody whom a review can be about did, had or was."""
    return bool(_OF_THE_CASE.search(fold(message)))


RULES: dict[Reason, str] = {
    "personal_data": "Rule: it holds what points to one person. What was found is not told, and nothing was searched",
    "injection": "Rule: it instructs instead of asking",
    "identity": "Rule: it asks who somebody in a review is, or where they are",
    "blame": "Rule: it asks who was at fault, or what should befall them",
    "case_advice": "Rule: it asks for advice or a decision on one child, family or threshold",
    "out_of_scope": "Rule: it sets a task, or no sentence held is near what it asks",
}
RULE_OF_HARM = "Rule: it tells of harm and holds what points to one person. What was found is not told, and nothing was searched"
RULE_OF_LANGUAGE = "Rule: it is not in English"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a message is: to be answered, urgent, or declined with a reason."""

    outcome: Literal["go_on", "urgent", "declined"]
    reason: Reason | None = None
    personal_data: bool = False
    other_language: bool = False
    why: tuple[str, ...] = ()  # the rule that decided, in words; it never repeats the message


def guard(
    message: str,
    public_numbers: tuple[str, ...] = (),
    names_review: bool = False,
    children: Collection[str] = (),
) -> Verdict:
    """Judge a message by rule, in the order of what is gravest.

    Args:
        message: as it was typed.
        public_numbers: phone numbers that are nobody's personal data.
        names_review: whether it names one of the reviews held, and so is more likely about documents.
        children: the names by which the reviews held call a child; each is a child wherever a rule speaks of one.
    """
    personal = has_personal_data(message, public_numbers)
    if is_urgent(message, names_review):
        return Verdict("urgent", personal_data=personal, why=told_by(message, names_review))
    if personal and tells_of_harm(message):
        # Of a real person, however it goes on: whoever asks for a review may be the only one who knows.
        return Verdict("urgent", personal_data=True, why=(RULE_OF_HARM,))
    if personal:
        return Verdict("declined", "personal_data", True, why=(RULES["personal_data"],))
    text = fold(message)
    if children:
        text = re.sub(
            rf"\b(?:{'|'.join(map(re.escape, children))})(?:s(?=\s))?\b", "child", text, flags=re.IGNORECASE
        )
    rules: tuple[tuple[Reason, re.Pattern[str]], ...] = (
        ("injection", _INJECTION),
        ("identity", _IDENTITY),
        ("blame", _BLAME),
        ("case_advice", _CASE_ADVICE),
    )
    for reason, pattern in rules:
        if pattern.search(text) and not (reason == "blame" and _PURPOSE.search(text)):
            return Verdict("declined", reason, why=(RULES[reason],))
    if is_other_language(message):
        return Verdict("declined", "out_of_scope", other_language=True, why=(RULE_OF_LANGUAGE,))
    return Verdict("go_on")
