"""Whether a claim says plainly the opposite of its evidence: one denies what the other says in nearly the same words.

A rule, with which nothing else is weighed: fitted weights let "no meeting was held" pass by "a meeting was held", because nearly
every word of it is there. So that true claims do not suffer, it speaks only where the word that is denied is itself on the
other side and not denied there, and where no other clause of the evidence takes the claim's side.
"""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from assistant.claims.nouns import REMEMBERED
from assistant.claims.numbers import numbers_in
from assistant.claims.polarity import denials_in
from assistant.words import fold, stem

NEAR = 0.6  # share of a clause's words that the other side has, from which both are of one matter
_SAME_SIDE = 0.6  # share from which a clause of the evidence that takes the claim's side clears it
_FEW = 2  # content words below which a clause is too short to be told
_WORD = re.compile(r"[\w'-]+")
_JOINT = re.compile(
    r"[;:.!?()]\s|,\s(?!(?:and|or|nor)\b)|\s[–-]\s|,?\s\b(?:but|although|though|while|whereas|because|so that|(?<!of )which|who|when|where|"
    r"if|yet|after|despite|that)\b|,\sand\b",
    re.IGNORECASE,
)
# Words of denial that deny nothing, or not the whole.
_NO_DENIAL = re.compile(
    r"\b(?:not (?:only|just|merely|simply|least|until|before)|no (?:doubt|sooner|less than|fewer than|more than|later than)"
    r"|nothing but|no to|(?:hardly|scarcely) any|none ?the ?less|whether or not|(?:never|none)[- ]the[- ]?less|without (?:doubt|delay|exception))\b",
    re.IGNORECASE,
)
_BUT_NOT_IT = re.compile(r"^\W*(?:but |and )?not\b", re.IGNORECASE)  # "in two of them, but not in the third"
_NEITHER_NOR = re.compile(r"\bneither\b(.*?)\bnor\b", re.IGNORECASE)
# After these words what follows "that" is denied with them ("no evidence that he was seen"); after others it is taken as so.
_THROUGH = re.compile(
    r"\b(?:evidence|records?|recorded|signs?|indications?|suggestions?|proof|reason|believed?|think|thought|find|found|accept\w*|"
    r"show\w*|considered|case|so)\s*$",
    re.IGNORECASE,
)
_PLAIN_DENIERS = frozenset("not no never none nobody neither nor cannot hardly scarcely without".split())  # noqa: SIM905
_DENIERS_WITH_TO = frozenset(
    """failed fails fail failing failure unable refused refuses declined declines neglected omitted""".split()  # noqa: SIM905
)
_PASSED_OVER = frozenset(
    """of the a an any single one ever at all been be being was were is are am to do does did has have had by in on evidence record
    records sign signs indication reason there formal it he she they his her their its who that which for with from as and or
    this these those them him i we you your our into about then also very so such than but although though while whereas because when
    where if yet after despite""".split()  # noqa: SIM905
)
HALFWAY = re.compile(
    r"\b(?:alone|within|prompt(?:ly)?|fully|full|properly|sufficient(?:ly)?|enough|always|consistent(?:ly)?|quickly|immediate(?:ly)?|"
    r"timely|in time|routine(?:ly)?|together|jointly|effective(?:ly)?|adequate(?:ly)?|well|again|early|soon(?:er)?|necessarily|yet|"
    r"entirely|completely|systematically|every|each|all|further|other|another|initially|at first|at the time|still|longer)\b",
    re.IGNORECASE,
)
_SOFTLY = re.compile(
    r"\b(?:little|few|rarely|seldom|barely|only|too late|instead|rather|stopped|ended|cancelled|ceased|delay\w*|missed|"
    r"until|unless|except|apart from|other than|before|no|not|if|whether)\b",
    re.IGNORECASE,
)
_NOT_A_FACT = re.compile(
    r"\b(?:should|ought|would|could|might|may|must|needs? to|needed to|required?|recommend\w*|plan\w*|will|intend\w*|agreed to|due to be|"
    r"asked? (?:to|for|that)|expected|if|whether|had .{1,40} been)\b|\?",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|unless|except|apart from|other than|before|if|had)\b|\?", re.IGNORECASE)
_ONLY_SOME = re.compile(
    r"\b(?:only|just|merely|solely) (?:one|two|three|a few|few|some|half|a minority|the (?:mother|father)|(?:his|her|their) (?:mother|father))\b"
    r"|\b(?:mother|father|one)(?: of \w+)? (?:alone|only)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:both|all|every|each|everyone|everybody)\b", re.IGNORECASE)
