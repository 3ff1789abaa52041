"""What is stopped before anything is searched.

Urgent, personal data, identity, blame, advice on one child, injection.
"""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.nouns import Reason
from assistant.personal_data import has_personal_data
from assistant.urgent import is_urgent
from assistant.words import fold


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_PERSON = (
    r"(?:child|baby|infant|family|parents?|mother|father|mum|dad|siblings?|social worker|midwife|"
    r"health visitor|gp|doctor|"
    r"paediatrician|police officer|reviewer|author|perpetrator|abuser|carer|staff|henry|child (?:s|h|2))"
)
_IDENTITY = _any_of(
    r"\b(?:real|actual|true|full|proper) (?:\w+ )?(?:name|surname|identity|names)\b",
    rf"\b(?:name|surname|names|identity|identities|address|photo|picture|facebook|instagram) (?:of|"
    rf"for) (?:the |this |that )?{_PERSON}\b",
    rf"\b{_PERSON}(?:'s)? (?:real |actual )?(?:name|surname|identity|address|facebook|photo)\b",
    rf"\bwho (?:is|was|were|are) (?:the )?(?:real )?{_PERSON}\b(?! (?:told|asked|trained|supposed|"
    rf"meant))\??$",
    rf"\bwhere (?:do|does|did) (?:the |this |that )?{_PERSON} (?:live|go to school|work)\b",
    rf"\b(?:what|which) (?:hospital|school|nursery|street|town|village|surgery) (?:was|did|does|is|treated|"
    rf"saw|were)\b.*\b{_PERSON}\b",
    r"\b(?:match|link|compare|check) (?:it|this|them|that|these) (?:to|with|against) (?:the )?(?:court|news|press|paper|argus|police)\w*\b",
    r"\b(?:in|from) the (?:press|papers?|news|argus|mail|sun|local paper)\b",
    r"\b(?:identify|track down|name and shame|find out who)\b",
)
_BLAME = _any_of(
    r"\bwhose fault\b",
    r"\b(?:who|which \w+) (?:is|was|were|are|should be|do you) (?:\w+ )?(?:to )?(?:blame|at fault|blamed|"
    r"responsible for the (?:injur|death|harm))",
    r"\b(?:to blame|at fault|negligent|incompetent|guilty|culpable)\b",
    r"\b(?:struck off|sacked|fired|dismissed|prosecuted|sued|jailed|suspended|disciplined|"
    r"lose (?:\w+ )?(?:job|licen[cs]e))\b",
    r"\b(?:rank|league|worst|messed up|screwed up) .*\b(?:agenc\w+|worst|most|professionals?|workers?)\b|\bwhich \w+ (?:messed|screwed|failed)\b",
    r"\bwho (?:failed|let down|messed up|screwed up)\b",
)
_CASE_ADVICE = _any_of(
    r"\b(?:step|stepped|stepping) (?:\w+ )?(?:up|down)\b|\b(?:score|rate|assess|grade) (?:the |his |her |this |their )?risk\b",
    r"\b(?:case|family|child) (?:that )?i (?:hold|have|manage|work with)\b",
    r"\b(?:meet|meets|met|reach|reaches|hit|over) (?:the )?threshold\b",
    r"\bshould (?:i|we) (?:refer|remove|close|escalate|step (?:up|down)|discharge|tell|report|"
    r"share)\b.*\b(?:this|my|our|him|her|them|family|case)\b",
    r"\b(?:my|our) (?:case|client|patient|family)\b.*\b(?:should|what|do|advice|risk)\b",
    r"\b(?:is|are) (?:this|my|our|the) (?:child|baby|family|case|girl|boy) (?:at risk|safe)\b",
    r"\b(?:what|how) (?:risk|level of risk) (?:is|would)\b.*\b(?:this|my|our)\b",
)
_INJECTION = _any_of(
    r"\b(?:ignore|disregard|forget|override|bypass) (?:\w+ ){0,3}(?:instructions?|rules?|prompts?|"
    r"guidelines?|guardrails?|above)\b",
    r"\b(?:system prompt|developer mode|jailbreak|DAN mode|you are now|pretend (?:to be|you are|you're)|"
    r"act as (?:a|an|if))\b",
    r"\b(?:reveal|print|show|repeat) (?:\w+ ){0,3}(?:your )?(?:prompt|instructions|api key|configuration)\b",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a message is: to be answered, urgent, or declined with a reason."""

    outcome: Literal["go_on", "urgent", "declined"]
    reason: Reason | None = None
    personal_data: bool = False


def guard(message: str, public_numbers: tuple[str, ...] = ()) -> Verdict:
    """Judge a message by rule, in the order of what is gravest."""
    personal = has_personal_data(message, public_numbers)
    if is_urgent(message):
        return Verdict("urgent", personal_data=personal)
    if personal:
        return Verdict("declined", "personal_data", True)
    text = fold(message)
    rules: tuple[tuple[Reason, re.Pattern[str]], ...] = (
        ("injection", _INJECTION),
        ("identity", _IDENTITY),
        ("blame", _BLAME),
        ("case_advice", _CASE_ADVICE),
    )
    for reason, pattern in rules:
        if pattern.search(text):
            return Verdict("declined", reason)
    return Verdict("go_on")
