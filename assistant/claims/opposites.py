"""Whether a claim says of a matter that it went one way, and every sentence on it that it went the other: read, unread.

A rule, with which nothing is weighed. Each matter has two sides, each with its words; a denial in the same clause turns a word to
the other side, so that "did not attend" is "missed". What is only asked for or supposed is told apart from what was.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.claims.denials import HALFWAY
from assistant.claims.matters import own_words
from assistant.claims.nouns import REMEMBERED
from assistant.claims.signs import canonical
from assistant.words import fold, stem

_NEAR = 0.5  # share of the claim's other words that a sentence on the other side has
_CLEARS = 0.3  # share from which a sentence on the claim's side clears it
_FEWEST = 2  # of these words
_LOOK_BACK = 5  # words before one in which what denies it stands
_LOOK_AHEAD = 4  # and behind it
_LONGEST = 3  # words of a phrase
_WORD = re.compile(r"[a-z0-9][\w'-]*|[,;:.!?()]|(?<= )-(?= )")
_ENDS = frozenset(",;:.!?()-") | frozenset(
    "and but which who when where while because although though if whether that as so until after before unless once".split()  # noqa: SIM905
)
_DENIES = frozenset(
    """not no never nobody none nothing without neither nor cannot failed fail fails failing failure
    unable refused stopped stop ceased nowhere lack lacked instead rather""".split()  # noqa: SIM905
)
_AFTER = frozenset("nobody nothing none".split())  # noqa: SIM905 - "told nobody"
_AT_ONCE_AFTER = frozenset("no not".split())  # noqa: SIM905 - "sent no word"
# Words that are mostly things and not what is done: bare they count only behind one of the second set.
_THINGS = frozenset(
    map(
        stem,
        """record note log visit need use check answer reply report test change name sign rise increase offer share help support
        trust concern worry question challenge link start end plan treat watch account call shut attempt supply move look miss
        train meet""".split(),  # noqa: SIM905
    )
)
_ENDINGS = ("ion", "ions", "ment", "ments", "er", "ers", "or", "ors", "ance", "ness")
_TO_DO = frozenset(
    "to not never did does do can could should must will would may might cannot they we who".split()  # noqa: SIM905
)
_NOBODY = frozenset("nobody none no neither nowhere".split())  # noqa: SIM905
_LIMITS = frozenset(
    "only until sooner missing except unless even hardly scarcely rarely seldom little few".split()  # noqa: SIM905
)
_HANGS = frozenset("before until once unless if whether when after".split())  # noqa: SIM905
_COUNTED = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one|single|just|half|most|majority|quarter|third|some|few|fewer|still|others?|rest|remainder|"
    r"(?:not|n't) (?:\w+ )?(?:all|every|always)|seldom|rarely)\b"
)
_NO_FACT = frozenset(
    "should must ought may might could would if whether need needs will shall can recommended likely risk".split()  # noqa: SIM905
)
# What was and what was not, side by side; a phrase has its words joined.
_MATTERS = """
attend attended came_to turned_up took_part was_present were_present | missed absent stayed_away was_not_brought
accepted accept took_up taken_up welcomed agreed_to | declined decline rejected turned_down refused
agreed agree | disagreed disagree disputed against
known knew aware familiar | unknown unaware ignorant
told informed notified | hid hidden concealed
shared passed_on handed_on forwarded | withheld kept_to kept_back
together joined_up side_by_side jointly combined | separate separately apart alone
same identical alike | different differed differently differing
believed believe believes | disbelieved doubted
consistent consistently | inconsistent inconsistently
clear clearly plain | unclear vague confused
open opened | closed shut
ongoing continued continues continuing carried_on | ended stopped ceased ends ending
started began begun | stopped ended
promptly prompt quickly quick soon straight_away immediately immediate at_once same_day in_time on_time without_delay swiftly | late delayed delay slow slowly waited weeks_later months_later
enough sufficient adequate good_enough | insufficient inadequate short_of not_enough
safe safely | unsafe
strong strongest | weak weakest poor
higher highest more rose risen increased increase grew doubled | lower lowest fewer less fell fallen decreased reduced halved
read | unread unopened
recorded noted logged wrote_down written_down | unrecorded unlogged
checked verified | unchecked
seen saw | unseen
answered replied responded | unanswered ignored
followed acted_on heeded followed_up chased | ignored overlooked disregarded set_aside no_action
locked | unlocked
clean tidy | dirty filthy cluttered
confirmed proved proven | disproved ruled_out unconfirmed
admitted owned_up confessed | denied
deliberate inflicted | accidental accident
easy easily | hard difficult
gained gain gaining | lost losing lose
included include including | excluded excluding left_out omitted
better improved improving | worse worsened worsening deteriorated
common usual often frequently | rare unusual rarely uncommon
voluntary optional | compulsory mandatory
trained | untrained
trusted trust | mistrusted distrusted
up_to_date current | out_of_date outdated
dated | undated
calm | agitated upset distressed angry
praised | criticised
pleased satisfied happy | unhappy dissatisfied
willing | unwilling reluctant
related | unrelated
necessary | unnecessary needless
alone unaccompanied | accompanied
survived survive | died
completed finished | unfinished incomplete
expected | unexpected surprised
visited | unvisited
examined | unexamined
tested | untested
reported | unreported
explained | unexplained
explored | unexplored
challenged questioned | unchallenged unquestioned
treated | untreated
noticed spotted | unnoticed
heard listened | unheard
supervised watched | unsupervised unwatched
registered enrolled | unregistered
qualified | unqualified
understood | misunderstood
correct right accurate correctly rightly accurately | wrong incorrect mistaken wrongly incorrectly inaccurate
appropriate | inappropriate
fair fairly | unfair unfairly
convincing credible | implausible unconvincing incredible
certain sure | uncertain unsure
cooperated engaged cooperative | obstructive uncooperative disengaged
in_person face_to_face | by_telephone by_phone remotely online virtual virtually
helped helpful | hindered unhelpful
supported backed supportive | unsupported unsupportive
signed | unsigned
retained held_on_to kept | destroyed shredded deleted thrown_away discarded
awake | asleep
stuck_to stood_by | withdrew went_back_on
vaccinated immunised | unvaccinated unimmunised
asked | unasked
offered |
spoke spoken |
met | unmet
convicted guilty | acquitted innocent
sent posted |
received got |
invited | uninvited
discussed talked_about raised_with |
identified recognised |
looked_for sought |
looked_at |
referred |
replaced |
changed altered | unchanged unaltered
applied |
used | unused
carried_out was_held were_held took_place taken_place | cancelled postponed abandoned called_off
copied |
obtained |
linked connected put_together pieced_together |
warned |
gave given |
appeared mentioned named |
confident |
managed able | unable
resolved settled | unresolved unsettled
knew_of heard_of |
tried attempted | gave_up
worried concerned concern concerns worry | unconcerned unworried reassured
upheld | dismissed overturned rejected
permitted allowed | forbidden banned prohibited
"""
_OF_MATTERS = tuple(dict.fromkeys(re.findall(r"[a-z]+", _MATTERS)))


@dataclass(frozen=True, slots=True)
class _Said:
    """A word of a matter as a text has it: the matter, the side after denials, whether it is told as a fact, its stems."""

    matter: int
    side: bool
    fact: bool
    stems: frozenset[str]


@cache
def _words() -> dict[tuple[str, ...], list[tuple[int, bool]]]:
    found: dict[tuple[str, ...], list[tuple[int, bool]]] = {}
    for number, line in enumerate(_MATTERS.strip().splitlines()):
        for side, words in zip((True, False), line.split("|"), strict=True):
            for word in words.split():
                found.setdefault(tuple(map(stem, word.split("_"))), []).append((number, side))
    return found


@lru_cache(maxsize=REMEMBERED)
def _said(text: str) -> tuple[_Said, ...]:
    return tuple(_look(fold(text).lower()))


def _look(text: str) -> Iterator[_Said]:
    words = _WORD.findall(text)
    stems = [stem(word) for word in words]
    known = _words()
    asked = text.rstrip().endswith("?")
    at = 0
    while at < len(words):
        for length in range(_LONGEST, 0, -1):
            phrase = tuple(stems[at : at + length])
            if len(phrase) == length and phrase in known and not _is_thing(words, at, length):
                around = _around(words, at, length)
                if around is not None:
                    denials, fact = around
                    for matter, side in known[phrase]:
                        yield _Said(matter, side ^ bool(denials % 2), fact and not asked, frozenset(phrase))
                at += length - 1
                break
        at += 1


def _is_thing(words: Sequence[str], at: int, length: int) -> bool:
    word = words[at]
    if word in _DENIES and words[at + 1 : at + 2] == ["to"]:
        return True  # "refused to go" denies that they went
    if length == 1 and word.endswith(_ENDINGS) and not any(own.startswith(word) for own in _OF_MATTERS):
        return True  # "information" is not "informed"
    if length > 1 or stem(word) not in _THINGS or word.endswith("ed"):
        return False
    return not any(before in _TO_DO or before.endswith("n't") for before in words[max(0, at - 2) : at])


def _around(words: Sequence[str], at: int, length: int) -> tuple[int, bool] | None:
    """How many words beside one, in its clause, deny, and whether none tells that it is no fact; none where it is open."""
    denials, fact, without = 0, True, False
    for place in range(at - 1, -1, -1):
        word = words[place]
        if word in _ENDS:
            denials += word in ("which", "who", "whom") and words[max(0, place - 2) : place] == ["none", "of"]
            fact = fact and word not in _HANGS
            break
        if word in _LIMITS:
            return None
        if at - place <= _LOOK_BACK or word in _NOBODY or without:
            denials += word in _DENIES or word.endswith("n't")
        without = without or word == "without"
        denials += word == "yet" and words[place + 1] == "to"
        fact = fact and word not in _NO_FACT and word not in _HANGS
    if denials and HALFWAY.search(" ".join(words[max(0, at - _LOOK_BACK) : at + length + 1])):
        return None  # "not fully explored" leaves open that it was explored
    for place, word in enumerate(words[at + length : at + length + _LOOK_AHEAD]):
        if word in _LIMITS or word == "but":
            return None
        if word in _ENDS:
            break
        denials += word in _AFTER or (not place and word in _AT_ONCE_AFTER)
    return denials, fact


def takes_the_other_side(claim: str, sentences: Sequence[str], review: str = "") -> bool:
    """Whether a claim says of a matter what the sentences on it deny, or denies what they say.

    Args:
        claim: one sentence; one that counts is let pass, for what is told of the rest takes the other side rightly.
        sentences: those of its evidence.
        review: what the review is called; the evidence need not have a word of it.
    """
    said = _said(claim)
    if not said or _COUNTED.search(fold(claim).lower()):
        return False
    whole = own_words(claim, review)
    for one in said:
        own = whole - one.stems
        both = any(other.matter == one.matter and other.side != one.side for other in said)
        if len(own) >= _FEWEST and not both and _is_against(one, own, sentences):
            return True
    return False


def _is_against(one: _Said, own: Set[str], sentences: Sequence[str]) -> bool:
    """Whether a sentence of the matter is on the other side of it, and none on the claim's."""
    against = False
    for sentence in sentences:
        theirs = [other for other in _said(sentence) if other.matter == one.matter]
        if not theirs:
            continue
        share = len(own & canonical(sentence)) / len(own)
        if any(other.side == one.side for other in theirs):
            if share >= _CLEARS:
                return False
        elif share >= _NEAR and any(other.fact == one.fact for other in theirs):
            against = True
    return against
