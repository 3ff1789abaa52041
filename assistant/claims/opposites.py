"""Whether a claim says of a matter that it went one way, and every sentence on it that it went the other: kept, missed.

A rule, with which nothing is weighed. Each matter has two sides, each with its words; a denial in the same clause turns a word to
the other side, so that "did not attend" is "missed". What is only asked for or supposed is told apart from what was.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.claims.matters import own_words
from assistant.claims.nouns import REMEMBERED
from assistant.claims.signs import canonical
from assistant.words import STOP, fold, stem

SELF = False

_NEAR = 0.5  # share of the claim's other words that a sentence on the other side has
_CLEARS = 0.3  # share from which a sentence on the claim's side clears it
_FEWEST = 2  # of these words
_LOOK_BACK = 5  # words before one in which what denies it stands
_LONGEST = 3  # words of a phrase
_WORD = re.compile(r"[a-z0-9][\w'-]*|[,;:.!?()]|(?<= )-(?= )")
_ENDS = frozenset(",;:.!?()-") | frozenset(
    "and but which who when where while because although though if whether that as so until after before unless once".split()  # noqa: SIM905
)
_DENIES = frozenset(
    """not no never nobody none nothing without neither nor cannot hardly scarcely rarely seldom failed fail fails failing failure
    unable refused stopped stop ceased little few lack lacked instead rather""".split()  # noqa: SIM905
)
_AFTER = frozenset("nobody nothing none".split())  # noqa: SIM905
_NOBODY = frozenset("nobody none no neither".split())  # noqa: SIM905
_LIMITS = frozenset("only until sooner missing except unless".split())  # noqa: SIM905
_HANGS = frozenset("before until once unless if whether when after".split())  # noqa: SIM905
_COUNTED = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|most|majority|quarter|third|some|few|fewer|still|others?|rest|remainder|"
    r"(?:not|n't) (?:\w+ )?(?:all|every|always)|seldom|rarely)\b"
)
_NO_FACT = frozenset(
    "should must ought may might could would if whether need needs will shall can recommended likely risk".split()  # noqa: SIM905
)
# What was and what was not, side by side; a phrase has its words joined.
_MATTERS = """
attend attended attending came_to turned_up took_part was_present were_present | missed absent stayed_away was_not_brought
accepted accept took_up taken_up welcomed agreed_to | declined decline rejected turned_down refused
agreed agree | disagreed disagree disputed against
known knew aware familiar | unknown unaware ignorant
told informed notified | kept_from hid hidden concealed
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
higher highest more rose risen increased increase grew doubled | lower lowest fewer less fell fallen decreased dropped reduced halved
allowed permitted may | forbidden banned prohibited must_not
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
upheld allowed | dismissed overturned rejected
deliberate inflicted | accidental accident
easy easily | hard difficult
gained gain gaining | lost losing lose
included include including | excluded excluding left_out omitted
first | last
better improved improving | worse worsened worsening deteriorated
common usual often frequently | rare unusual rarely uncommon
voluntary optional | compulsory mandatory
trained | untrained
trusted trust | mistrusted distrusted
quiet quietly | loud
up_to_date current | out_of_date outdated
dated | undated
calm | agitated upset distressed angry
thriving well | unwell ill
praised | criticised
likely | unlikely
pleased satisfied happy | unhappy dissatisfied
willing | unwilling reluctant
related | unrelated
necessary needed required | unnecessary needless
positive | negative
always | never
alone unaccompanied | accompanied
survived survive | died
completed finished | unfinished incomplete
expected | unexpected surprised
remained stayed | left moved_out moved_away
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
married | unmarried single
paid | unpaid owed
understood | misunderstood
correct right accurate correctly rightly accurately | wrong incorrect mistaken wrongly incorrectly inaccurate
appropriate | inappropriate
fair fairly | unfair unfairly
convincing credible | implausible unconvincing incredible
certain sure | uncertain unsure
cooperated engaged cooperative | obstructive uncooperative disengaged
in_person face_to_face | by_telephone by_phone remotely online virtual virtually
permanent | temporary
born_early premature | at_term full-term full_term
healthy | unhealthy sickly
free_of_charge free | charged
heavy heavier | light lighter
long longer | short shorter brief
legally lawful legal | unlawful illegal
helped helpful | hindered unhelpful
simple | complicated complex
supported backed supportive | unsupported unsupportive
busy | idle quiet
full-time full_time | part-time part_time
signed | unsigned
retained held_on_to kept | destroyed shredded deleted thrown_away discarded
sober | drunk intoxicated
awake | asleep
hot | cold
empty | full
raised | lowered
won | lost
wanted | unwanted
satisfied | dissatisfied
deleted removed | added
reached arrived | never_reached never_arrived
stuck_to stood_by | withdrew went_back_on
granted approved | blocked vetoed
welcome | resented resisted
outstanding awaited pending not_yet still_to_be | done completed finished introduced
quorate | inquorate
loved | unloved
equal | unequal
stable | unstable
secure | insecure
employed | unemployed
vaccinated immunised | unvaccinated unimmunised
mobile crawling walking | non-mobile immobile
asked | unasked
offered | unoffered
spoke spoken | unspoken
met | unmet
arrested | released
convicted guilty | acquitted innocent
sent posted | unsent
received got | unreceived
considered thought_about | disregarded_it
invited | uninvited
discussed talked_about raised_with | undiscussed
identified recognised | unrecognised unidentified
looked_for sought | unsought
looked_at | not_looked
referred | unreferred
replaced | unreplaced
changed altered | unchanged unaltered
acted | stood_by
applied | unapplied
used | unused
carried_out held took_place taken_place | cancelled postponed abandoned called_off
lit | unlit
updated | not_updated
copied | uncopied
obtained | unobtained
linked connected put_together pieced_together | unlinked unconnected
warned | unwarned
added_up | never_added
gave given provided | withheld_it
appeared mentioned named | unmentioned unnamed
believed_her believed_him believed_them | disbelieved_her
noticed | unnoticed
confident | unconfident
satisfied | unsatisfied
managed able | unable
resolved settled | unresolved unsettled
wore_off lasted | short-lived
knew_of heard_of | unheard_of
shown | hidden
tried attempted | gave_up
relied | unrelied
grew_up | stayed_down
visible | invisible
apologised | unapologetic
attached bonded | detached
drank drinking | abstained
smoked smoking | non-smoking
worried concerned concern concerns worry | unconcerned unworried reassured
"""


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
            if len(phrase) == length and (phrase in known or SELF and length == 1 and words[at] not in _ENDS and words[at] not in STOP and len(words[at]) > 3):
                around = _around(words, at, length)
                if around is not None:
                    denials, fact = around
                    for matter, side in known.get(phrase, ((stems[at], True),)):
                        yield _Said(matter, side ^ bool(denials % 2), fact and not asked, frozenset(phrase))
                at += length - 1
                break
        at += 1


def _around(words: Sequence[str], at: int, length: int) -> tuple[int, bool] | None:
    """How many words beside one, in its clause, deny, and whether none tells that it is no fact; none where it is open."""
    denials, fact = 0, True
    for place in range(at - 1, -1, -1):
        word = words[place]
        if word in _ENDS:
            denials += word in ("which", "who", "whom") and words[max(0, place - 2) : place] == ["none", "of"]
            fact = fact and word not in _HANGS
            break
        if word in _LIMITS:
            return None
        if at - place <= _LOOK_BACK or word in _NOBODY:
            denials += word in _DENIES or word.endswith("n't")
        denials += word == "yet" and words[place + 1] == "to"
        fact = fact and word not in _NO_FACT and word not in _HANGS
    for word in words[at + length : at + length + 3]:
        if word in _LIMITS:
            return None
        if word in _ENDS:
            break
        denials += word in _AFTER
    return denials, fact


def on_other_side(claim: str, sentences: Sequence[str], review: str = "", near=_NEAR, clears=_CLEARS):
    """Matters on which a claim takes the other side."""
    found = _said(claim)
    if not found or _COUNTED.search(fold(claim).lower()):
        return []
    whole = own_words(claim, review)
    out = []
    for one in found:
        own = whole - one.stems
        if len(own) < _FEWEST or any(o.matter == one.matter and o.side != one.side for o in found):
            continue
        against = False
        for sentence in sentences:
            theirs = [o for o in _said(sentence) if o.matter == one.matter]
            if not theirs:
                continue
            share = len(own & canonical(sentence)) / len(own)
            if any(o.side == one.side for o in theirs):
                if share >= clears:
                    break
            elif share >= near and any(o.fact == one.fact for o in theirs):
                against = True
        else:
            if against:
                out.append((one.matter, one.side, one.stems))
    return out
