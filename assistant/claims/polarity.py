"""Which words of a claim and of its evidence are denied, and which stand for the opposite of each other."""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cache, lru_cache

from assistant.claims.nouns import REMEMBERED
from assistant.words import STOP, fold, stem

_DENIES = frozenset(
    """not no never none nobody nothing neither nor without cannot lack lacks lacked lacking absence absent fail fails
    failed failing failure unable refuse refused refusing decline declined denied deny nowhere hardly scarcely rather
    instead unaware unknown missed missing omitted overlooked ignored neglected prevented""".split()  # noqa: SIM905
)
_WORD = re.compile(r"[\w'-]+|[,;:.!?()–-]")
_ENDS = frozenset(",;:.!?()")
_JOINS = frozenset(
    [
        "and",
        "but",
        "or",
        "although",
        "though",
        "while",
        "whereas",
        "because",
        "since",
        "so",
        "which",
        "who",
        "when",
        "where",
        "if",
        "unless",
        "until",
    ]
)
_NEAR = 0.34  # share of a clause's words that its nearest clause of the evidence has
_UNDONE = frozenset(
    f"{prefix}{word}"
    for prefix in ("un", "in")
    for word in "seen recorded read shared likely clear answered explained sufficient adequate consistent effective accurate".split()  # noqa: SIM905
) | frozenset(("inconsistently", "patchy", "patchily", "uneven", "unevenly"))
_JOINT = re.compile(
    r"[,;:.!?()]\s|\s[–-]\s|\b(?:and|but|although|though|while|whereas|because|so that|which|who|when|where|if|unless|until|"
    r"yet|before|after|despite|even)\b",
    re.IGNORECASE,
)
_OPPOSITES = """
accept reject refuse decline;agree disagree refuse object;increase rise grew grow decrease fall fell drop reduce;more fewer less;
above below under over;before after;early late;earlier later;first last;present absent;include exclude;open close closed shut;
complete ongoing continue unfinished;finish start begin began continue;known unknown;share withhold kept keep;strong weak poor;
effective ineffective;follow ignore breach;always never;all none some;often rarely seldom;high low;higher lower;long short;
longer shorter;fast slow;quick delay slow;prompt delay late;together separate alone apart;allow forbid prevent prohibit;
support oppose hinder;safe unsafe dangerous;likely unlikely;possible impossible;able unable;clear unclear;aware unaware;
tell told hide hid conceal;attend miss missed;seen unseen miss;better worse;best worst;increase fall;good poor bad;
well badly poorly;easy hard difficult;remove leave keep;success failure fail;succeed fail;pass fail;win lose;young old;younger older;
need needless unnecessary;require optional;must may;voluntary compulsory;mandatory optional;public private;local national;
temporary permanent;minority majority most;part whole full;partly fully;near far;inside outside;help hinder;trust distrust;
confirm deny disprove;prove disprove;believe doubt disbelieve;remember forget forgot;arrive leave left;born died;live die died;
wait immediate immediately;ask told;answer ask;offer withdraw refuse;raise lower;widen narrow;gain lose lost;keep lose lost;
expect surprise;recorded unrecorded;written verbal oral;male female;same different;similar different;enough insufficient;
sufficient insufficient;adequate inadequate;suspect rule;unexplained explained;accident deliberate;accidental inflicted deliberate;
stop begin continue;drop pursue;upheld dismissed;welcome resist;willing unwilling reluctant;proactive reactive wait
"""


@cache
def _opposites() -> dict[str, frozenset[str]]:
    pairs: dict[str, set[str]] = {}
    for group in _OPPOSITES.replace("\n", "").split(";"):
        first, *others = group.split()
        for other in others:
            pairs.setdefault(stem(first), set()).add(stem(other))
            pairs.setdefault(stem(other), set()).add(stem(first))
    return {word: frozenset(others) for word, others in pairs.items()}


@lru_cache(maxsize=REMEMBERED)
def denied(text: str) -> Mapping[str, bool]:
    """Each content word of a text by its stem, and whether a denial stands in the same clause."""
    found: dict[str, bool] = {}
    clause: list[str] = []
    denies = False
    for word in (*_WORD.findall(fold(text).lower()), "."):
        if word in _ENDS or word in _JOINS:
            for own in clause:
                found[own] = found.get(own, False) or denies
            clause, denies = [], False
        elif word in _DENIES or word.endswith("n't"):
            denies = True
        elif word not in STOP and len(word) > 2:
            clause.append(stem(word))
    return found


def differing(claim: str, sentence: str) -> tuple[float, float, float]:
    """Of the words that a claim shares with a sentence: the share denied in one of them only, how many denied in both,
    and how many words of the claim have their opposite there and not themselves."""
    own, other = denied(claim), denied(sentence)
    shared = own.keys() & other.keys()
    differ = sum(own[word] != other[word] for word in shared)
    both = sum(own[word] and other[word] for word in shared)
    opposites = _opposites()
    opposed = sum(
        bool(opposites[word] & other.keys()) and word not in other for word in own if word in opposites
    )
    return differ / max(1, len(shared)), float(both), float(opposed)


def clauses(text: str) -> list[str]:
    """The clauses of a text, cut at its marks and at words that join them."""
    folded, found, at = fold(text), [], 0
    for match in _JOINT.finditer(folded):
        found.append(folded[at : match.start()])
        at = match.end()
    return [clause for clause in (*found, folded[at:]) if len(clause.split()) > 1]


def denied_clauses(
    claim: str, evidence: Sequence[str], stems: Callable[[str], Set[str]]
) -> tuple[float, float]:
    """Of the clauses of a claim the share that is denied where its nearest clause of the evidence is not, or the other
    way about, each by how near the two are; and how much of the claim has such a clause at all.

    Args:
        claim: one sentence.
        evidence: the sentences it rests on.
        stems: what tells which words of two texts mean the same.
    """
    held = [(clause, stems(clause)) for sentence in evidence for clause in clauses(sentence)]
    near = differs = 0.0
    for clause in clauses(claim):
        own = stems(clause)
        if not own or not held:
            continue
        best, words = max(held, key=lambda one: (len(own & one[1]), -len(one[1])))
        share = len(own & words) / len(own)
        if share >= _NEAR:
            near += share
            differs += share * ((denials_in(clause) + denials_in(best)) % 2)
    return (differs / near if near else 0.0), near


def odd(claim: str, sentence: str) -> float:
    """1 where the denials of the two together are odd in number: one says so, and the other not."""
    return float((denials_in(claim) + denials_in(sentence)) % 2)


def denials_in(text: str) -> int:
    """How many words of a text deny."""
    return sum(map(is_denial, _WORD.findall(fold(text).lower())))


def is_denial(word: str) -> bool:
    """Whether a word (in small letters) denies."""
    return word in _DENIES or word.endswith("n't") or word in _UNDONE
