"""The sorts of thing a question may want to be told: how each is asked for, and how a sentence tells it."""

import re

from assistant.ages_told import TELLS_AGE


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern of several, whatever the case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_NUMBER = (
    r"(?:(?<![\w-])\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred)"
)
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_UNIT = r"(?:days?|weeks?|wks?|months?|mths?|years?|yrs?)"
# A body by its name or its letters, or by what it does; "one agency" names none.
_NAMED_BODY = (
    r"(?-i:\b(?:[A-Z][\w&']+ (?:(?:and|of|for|the|&) )*)+(?:Department|Office|Board|Partnership|Panel|Group|Service|Services|Trust|Council|Team|Subgroup|Committee|"
    r"Agency|Authority|Ministry|Commission|Inspectorate|College|Hub|Unit|Forum|Court|Police|Executive)\b|\b(?:Department|Ministry|Office) (?:for|of)\b|\bOfsted\b|"
    r"\bCafcass\b|\b[A-Z]{3,}\b(?! ?scans?))"
)
_LINE_OF_WORK = (
    r"\b(?:police|gps?|general practitioners?|health visit\w+|midwi\w+|(?<!at the )(?<!to the )(?<!in the )hospitals?|schools?|nurser(?:y|ies)|housing|(?:children'?s )?social care|ambulance|paramedics?|"
    r"probation|council|paediatric\w*|doctors?|nurses?|social workers?)\b"
)
_VERB = "did|do|does|was|were|is|are|has|have|had|can|could|should|must|will|would|may|might|happens?|if|when"
_OF_CASES = r"(?:bab(?:y|ies)|child(?:ren)?|infants?|cases?|families|kids|young people|incidents?)"
_BODY = r"(?:agency|agencies|organisations?|body|bodies|departments?|depts?|ministry|ministries|committee|forum|authority|authorities)"
SORTS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "new name",
        any_of(
            r"\b(?:called|known as|termed)\b(?=[^?]*\b(?:now|nowadays|today|these days|since|instead|anymore|any more)\b)",
            r"\b(?:now|nowadays|since) (?:called|known as)\b|\brenamed\b|\bnew name\b",
        ),
        any_of(
            r"\bnames? (?:for|of) (?:these|this|those|them|it|the|such)\b",
            r"\b(?:now|since|has been|have been|were|was|formerly|previously) (?:been )?(?:called|known as|renamed)\b",
            r"\brenamed\b|\breplaced by\b|\bformerly\b|\bnew name\b|\bsuperseded\b",
        ),
    ),
    (
        "age",
        any_of(
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
        any_of(
            r"\bhow long\b",
            r"\bdeadline\b",
            r"\btime ?(?:limit|scale|frame)\b",
            r"\bhow (?:many|much) (?:\w+ )?(?:minutes|hours|days|weeks|months|years|time)\b",
            # "When does it have to be done by?" is told as so many days from the start.
            r"\bwhen(?= (?:do|does|must|should)\b[^?]*\breviews?\b[^?]*\b(?:be (?:done|finished|completed?|submitted)|finish|due)\b)",
        ),
        any_of(
            rf"(?<!\bat )(?<!\baged )\b{_NUMBER}(?:[- ](?!old\b)\w+)? (?:{_UNIT}|minutes?|mins?|hours?|hrs?)\b(?!\W?old\b)"
        ),
    ),
    (
        "hours",
        any_of(
            r"\b(?:what|which) hours\b|\b(?:opening|office) (?:hours|times)\b",
            r"\bwhat times? (?:does|do|is|are)\b[^?]*\b(?:open|close|shut|staffed|start|finish)\w*\b",
        ),
        any_of(
            r"\b\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)\b",
            r"\b\d{1,2}[.:]\d\d\b",
            r"\b24[- ]?(?:hours?|/ ?7)",
        ),
    ),
    (
        "amount",
        any_of(
            r"\bhow much (?!(?:time|more|less|higher|lower|of|longer|earlier|later|further)\b)(?:\w+ ){1,3}(?:was|were) (?:\w+ )?"
            r"(?:measured|found|given|taken|spent|paid|detected|drunk|used|lost|awarded)\b",
            r"\bhow much (?:\w+ ){1,4}cost\b",
        ),
        any_of(r"\d"),
    ),
    (
        "share",
        any_of(r"\b(?:percentage|proportion|per ?cent)\b", r"\bwhat share\b", r"\bby how much\b"),
        any_of(r"%", r"\bper ?cent\b", r"\b(?:half|third|quarter|most|majority)\b"),
    ),
    (
        "cases",
        any_of(
            rf"\bhow many (?:\w+ )?{_OF_CASES} (?:are|were|was|is|did|does|do)\b[^?]*\b(?:in|behind|about|cover\w*|look\w* at|involve\w*|feature\w*)\b(?=[^?]{{0,40}}"
            r"\b(?:reviews?|briefings?|reports?|scrs?)\b)"
        ),
        any_of(
            rf"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{{1,2}}) (?:\w+ ){{0,2}}{_OF_CASES}\b"
        ),
    ),
    (
        "number",
        any_of(
            r"\bhow many\b",
            r"\bwhat (?:number|percentage|proportion|share|percent)\b",
            r"\bby how much\b",
            r"\bhow much (?:more|higher|did)\b",
        ),
        any_of(
            rf"\b(?!one\b)(?!(?:19|20)\d\d\b){_NUMBER}\b(?![- ]{_UNIT}\b)",
            r"%|per ?cent",
            r"\bmultiple\b|\bseveral\b|\bboth\b|\bnumber of\b",
        ),
    ),
    ("year", any_of(r"\b(?:what|which) year\b"), any_of(r"\b(?:19|20)\d\d\b")),
    (
        "date",
        any_of(
            r"\bwhen (?:did|was|were|is|are|do|does|will|has|have)\b",
            r"\b(?:what|which) (?:date|year|month|day)\b",
            r"\bon what date\b",
            r"\b(?:since|by|from|until|till) when\b|^when\W*$",
        ),
        any_of(
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
        any_of(
            r"\b(?:was|were|is|are|has|have|had|did|got|get|who)\b(?=[^?]*\b(?:convicted|conviction|sentenced|found guilty|acquitted|jailed|imprisoned)\b)"
        ),
        any_of(
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
        any_of(
            r"\bwhere\b(?=[^?]*\b(?:happen|occur|take place)(?:ed|red)?\b)",
            r"\b(?:in )?(?:which|what) (?:room|part of the (?:house|home))\b",
        ),
        any_of(
            r"\b(?:home|house|household|flat|hospital|nursery|school|street|park|garden|car|stairs|bath|cot|bed|sofa|settee|floor|hotel|hostel|refuge)\b",
            r"\b(?:bed|bath|living|sitting|dining|front|waiting )?room\b|\bkitchen\b|\bupstairs\b|\bdownstairs\b|\bA&E\b",
        ),
    ),
    (
        "reason",
        any_of(
            r"\bwhy\b",
            r"\bhow come\b",
            r"\b(?:what|same|the) reasons?\b",
            r"\bwhat(?: (?:was|is|were|has been|had been|'s))? ?(?:stopped|stopping|prevented|preventing|caused|causing|delayed|delaying|held|holding|explains?|"
            r"explained|prompted|drove|lay behind|lies behind|made|makes|was behind|is behind)\b",
            r"\bput(?:s|ting)? (?:[\w'-]+ ){1,9}down to\b",
            r"\b(?:attribut\w+|ascrib\w+) (?:[\w'-]+ ){1,9}to\b",
            r"\bon what grounds\b|\bwhat(?:'s| is| was) the (?:explanation|rationale|justification|thinking)\b",
        ),
        any_of(
            r"\bbecause\b",
            r"\bdue to\b",
            r"\btherefore\b",
            r"\bowing to\b",
            r"\bas a result\b",
            r"\bresults? (?:of|from)\b",
            r"\bcaused by\b",
            r"\bso (?:that|neither|no|it|they|he|she)\b",
            r"\bthe reasons?\b|\battributed to\b|\bexplained by\b|\bin the light of\b|\bon the grounds\b|\bgiven that\b",
            r"\bin order\b",
            r"\bcannot\b",
            r"\bcould not\b",
            r"\bwhile\b",
            r"\bas it\b",
            r"\bdelay\w*\b",
        ),
    ),
    (
        "body",
        any_of(
            rf"\b(?:which|what) (?:(?!(?:{_VERB})\b)[\w-]+ ){{0,3}}?{_BODY}\b(?! (?:reviews?|working|involved|should|must|can|could|need)\b)"
        ),
        any_of(_NAMED_BODY, _LINE_OF_WORK),
    ),
    (
        "who",
        any_of(
            r"\bwho (?:will |should |must |would |now )?(?:oversees?|monitors?|keeps?|is responsible|leads?|led|runs?|checks?|signs? off|commissioned|commissions?|asked|"
            r"requested|chairs?|makes? sure|tracks?|watches|follows? up|reviews?|supervises?|owns?|is in charge|looks? after)\b",
            r"\bwhose (?:job|responsibility|role|task|duty)\b",
            r"\bwho(?:'s|s| is| are| was) (?:overseeing|monitoring|making sure|ensuring|keeping|leading|tracking|watching|checking|following|responsible|in charge)\b",
        ),
        any_of(_NAMED_BODY),
    ),
)
# Sorts that may be told in any words: a sentence that does not show one may still tell it.
TOLD_IN_ANY_WORDS = frozenset({"reason", "who"})
# Of these the question's own figures are no answer: "of the 40 referrals, how many were closed?"
COUNTED = frozenset({"number", "share", "amount"})
