"""What the wording of a claim and of its evidence tells: negation, doubt, duty, plans, scope, and who is spoken of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.claims.nouns import REMEMBERED
from assistant.words import fold

# Each group is one way of saying something. What is counted is whether a claim and its evidence both have it.
_CUES = {
    "negation": r"""\b(?:not?|never|none|nobody|no-one|nothing|neither|nor|without|cannot|\w+n't|lack(?:s|ed|ing)?|absen(?:t|ce)
        |fail(?:s|ed|ure|ing)?|miss(?:ed|ing)|unable|refus\w+|declin\w+|unaware|unknown|un(?:seen|read|recorded|answered|clear|likely|opened|checked|shared|asked|explored|challenged)
        |rather than|instead of|overlooked|ignored|neglected to|omitted|nowhere|hardly|scarcely|far from|no longer|dis(?:regard|count)ed|turned down|rejected|denied|prevented|stopped short)\b""",
    "seldom": r"\b(?:rarely|seldom|hardly ever|infrequently|few|little|barely|occasionally|only (?:once|one|two|a few|some))\b",
    "doubt": r"""\b(?:may|might|could|possibl[ey]|possibility|perhaps|maybe|probabl[ey]|likely|suspect\w*|alleg\w+|apparent(?:ly)?|appear\w*|seem\w*
        |thought to|believed|suggest\w*|reported(?:ly)?|unclear|uncertain|unconfirmed|not (?:clear|known|certain|established|proven|confirmed)|potential(?:ly)?|consider(?:ed|ing)?|risk of|concern(?:s|ed)? (?:that|about)|query|doubt\w*|claimed|estimat\w+|around|about|up to|whether|if|can|said (?:that|to)|tend(?:s|ed)?)\b""",
    "duty": r"""\b(?:should|must|ought|need(?:s|ed)? to|recommend\w*|require[sd]?|advis\w+|ask(?:s|ed)? (?:to|that|for)|(?:is|are|was|were) to|expect\w*|call(?:s|ed)? (?:for|on)|urge[sd]?|has to|have to|supposed to
        |encourage[sd]?|propos\w+|want(?:s|ed)|be (?:made|given|told|offered|trained|reminded|seen|shared))\b""",
    "plan": r"\b(?:will|would|plan(?:s|ned|ning)?|intend\w*|due (?:to|in|by)|agreed to|going to|aims? to|expected|to follow|being (?:written|developed|planned|considered|tested|piloted)|pilot\w*|draft\w*|not yet|proposed?|hope[sd]?|begins?|starts?|by (?:spring|summer|autumn|winter|the end of|next))\b",
    "done": r"\b(?:has|have|had|was|were|did|now|already|since|introduced|completed|launched|changed|became|been|\w+ed)\b",
    "asks": r"\?|\b(?:questions?|ask yourself|reflect|how do you|do you|what would)\b",
    "all": r"\b(?:all|every|everyone|everybody|each|always|entire|whole|wholly|completely|throughout|any|anyone|whenever|universal(?:ly)?|invariably|without exception|everywhere|never|none|no (?:agency|agencies|one|professional|child|review|baby))\b",
    "most": r"\b(?:most|mostly|mainly|majority|usually|generally|typically|often|widely|frequently|many|commonly|nearly|almost|largely|regularly)\b",
    "some": r"\b(?:some|sometimes|several|certain|a few|few|one of|in part|partly|not all|occasionally|in places|at times|a number of|two of|three of|half|part of)\b",
    "only": r"\b(?:only|solely|sole|alone|just|exclusively|nothing but|single|entirely|purely|main|chief|root|simply)\b",
    "wide": r"\b(?:national(?:ly)?|nationwide|england|country|countrywide|across the (?:country|uk|county)|uk|britain|everywhere|worldwide|throughout the)\b",
    "lasting": r"\b(?:always|never|permanent(?:ly)?|still|ever since|continues?|from then on|forever|ongoing|remains?|to this day|now)\b",
    "cause": r"\b(?:caus\w+|because|led to|lead to|leads to|result(?:s|ed)? (?:in|of|from)|due to|owing to|therefore|so that|meant that|prove[dns]?|shows? that|reason)\b",
    "more": r"\b(?:more|rose|risen|increas\w+|grew|higher|up|longer|earlier|better|improv\w+|over|above|at least|doubled|gained|older|highest|strongest|most)\b",
    "less": r"\b(?:less|fewer|fell|fall(?:en|ing)?|decreas\w+|dropped|lower|down|shorter|later|worse|reduc\w+|under|below|at most|halved|lost|younger|lowest|weakest|least)\b",
    "before": r"\b(?:before|prior|previous(?:ly)?|earlier|until|ahead of|first)\b",
    "after": r"\b(?:after|afterwards|following|later|since|then|subsequent(?:ly)?|once)\b",
}  # fmt: skip
_LINE = re.compile(r"\n *")
CUES = {name: re.compile(_LINE.sub("", pattern), re.IGNORECASE) for name, pattern in _CUES.items()}

# Who or what acts, in the ways that texts name them. Two words of one group mean the same.
_WHO = {
    "mother": r"mothers?|mums?|mummy|maternal",
    "father": r"fathers?|dads?|daddy|paternal",
    "partner": r"partners?|boyfriends?|stepfathers?|step-?dads?|girlfriends?|husbands?|wi(?:fe|ves)",
    "parents": r"parents?|parental|carers?|couple|family|families",
    "grandmother": r"grandmothers?|grandmas?|nans?|nanny|mgm|pgm",
    "grandfather": r"grandfathers?|grandads?|mgf|pgf",
    "aunt": r"aunts?|aunty",
    "uncle": r"uncles?",
    "sister": r"sisters?|half-sisters?",
    "brother": r"brothers?|half-brothers?",
    "twin": r"twins?",
    "older": r"older|elder|eldest|oldest",
    "younger": r"younger|youngest",
    "girl": r"girls?|daughters?|young wom[ae]n",
    "boy": r"boys?|sons?|young m[ae]n|lads?",
    "gp": r"gps?|general practitioners?|family doctors?|surger(?:y|ies)|practices?|primary care",
    "health visitor": r"health visitors?|health visiting|hvs?",
    "midwife": r"midwi(?:fe|ves|fery)|maternity|community midwi\w+",
    "paediatrician": r"paediatricians?|paediatric\w*|consultants?|children's doctors?",
    "hospital": r"hospitals?|wards?|emergency department|a&e|ed|acute trust|nhs trust|casualty|admission",
    "ambulance": r"ambulances?|paramedics?",
    "nurse": r"school nurs\w+|nurses?|nursing",
    "police": r"police|officers?|constab\w+|detectives?",
    "social care": r"social care|social workers?|children's services|csc|front door|mash|social services|social work",
    "school": r"schools?|teachers?|head ?teachers?|class|colleges?|academy|education|pupils?|tutors?|pastoral",
    "nursery": r"nurser(?:y|ies)|childminders?|early years|pre-?school",
    "housing": r"housing|landlords?|hostels?|homelessness|accommodation",
    "mental health": r"mental health|psychiatr\w+|camhs|psycholog\w+|perinatal",
    "probation": r"probation|offender managers?|prisons?|youth justice|youth offending",
    "substance": r"substance|drug(?:s)? services?|drug workers?|alcohol services?|methadone|treatment service",
    "pharmacy": r"pharmac\w+|chemists?",
    "court": r"courts?|judges?|magistrates?|guardians?|cafcass|legal|solicitors?",
    "foster": r"foster\w*|adopt\w+|residential|placements?|children's homes?",
    "partnership": r"partnerships?|boards?|lscb|panels?",
    "independent reviewer": r"reviewers?|authors?|review team",
    "charity": r"charit\w+|voluntary|volunteers?|helplines?|nspcc",
    "neighbour": r"neighbours?|friends?|relatives?|public|strangers?",
}  # fmt: skip
WHO = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _WHO.items()}
LABEL = re.compile(
    r"\b(?:Child|Baby|Infant|Family|Sibling|Young Person|Twin|Mr|Ms|Mrs)\s+([A-Z][A-Za-z]*\d*|\d+)\b"
)
_NAME = re.compile(r"(?<![.!?:;] )(?<!^)(?<![-•*] )\b([A-Z][a-z]{2,}(?:['-][A-Z][a-z]+)?)\b")
_NO_NAME = frozenset(
    """the and but for from with this that these those review reviews case rapid serious practice local child children baby
    infant monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december act section early help social care services service health visitor panel board
    partnership safeguarding police hospital trust council working together none all both each every some""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Which cues a text has, how often, and whom it names."""

    cues: dict[str, int]
    who: frozenset[str]
    labels: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a text speaks of: groups of people and agencies, labels of children, names."""

    who: frozenset[str]
    labels: frozenset[str]
    names: frozenset[str]


