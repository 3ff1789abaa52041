"""Is a child, or the person asking, in danger now? By rule, before anything is searched and without a model.

A missed danger is the worst fault this product can have; a false alarm costs the reader one panel. A message is
read clause by clause (``assistant/urgent_signs.py``) for words of danger by kind, for how near and how recent it
is, and for talk about documents, training, the past or people in general (``assistant/urgent.toml``). Each of
these is worth whole points, for or against. The points were fitted by logistic regression on phrasings of both
kinds, three points to one unit of log-odds, and rounded.
"""

from assistant.urgent_signs import features, signs_of

URGENT_AT = 5  # points; set so that a miss weighs more than a false alarm

# The message talks of nothing but what happens: no word of documents, drafts, lessons or people in general.
_PLAIN = {
    "person": 7,  # somebody, not people at large
    "grave": 5,  # no breath, poison, suicide, a confession, violence going on
    "clear": 4,  # concrete harm or danger to somebody
    "danger_far": 3,  # danger, but neither near nor recent
    "many_words": 3,
    "near": 3,  # the writer's own child, family, pupil, neighbour; or met in person
    "state_pron": 3,  # told of one person: "he is", "her arm"
    "any": 2,
    "clear2": 2,  # and of two kinds
    "danger_recent": 2,
    "grave_me": 2,  # grave, and of the writer
    "me": 2,
    "weak": 2,  # a word of danger that harmless messages use as well
    "me_young": 1,  # the writer is young, or speaks of parents
    "recent": 1,
    "admin": -1,
    "disclosure": -1,
    "few_words": -1,
    "lasting": -1,  # going on now
    "plural": -1,  # children, families, professionals at large
    "asks_help": -2,
    "bare": -2,  # a topic: danger that befalls nobody
    "no_danger": -2,  # no word of danger
    "only_asks": -6,
    "calm_help": -9,  # asks what to do about a family, with no word of danger: advice on a case, not a live concern
}
# Sentences that tell of something, in a message that elsewhere asks about documents or in general.
_TOLD = {
    "many_words": 5,
    "me": 4,
    "near": 4,
    "person": 4,
    "danger_near": 3,
    "danger_recent": 2,
    "me_young": 2,
    "recent": 2,
    "state_pron": 2,
    "any": 1,
    "clear": 1,
    "danger_near_recent": 1,
    "grave_me": 1,
    "lasting": 1,
    "danger_far": -1,
    "no_danger": -1,
    "few_words": -2,
}
# The sentences that ask: a live concern can be hidden in them too.
_ASKED = {
    "recent": 4,
    "danger_recent": 3,
    "lasting": 3,
    "asks_help": 2,
    "danger_near": 2,
    "disclosure": 2,
    "grave": 2,
    "grave_me": 2,
    "near": 2,
    "state_pron": 2,
    "bare": 1,
    "clear": 1,
    "danger_near_recent": 1,
    "person": 1,
    "weak": 1,
    "danger_far": -1,
    "any": -2,
    "few_words": -2,
    "many_words": -3,
    "me": -3,
    "no_danger": -4,
}
# The message as a whole.
_WHOLE = {
    "says_suicide": 12,  # decides, whatever else is asked
    "no_texts.recent": 4,
    "no_texts.grave": 3,
    "hedged": 2,  # "probably nothing", "asking for a friend"
    "artefact": 1,
    "no_texts.near": 1,  # a question in general, not about texts
    "admin": -1,
    "fiction": -1,
    "fiction_first": -1,
    "idiom": -1,
    "past": -1,
    "framed": -2,  # some of it is about texts, drafts, the past or people in general
    "plural": -2,
    "two_frames": -2,  # two such kinds
    "nothing_told": -4,  # and no sentence tells of anything
}
POINTS = {
    **{f"plain.{name}": points for name, points in _PLAIN.items()},
    **{f"told.{name}": points for name, points in _TOLD.items()},
    **{f"asked.{name}": points for name, points in _ASKED.items()},
    **_WHOLE,
}


def signs(message: str) -> frozenset[str]:
    """The signs for and against a live concern in a message; what each is worth stands in ``POINTS``."""
    return features(message)


def points(message: str) -> int:
    """What the signs in a message are worth together."""
    return sum(POINTS.get(sign, 0) for sign in signs(message))


def is_urgent(message: str) -> bool:
    """Whether a message tells of danger to a child or to the writer, now or just seen."""
    return points(message) >= URGENT_AT


def asks_for_help(message: str) -> bool:
    """Whether a message asks what to do, and not about documents."""
    found = signs_of(message)
    return "asks_help" in found and "document" not in found
