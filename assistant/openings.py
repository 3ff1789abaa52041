"""What a message opens with before it asks: thanks, a change of subject, what the question is wanted for."""

import re
from collections.abc import Mapping

from assistant.mentions import mentioned
from assistant.words import fold
from ingest.nouns import Review

# "I'm writing a paper for our board and need to know whether ...": the question begins after it.
_PREAMBLE = re.compile(
    r"^(?:(?:hi|hello|hey|please|thanks)[ ,!.]+)*(?:i'?m|i am|we'?re|we are|i|we|can you|could you|would you|my|our)\b[^?]{0,120}?"
    r"\b(?:know|say|tell me|tell us|understand|find out|check|see|asking|asks?|wondering|wonder)\b[ ,:]*(?=(?:whether|if|what|which|who|how|why|when|where)\b)",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"^(?:(?:thanks?|thank you|great|ok|okay|cheers)\b[ ,.!-]*)*"
    r"(?:(?:please )?(?:ignore|forget|never mind|scrap|skip) (?:the |my |that )?(?:previous|last|earlier|first)? ?(?:question|message|that|one)\b[ ,:;.!-]*(?=\S)"
    r"|(?:separately|moving on|changing (?:the )?subject|unrelated|something else|on another note)\b[ ,:;.!-]*(?=\S)"
    r"|[^.?!:;]{0,60}?\b(?:different|new|another|separate|other|next|unrelated)\b(?: \w+)? "
    r"(?:question|query|topic|subject|thing|matter|point|note|one)\b\s*[:;,.!-]+\s*(?=\S))",
    re.IGNORECASE,
)
# Thanks and assent, before a message says what it asks: "great, thanks - and when did it end?"
_THANKS = r"(?:many thanks|thanks?(?: you)?(?: very much| so much)?(?! to\b| for\b)|ok|okay|cheers)"
_GOOD = r"(?:great|right|brilliant|perfect|lovely|excellent|got it|i see|understood|that's (?:helpful|great|useful|clear)|(?:very )?helpful)"
_ASSENT = re.compile(
    rf"^(?:{_THANKS}\b[ ,.!;:-]+|{_GOOD}\b(?: ?[,.!;:-]+ ?| (?={_THANKS}\b)))+(?=\w)", re.IGNORECASE
)
# "Moving on to the Harbour child - what were theirs?": the same is asked of another review, in so many words.
_TURNS_TO = re.compile(
    r"^(?:moving on to|turning to|going back to|back to|now for|on to)\b[ ,]*", re.IGNORECASE
)


def opened(said: str, reviews: Mapping[str, Review], first: bool) -> tuple[str, bool]:
    """A folded message from where it asks, and whether it says that it changes the subject.

    Args:
        said: the message.
        reviews: those held: turning to one of them is no change of subject.
        first: whether it opens the conversation, so that there is nothing to thank for.
    """
    turned = said if first else _TURNS_TO.sub("", without_assent(said))
    to_a_review = turned != said and bool(mentioned(turned, reviews).review_ids)
    own = _CHANGES.sub("", turned if to_a_review else said)
    changes = own not in (said, turned)
    own = own if first else without_assent(own)
    return _PREAMBLE.sub("", own), changes


def without_assent(message: str) -> str:
    """A message, folded, without the thanks that it opens with."""
    return _ASSENT.sub("", fold(message))
