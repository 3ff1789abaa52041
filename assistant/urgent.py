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
    "any": 9,
    "person": 6,  # somebody, not people at large
    "many_words": 4,
    "clear": 3,  # concrete harm or danger to somebody
    "danger_far": 3,  # danger, but neither near nor recent
    "grave": 2,  # no breath, poison, suicide, a confession, violence going on
    "state_pron": 2,  # told of one person: "he is", "her arm"
    "weak": 2,  # a word of danger that harmless messages use as well
    "bare": 1,  # a topic: danger that befalls nobody
    "clear2": 1,  # and of two kinds
    "grave_me": 1,  # grave, and of the writer
    "live": 1,  # danger to somebody, near, recent, going on or grave
    "me": 1,
    "me_young": 1,  # the writer is young, or speaks of parents
    "near": 1,  # the writer's own child, family, pupil, neighbour; or met in person
    "admin": -1,
    "asks_help": -2,
    "calm": -2,  # no danger, nothing recent, nothing disclosed
    "ends_calm": -2,  # ends without danger, nearness or a call for help
    "no_danger": -2,  # no word of danger
    "calm_help": -3,  # asks what to do about a family, with no word of danger: advice on a case, not a live concern
    "only_asks": -3,
    "ends_calm_asking": -6,  # and asks something
}
# Sentences that tell of something, in a message that elsewhere asks about documents or in general.
_TOLD = {
    "many_words": 8,
    "near": 5,
    "recent": 5,
    "person": 4,
    "danger_recent": 3,
    "grave_me": 3,
    "danger_near": 2,
    "lasting": 2,
    "live": 2,
    "me": 2,
    "state_pron": 2,
    "any": 1,
    "clear": 1,
    "clear2": 1,
    "danger_near_recent": 1,
    "disclosure": 1,
    "grave": 1,
    "asks_help": -1,
    "bare": -1,
    "calm_help": -1,
    "calm": -2,
    "danger_far": -3,
}
# The sentences that ask: a live concern can be hidden in them too.
_ASKED = {
    "live": 5,
    "grave": 4,
    "asks_help": 3,
    "clear": 3,
    "danger_near": 3,
    "danger_near_recent": 3,
    "disclosure": 3,
    "grave_me": 2,
    "state_pron": 2,
    "danger_recent": 1,
    "lasting": 1,
    "near": 1,
    "person": 1,
    "recent": 1,
    "weak": 1,
    "clear2": -1,
    "many_words": -1,
    "me_young": -1,
    "any": -2,
    "bare": -2,
    "calm_help": -2,
    "danger_far": -2,
    "few_words": -2,
    "me": -2,
    "calm": -4,
}
# The message as a whole.
_WHOLE = {
    "says_suicide": 12,  # decides, whatever else is asked
    "framed": 5,
    "no_texts.grave": 3,
    "live_beside": 2,  # a live concern beside it, and no fiction or past
    "no_texts.recent": 2,
    "document": 1,
    "general": 1,
    "hedged": 1,  # "probably nothing", "asking for a friend"
    "no_texts.near": 1,  # a question in general, not about texts
    "asks_of_a_role": -6,  # what some profession is to do, with no word of the writer or of now; set by hand
    "admin": -1,
    "idiom": -1,
    "past": -1,
    "ends_calm_asking": -2,  # and asks something
    "fiction": -2,
    "fiction_first": -2,
    "plural": -2,  # children, families, professionals at large
    "starts_about": -2,  # begins so
    "two_frames": -2,  # two such kinds
    "ends_calm": -3,  # ends without danger, nearness or a call for help
    "label_first": -3,  # opens with a label: "Scenario:", "Quiz:"
    "nothing_told": -3,  # and no sentence tells of anything
    "cues2": -4,  # two words of such talk
    "cues3": -5,  # three
    "ends_about": -6,  # ends on texts, drafts, the past or people in general
}
POINTS = {
    **{f"plain.{name}": points for name, points in _PLAIN.items()},
    **{f"told.{name}": points for name, points in _TOLD.items()},
    **{f"asked.{name}": points for name, points in _ASKED.items()},
    **_WHOLE,
}


def signs(message: str, names_review: bool = False) -> frozenset[str]:
    """The signs for and against a live concern in a message; what each is worth stands in ``POINTS``."""
    return features(message, names_review)


def points(message: str, names_review: bool = False) -> int:
    """What the signs in a message are worth together."""
    return sum(POINTS.get(sign, 0) for sign in signs(message, names_review))


def is_urgent(message: str, names_review: bool = False) -> bool:
    """Whether a message tells of danger to a child or to the writer, now or just seen.

    ``names_review`` says that the message names a review that is held: that is talk about documents.
    """
    return points(message, names_review) >= URGENT_AT


def asks_for_help(message: str) -> bool:
    """Whether a message asks what to do, and not about documents."""
    found = signs_of(message)
    return "asks_help" in found and "document" not in found