_NOISE = frozenset(
    stem(word)
    for word in """no not never none nobody neither nor cannot hardly scarcely without both all every each any either only just one two
    single always can may should must made make makes review reviews briefing report says said states stated found finds""".split()  # noqa: SIM905
)
_BASE = dict(
    pair.split(":")
    for pair in """left:leave told:tell took:take taken:take saw:see seen:see held:hold gave:give given:give wrote:write
    written:write knew:know known:know met:meet kept:keep shook:shake shaken:shake spoke:speak spoken:speak brought:bring
    sent:send heard:hear went:go gone:go came:come began:begin begun:begin did:do done:do""".split()  # noqa: SIM905
)
_ORDERS = re.compile(r"^\W*(?:never|do not|don't)\b", re.IGNORECASE)  # such a clause names nobody who does it
_WITHOUT = re.compile(r"\bwithout\b", re.IGNORECASE)  # and what it denies is the whole point
_NOBODY = re.compile(
    r"^\W*(?:nobody|no ?one|none of \w+|neither \w+)\b", re.IGNORECASE
)  # who begins a clause
_PARENTS = frozenset({stem("mother"), stem("father"), stem("mum"), stem("dad")})
_PARENT = stem("parent")


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause: its words by their stems with what each may mean, how many denials it has, and the words that are denied."""

    text: str
    words: Mapping[str, Set[str]]
    means: frozenset[str]
    denials: int
    heads: tuple[str, ...]

    def has(self, word: str, means: Set[str] = frozenset()) -> bool:
        """Whether a word, or one that means the same, is there. Of parents are the mother and the father, and these are parents."""
        if word in self.words or means & self.means:
            return True
        return (word in _PARENTS and _PARENT in self.words) or (
            word == _PARENT and bool(_PARENTS & self.words.keys())
        )


def is_contrary(
    claim: str, sentences: Sequence[str], stems: Callable[[str], Set[str]], review: str = ""
) -> bool:
    """Whether a clause of the claim is denied where its evidence says it, or said where its evidence denies it.

    Args:
        claim: one sentence.
        sentences: those of its evidence.
        stems: what tells which words of two texts mean the same.
        review: what the review is called; the evidence need not have a word of it.
    """
    named = frozenset(map(stem, _WORD.findall(fold(review).lower())))
    cut = [_clauses(sentence, stems) for sentence in sentences]
    held = [clause for clauses in cut for clause in clauses]
    # Of what a claim joins, a sentence may tell a part in another clause: "On injuries nobody saw, they should not conclude".
    joined = {
        id(clause): frozenset().union(*(one.words for one in clauses))
        for clauses in cut
        for clause in clauses
    }
    own = _clauses(claim, stems, named)
    if len(own) > 1 and _denies_what_is_told(own, held, joined):
        return True
    return any(
        _opposed(clause, held, joined) or _only_some(clause, held)
        for clause in own
        if len(clause.words) >= _FEW
    )


def _denies_what_is_told(
    own: Sequence[_Clause], held: Sequence[_Clause], joined: Mapping[int, Set[str]]
) -> bool:
    """Whether a clause of one word is denied, and a sentence with the claim's other words tells it: "nobody was arrested after"."""
    whole = frozenset().union(*(one.words for one in own))
    for clause in own:
        if (
            len(whole) < _FEW
            or len(clause.words) >= _FEW
            or not clause.heads
            or not _NOBODY.search(clause.text)
        ):
            continue
        told = [one for one in held if len(whole & joined[id(one)]) >= NEAR * len(whole)]
        same = [one for one in held if one.has(clause.heads[0])]
        if any(_denies_one(clause, one) for one in told) and not any(one.denials for one in same):
            return True
    return False


def _opposed(own: _Clause, held: Sequence[_Clause], joined: Mapping[int, Set[str]]) -> bool:
    against = [
        one
        for one in held
        if (_share(own, one) >= min(_needed(one), _needed(own)) or _is_told_in(own, one, joined[id(one)]))
        and _denies_one(own, one)
    ]
    if not against:
        return False
    return not any(
        _share(own, one) >= _SAME_SIDE and bool(one.denials % 2) == bool(own.denials % 2) for one in held
    )