@lru_cache(maxsize=REMEMBERED)
def wording_of(text: str) -> Wording:
    """Look a text through."""
    folded, named = fold(text), named_in(text)
    cues = {name: len(pattern.findall(folded)) for name, pattern in CUES.items()}
    return Wording(cues, named.who, named.labels, named.names)


@lru_cache(maxsize=REMEMBERED)
def named_in(text: str) -> Named:
    """Whom a text speaks of, which is all that is asked of what only stands around."""
    folded = fold(text)
    return Named(
        frozenset(name for name, pattern in WHO.items() if pattern.search(folded)),
        frozenset(label.lower() for label in LABEL.findall(folded)),
        frozenset(name.lower() for name in _NAME.findall(folded) if name.lower() not in _NO_NAME),
    )


def in_order(text: str) -> tuple[str, ...]:
    """The groups that a text names, in the order of their first naming."""
    folded = fold(text)
    places = {name: match.start() for name, pattern in WHO.items() if (match := pattern.search(folded))}
    return tuple(sorted(places, key=lambda name: places[name]))


def words_for(text: str, groups: Iterable[str]) -> frozenset[str]:
    """The words by which a text names people and agencies of the groups, in small letters."""
    folded = fold(text)
    return frozenset(met.lower() for group in groups for met in WHO[group].findall(folded))


def first_who(text: str) -> str:
    """The group that a text names first; empty where it names nobody."""
    return next(iter(in_order(text)), "")
