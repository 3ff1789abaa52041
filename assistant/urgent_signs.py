"""What a message tells, sign by sign: in the sentences that tell of something, and in those about documents."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from assistant.urgent_form import asks_of_a_role
from assistant.urgent_words import ASKED, BREAKS, PAUSE, STOP, Lexicon
from assistant.words import fold

LINKS = "and but because as so since yet though although asking then anyway also cos while when please also ok hi hello hiya sorry"
# Words in quotation marks, when a question about documents or a draft stands around them, are nobody's cry for help.
_QUOTED = re.compile(r"\"[^\"]{8,400}\"|(?<!\w)'(?:[^']|(?<=\w)'(?=\w)){8,400}'(?!\w)")
_WAS_QUOTED = "thiswasquoted"
_FRAMES = frozenset({"document", "artefact", "fiction", "general", "past", "idiom"})
_TEXTS = _FRAMES - {"general", "idiom"}
_NEAR = frozenset({"own_child", "own_kin", "encounter", "me_young"})
_PRESSING = frozenset({"recent", "weak.harm", "disclosure", "lasting", "asks_help"})
_SOMEBODY = frozenset({"own_child", "me_young", "state_pron", "disclosure"})
_DANGER = ("grave", "clear", "weak")
_ALSO = ("recent", "lasting", "asks_help", "disclosure", "me_young", "state_pron")
_ME = frozenset({"i", "me", "my", "mine", "we", "us"})
# A sentence that opens so and leaves out the writer asks in general, however it goes on.
_WH = frozenset({"what", "which", "who", "whose", "whom", "why", "how", "when", "where"})
_AUX = frozenset(
    {"was", "were", "did", "does", "has", "had", "have", "do", "are", "should", "would", "could"}
)
_LIVE_AFTER = frozenset({"not", "you", "anyone", "anybody", "someone", "somebody", "this", "that", "it"})
_TAKES_UP = frozenset({"and", "or", "but", "then"})
_FEW = 4  # words


@dataclass(frozen=True, slots=True)
class Part:
    """One clause: its words, the signs in it, and which sentence it belongs to."""

    words: tuple[str, ...]
    signs: frozenset[str]
    sentence: int
    asks: bool  # its sentence ends with a question mark
    cues: int = 0  # how many words in it speak of texts, drafts, the past or people in general


@cache
def lexicon() -> Lexicon:
    """The lexicon of danger, as shipped; read once."""
    held = tomllib.loads((files("assistant") / "urgent.toml").read_text(encoding="utf-8"))
    return Lexicon(
        held["classes"],
        {f"{level}.{kind}": text for level, kinds in held["signs"].items() for kind, text in kinds.items()},
        held["means"],
        held["often"]["ordinary"],
        held["often"]["keys"],
        LINKS,
    )


def parts(message: str) -> list[Part]:
    """The clauses of a message with their signs."""
    words = lexicon()
    tokens = words.tokens(message)
    clause_of: list[int] = []
    sentence_of: list[int] = []
    asked: set[int] = set()
    sentence, opens_sentence, opens_clause = -1, True, True
    for token in tokens:
        if token in (STOP, ASKED):
            opens_sentence = True
            if token == ASKED:
                asked.add(sentence)
        opens_clause = opens_clause or opens_sentence or token == PAUSE or token in words.links
        if token not in BREAKS:
            sentence += opens_sentence
            if opens_clause:
                sentence_of.append(sentence)
            opens_sentence = opens_clause = False
        clause_of.append(max(len(sentence_of) - 1, 0))
    held: list[list[str]] = [[] for _ in sentence_of]
    signs: list[set[str]] = [set() for _ in sentence_of]
    for at, token in enumerate(tokens):
        if token not in BREAKS:
            held[clause_of[at]].append(token)
    cues: list[set[int]] = [set() for _ in sentence_of]
    for found in words.find(tokens):
        level, _, kind = found.sign.partition(".")
        clause = clause_of[found.start]
        signs[clause].add(found.sign if level in _DANGER else kind)
        if kind in _FRAMES:
            cues[clause].add(found.start)
    for number in set(sentence_of):
        said = [w for words_of, n in zip(held, sentence_of, strict=True) if n == number for w in words_of]
        own = set().union(*(seen for seen, n in zip(signs, sentence_of, strict=True) if n == number))
        if "asks_help" in own and len(said) <= _FEW:
            continue  # "what next?" leaves out the writer, and means nobody else
        if _asks_in_general(said) or (number in asked and _follows_on(said)):
            signs[sentence_of.index(number)].add("general")
    return [
        Part(tuple(said), frozenset(seen), number, number in asked, len(starts))
        for said, seen, number, starts in zip(held, signs, sentence_of, cues, strict=True)
    ]


def _asks_in_general(words: list[str]) -> bool:
    """Whether a sentence is a question that neither the writer nor a moment just past comes into."""
    while words and words[0] in lexicon().links and words[0] not in _WH:
        words = words[1:]
    if len(words) < 2 or not _ME.isdisjoint(words) or "agedme" in words:
        return False
    return words[0] in _WH or (words[0] in _AUX and words[1] not in _LIVE_AFTER)


def _follows_on(words: list[str]) -> bool:
    """Whether a question takes up an earlier answer and leaves out the writer: "and for the ambulance trust?"."""
    return words[0] in _TAKES_UP and _ME.isdisjoint(words) and "agedme" not in words


def signs_of(message: str) -> set[str]:
    """Every sign in a message, wherever it stands."""
    return _signs(parts(message))


def features(message: str, names_review: bool = False) -> frozenset[str]:
    """What speaks for and against a live concern, by name; the points are given in ``assistant/urgent.py``."""
    text = fold(message)
    clauses = parts(_without_quotations(text))
    found = _features(_naming_a_review(clauses) if names_review else clauses)
    if not any(sign in _SOMEBODY or "." in sign for sign in _signs(clauses)):
        found |= {"nobody_in_danger"}
    return found | {"asks_of_a_role"} if asks_of_a_role(text) else found


def _naming_a_review(clauses: list[Part]) -> list[Part]:
    """The clauses with the name of a review as a word about documents, where a question is, else at the start."""
    if any("document" in clause.signs for clause in clauses):
        return clauses
    asking = [clause.sentence for clause in clauses if clause.asks or "general" in clause.signs]
    at = min(asking, default=0)
    first = next((i for i, clause in enumerate(clauses) if clause.sentence == at), 0)
    return [
        replace(clause, signs=clause.signs | {"document"}, cues=clause.cues + 1) if i == first else clause
        for i, clause in enumerate(clauses)
    ]


def _without_quotations(text: str) -> str:
    """The text without what it quotes, unless nothing is about texts or the quotation was heard just now."""
    if not _QUOTED.search(text):
        return text
    around = parts(_QUOTED.sub(f" {_WAS_QUOTED} ", text))
    about = {clause.sentence for clause in around if clause.signs & _FRAMES}
    if not about:
        return text
    live = {clause.sentence for clause in around if clause.signs & (_NEAR | {"recent"})}
    dropped = [
        clause.sentence in about or clause.sentence not in live
        for clause in around
        for word in clause.words
        if word == _WAS_QUOTED
    ]
    which = iter(dropped)
    return _QUOTED.sub(lambda quoted: f" {_WAS_QUOTED} " if next(which, True) else quoted[0], text)


def _features(clauses: list[Part]) -> frozenset[str]:
    kinds = _signs(clauses)
    ending = [clause for clause in clauses if clause.sentence == clauses[-1].sentence] if clauses else []
    ends = _ending(ending)
    if not kinds & _FRAMES:
        plain = _scope("plain", clauses) | {
            f"plain.{kind}" for kind in ("admin", "plural", "hedged") if kind in kinds
        }
        plain |= {f"plain.{sign}" for sign in ends}
        only_asks = all(clause.asks for clause in clauses) and "plain.live" not in plain
        return plain | ({"plain.only_asks"} if only_asks else set())
    about = {clause.sentence for clause in clauses if clause.signs & (_FRAMES - {"idiom"})}
    told: list[Part] = []
    framed: list[Part] = []
    telling = -1  # the sentence in which a concern began beside talk about texts; its rest tells of it too
    for clause in clauses:
        own = (
            clause.sentence not in about or clause.sentence == telling or _stands_alone(clause)
            if not clause.signs & _FRAMES
            else _came_out(clause)
        )
        telling = clause.sentence if own else -1
        (told if own else framed).append(clause)
    found: set[str] = {kind for kind in (*_FRAMES, "admin", "plural", "hedged") if kind in kinds} | {"framed"}
    found |= {"two_frames"} if len(kinds & _FRAMES) > 1 else set()
    cues = sum(clause.cues for clause in clauses)
    found |= {f"cues{n}" for n in (2, 3) if cues >= n}
    opening = [clause for clause in clauses if clause.sentence == 0]
    if sum(len(clause.words) for clause in opening) <= _FEW and _signs(opening) & _TEXTS:
        found.add("label_first")
    if clauses[-1].sentence in about:
        found.add("ends_about")
    if clauses[0].sentence in about:
        found.add("starts_about")
    if kinds & _FRAMES <= {"general", "idiom"}:
        # Asked in general, but not about texts: "can a person die from 30 tablets".
        found |= {"no_texts"} | {
            f"no_texts.{kind}" for kind in ("grave", "near", "recent") if _there(kind, kinds)
        }
    texts = {clause.sentence for clause in clauses if clause.signs & _TEXTS}
    if any(_says_suicide(clause) for clause in clauses if clause.sentence not in texts):
        found.add("says_suicide")
    if clauses and "fiction" in _signs(clause for clause in clauses if clause.sentence == 0):
        found.add("fiction_first")
    found |= ends
    found |= _scope("told", told) if told else {"nothing_told"}
    if "told.live" in found and not kinds & {"fiction", "past"}:
        found.add("live_beside")
    return frozenset(found | _scope("asked", framed))


def _ending(clauses: list[Part]) -> set[str]:
    """How a message ends: on a question without danger, nearness or a call for help, is what a reader asks."""
    signs = _signs(clauses)
    if not clauses or "asks_help" in signs or signs & _NEAR or any("." in sign for sign in signs):
        return set()
    return {"ends_calm"} | ({"ends_calm_asking"} if clauses[0].asks else set())


def _stands_alone(clause: Part) -> bool:
    """Whether a clause tells of something near or just seen, though its sentence is about texts."""
    if {"recent", "weak.harm"} <= clause.signs or "encounter" in clause.signs:
        return True
    if clause.signs & _NEAR and (clause.signs & _PRESSING or any("." in sign for sign in clause.signs)):
        return True
    return any(sign.startswith("grave") for sign in clause.signs) and not _ME.isdisjoint(clause.words)


def _came_out(clause: Part) -> bool:
    """Whether a clause about a review or a meeting tells of danger that came out there just now."""
    dangers = any(sign.startswith(("grave", "clear")) for sign in clause.signs)
    return dangers and {"encounter", "recent"} <= clause.signs and clause.signs & _FRAMES == {"document"}


def _says_suicide(clause: Part) -> bool:
    """Whether a clause asks how to die, or tells of a wish to and does not merely ask about such wishes."""
    if "grave.method" in clause.signs:
        return True
    asks = "general" in clause.signs and _ME.isdisjoint(clause.words)
    return "grave.suicide" in clause.signs and not asks


def _signs(clauses: Iterable[Part]) -> set[str]:
    return {sign for clause in clauses for sign in clause.signs}


def _there(kind: str, signs: set[str]) -> bool:
    """Whether danger that is grave, nearness or recency is among the signs."""
    if kind == "grave":
        return any(sign.startswith("grave") for sign in signs)
    return bool(signs & _NEAR) if kind == "near" else kind in signs


def _scope(name: str, clauses: list[Part]) -> frozenset[str]:
    """The features of some clauses taken together."""
    signs = _signs(clauses)
    words = [word for clause in clauses for word in clause.words]
    grave = any(sign.startswith("grave") for sign in signs)
    clear = sum(sign.startswith("clear") for sign in signs)
    danger = grave or clear > 0 or "weak.harm" in signs
    near, recent = bool(signs & _NEAR), "recent" in signs
    person = any(lexicon().is_person(word) for word in words)
    held = {
        "any": True,
        "grave": grave,
        "grave_me": grave and not _ME.isdisjoint(words),
        "clear": clear > 0,
        "clear2": clear > 1,
        "weak": "weak.harm" in signs,
        "near": near,
        "me": not _ME.isdisjoint(words),
        "person": person,
        "danger_near": danger and near,
        "danger_recent": danger and recent,
        "danger_near_recent": danger and near and recent,
        "no_danger": not danger,
        "calm": not danger and not recent and "disclosure" not in signs,
        "live": danger and person and (grave or near or recent or bool(signs & {"lasting", "asks_help"})),
        "calm_help": not danger and "asks_help" in signs,
        "danger_far": danger and not near and not recent,
        "few_words": len(words) <= _FEW,
        "bare": danger and not near and not recent and not _ME & set(words) and not person,
    } | {kind: kind in signs for kind in _ALSO}
    return frozenset(f"{name}.{kind}" for kind, there in held.items() if there)