def _denies_one(own: _Clause, other: _Clause) -> bool:
    """Whether one of the two denies a word that stands undenied in the other."""
    denying, saying = (own, other) if own.denials else (other, own)
    if _BUT_NOT_IT.match(denying.text) or _counts(own) - _counts(other):
        return False
    if HALFWAY.search(denying.text) and not HALFWAY.search(saying.text):
        return False  # "not fully explored" leaves open that it was explored
    if own.denials == 1 and own.heads and not other.denials:
        told_as_fact = not _NOT_A_FACT.search(other.text) or bool(_NOT_A_FACT.search(own.text))
        return other.has(own.heads[0]) and told_as_fact and not _SOFTLY.search(other.text)
    if other.denials == 1 and other.heads and not own.denials:
        return own.has(other.heads[0]) and not _UNTIL.search(other.text) and not _SOFTLY.search(own.text)
    return False


def _only_some(own: _Clause, held: Sequence[_Clause]) -> bool:
    """Whether one of the two says it of one alone, and the other of both or all."""
    return any(
        _share(own, one) >= NEAR
        and own.denials == one.denials
        and (
            (
                bool(_ONLY_SOME.search(own.text))
                and bool(_WHOLE.search(one.text))
                and not _ONLY_SOME.search(one.text)
            )
            or (
                bool(_ONLY_SOME.search(one.text))
                and bool(_WHOLE.search(own.text))
                and not _ONLY_SOME.search(own.text)
            )
        )
        for one in held
    )


def _is_told_in(own: _Clause, other: _Clause, sentence: Set[str]) -> bool:
    """Whether a clause has most of a claim's words, and its sentence has them all."""
    return _share(own, other) >= _SAME_SIDE and own.words.keys() <= sentence


def _share(own: _Clause, other: _Clause) -> float:
    return sum(other.has(word, means) for word, means in own.words.items()) / max(1, len(own.words))


def _needed(other: _Clause) -> float:
    return _SAME_SIDE if _ORDERS.match(other.text) or _WITHOUT.search(other.text) else NEAR


def _counts(clause: _Clause) -> set[float]:
    return {one.value for one in numbers_in(clause.text) if not one.weak}


@lru_cache(maxsize=REMEMBERED)
def _cut(text: str) -> tuple[str, ...]:
    """The clauses of a text; a word that joins two stays with the second."""
    folded, found, at = fold(text), [], 0
    for match in _JOINT.finditer(folded):
        if match.group().strip(" ,").lower() == "that" and _THROUGH.search(folded[: match.start()]):
            continue
        found.append(folded[at : match.start()])
        at = match.start()
    return tuple(part for part in (*found, folded[at:]) if len(part.split()) > 1)


def _clauses(text: str, stems: Callable[[str], Set[str]], named: Set[str] = frozenset()) -> list[_Clause]:
    asked = " ?" if text.rstrip().endswith("?") else ""
    found = []
    for part in _cut(text):
        plain = _NEITHER_NOR.sub(r"neither\1and", _NO_DENIAL.sub(" ", part))
        said = [word for word in _WORD.findall(plain.lower()) if word not in _PASSED_OVER]
        words = {
            root_of(one): stems(one) for one in said if stem(one) not in _NOISE and not one.endswith("n't")
        }
        unnamed = {word: means for word, means in words.items() if word not in named}
        words = unnamed if len(unnamed) >= _FEW else words
        means = frozenset().union(*words.values())
        found.append(_Clause(part + asked, words, means, denials_in(plain), denied_heads(plain)))
    return found


def denied_heads(text: str) -> tuple[str, ...]:
    """The stem of the word that each plain denial denies: the next that says something, or the last before it at the end."""
    words = _WORD.findall(text.lower())
    heads = []
    for n, word in enumerate(words):
        to = words[n + 1 : n + 2] == ["to"] and word in _DENIERS_WITH_TO
        if to or word in _PLAIN_DENIERS or word.endswith("n't"):
            after = next(filter(_says_something, words[n + 1 :]), "")
            heads.append(root_of(after or next(filter(_says_something, reversed(words[:n])), "")))
    return tuple(head for head in heads if head)


def _says_something(word: str) -> bool:
    return word not in _PASSED_OVER and stem(word) not in _NOISE and not word.endswith("ly")


def root_of(word: str) -> str:
    """The stem of a word in small letters, of a strong verb that of its first form."""
    return stem(_BASE.get(word, word))
