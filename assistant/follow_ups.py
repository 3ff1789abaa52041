"""A follow-up becomes a question that stands alone: by rule, from how people ask, and shown to the reader.

"and mothers?" puts the question before it again of another thing, "and the 2021 one?" of another review, "which
don't?" the other way round. What fits none of these is put behind the question it goes on from.
"""

import re
from collections.abc import Mapping, Sequence

from assistant.ages import ages_in
from assistant.framing import opened, unframed
from assistant.guard import is_task
from assistant.kinds_asked import wanted_kinds
from assistant.left_unsaid import CLAUSE, LEADING, names_said, of_what_it_was
from assistant.mentions import Mention, mentioned, without
from assistant.nameless import says_document
from assistant.nouns import Turn
from assistant.themes import put_to_all, theme
from assistant.whole_questions import says_enough, sets_its_own_task
from assistant.words import ABOUT_REVIEWS, content, fold, tokens
from ingest.nouns import Review

_FOLLOWS = re.compile(
    r"^(?:and|but|so|also|what about|how about|ok|okay|same|any(?:thing)? (?:on|about|more|else)|why|when|where|who|did (?:they|he|she|it))\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:his|her|hers|their|theirs|he|she|they|it|its|them|him|that|this|those|these ones?|there|the same)\b",
    re.IGNORECASE,
)
FEWEST_OWN = 2  # content words with which a link of a chain of follow-ups says what it is about
SELF_CONTAINED = 4  # content words from which a question without a pronoun needs nothing from before
_WHOLE_WORDS = 3  # content words of a question that says what it is about, of the review that was spoken of
_OPENS = re.compile(
    r"(?:(?:and|but|so|also)\b[ ,]*)*(?:who \w+|(?:what|which|when|where|how (?:many|long|old)) (?:\w+ )?(?:is|are|was|were|did|does|do|has|have|had))\b"
    r"(?!.*\b(?:else|instead|other|others|ones?|then)\b)",
    re.IGNORECASE,
)
CHAIN = 12  # earlier questions looked at, the latest
_HERE = re.compile(r" in (?:that|this|the same) (?:one|review|briefing|report|case)\b", re.IGNORECASE)
# What is put to all reviews goes on from none of them: "what do the reviews say on interpreters?"
OF_ALL_REVIEWS = re.compile(
    r"\b(?:which|how many|do any|does any|did any|any|all|every|across|in) (?:of )?(?:the |these |those |other )?(?:\w+ )?(?:reviews?|briefings?)\b"
    r"|\b(?:the|these|all|any|your|do|does|did|what|have) (?:\w+ )?reviews (?:say|said|find|found|recommend\w*|mention\w*|tell|told|cover|have|show|ask|want)\b",
    re.IGNORECASE,
)
_NEW_TOPIC = re.compile(
    r"^(?:is there |was there )?any(?:thing)? (?:\w+ )?(?:on|about|for|re)\b", re.IGNORECASE
)
# What stands before the thing that a question is now put of.
_AGAIN = re.compile(
    r"^(?:(?:and|but|so|also|ok|okay|then|now|please|thanks)\b[ ,.]*)*"
    r"(?:(?:what|how) about\b|(?:the )?same (?:question|thing|again)?(?: again)?(?:,? but)?(?: (?:for|on|about|with|of|in))?\b)?[ ,]*"
    r"(?:(?:on|about|for|re|regarding|with)\b ?)?",
    re.IGNORECASE,
)
_ONLY = re.compile(r"^(?:just|only)\b ?", re.IGNORECASE)  # "just the first one": of what was asked before
_MOST_WORDS = 7
_OTHER_PAPER = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|then|what about|how about|same)\b[ ,]*)*(?:(?:in|for|from|of) )?(?:the|that) "
    r"(?!same|other|first|second|third|last|next|previous|latest|newest|oldest|national|whole|full)(?P<of>[A-Za-z][\w-]{2,}) (?P<noun>one|review|briefing|report)\W*$",
    re.IGNORECASE,
)
# What a question is about follows one of these: "say about fathers", "mention housing", "learning on scans".
_ABOUT = re.compile(
    r"\b(?:about|on|of|for|regarding|re|concerning|mention(?:s|ed)?|raise[sd]?|cover(?:s|ed)?|discuss(?:es|ed)?|"
    r"flag(?:s|ged)?|address(?:es|ed)?|what (?:is|are|does|do))\s+(?:the\s+)?(?=\w)",
    re.IGNORECASE,
)
# Things of one sort: one takes the other's place, wherever in the question it stands.
_SORTS = tuple(
    re.compile(rf"\b(?:the )?(?:{words})\b", re.IGNORECASE)
    for words in (
        r"gps?|general practitioners?|doctors?|(?:consultant )?paediatricians?|paeds?|health visitors?|hvs?|midwi(?:fe|ves|fery)|(?:school |community )?nurses?|social workers?|"
        r"police(?: officers?)?|(?:children'?s )?social care|ambulance (?:service|trust|crews?)|schools?|nurser(?:y|ies)|teachers?|hospitals?|probation|housing officers?",
        r"home office|(?:department|ministry) (?:of|for) (?:health and social care|[a-z]+)|ofsted|nhs england|cabinet office|crown prosecution service|cps",
        r"mothers?|mums?|fathers?|dads?|parents?|siblings?|brothers?(?: and sisters?)?|sisters?|grandparents?|grandmothers?|partners?",
        r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -](?:days?|wks?|weeks?|mths?|months?|years?|yrs?)[ -]old",
    )
)
# "And for the GP?" asks of whom it was said or done; the subject it was asked on stays.
_FOR_WHOM = re.compile(rf"^(?:(?:and|but|so|also|ok|okay)\b[ ,]*)*for {_SORTS[0].pattern}\W*$", re.IGNORECASE)
_WHICH_NOT = re.compile(
    r"^(?:(?:and|but|so|ok|okay)\b[ ,]*)*which (?:ones? |reviews? |briefings? )?(?:do not|don'?t|does not|doesn'?t|did not|didn'?t|have not|haven'?t|say nothing)\W*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the|child|baby|infant|family) ", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s?$")
# "What is neglect?", "how do professionals learn about culture?": a question whole in itself, that says what it is about.
_WHOLE = re.compile(
    r"^(?:(?:what|which|how|why|who|when|where|is|are|do|does|did|has|have|can|should|tell me|show me)\b.*?"
    r"\b(?:about|regarding|concerning|mention(?:s|ed)?|on)|what (?:is|are))\s+(?!(?:said|the|a|an|one|ones|else|if)\b)\w{3,}",
    re.IGNORECASE,
)
# An interrogative and its verb, and nothing in it that was spoken of before ("the scan", "the others", "what share were babies?").
_ASKS_OF_ANY = re.compile(
    r"^(?:what|which \w+|how|why|who|when|where)? ?(?:is|are|was|were|do|does|did|has|have|can|could|should|would|will|must)\b"
    r"(?!.*\b(?:the|ones?|others?|same|else|more)\b)",
    re.IGNORECASE,
)


def stand_alone(
    question: str, history: Sequence[Turn], reviews: Mapping[str, Review]
) -> tuple[str, Mention, bool]:
    """A question with what it leaves unsaid taken from the turns before it that were not blocked.

    Returns:
        The question that stands alone, the reviews it means, and whether it goes on from an earlier one.
    """
    text, mention, goes_on = "", Mention(), False
    asked = [turn.question for turn in history if not turn.blocked][-CHAIN:]
    for number, one in enumerate([*asked, question]):
        said = fold(one)
        own, changes = opened(said, reviews, first=number == 0)
        own = unframed(own, reviews)
        named = mentioned(own, reviews)
        goes_on = number > 0 and not changes and _leans_on_history(own, named, text, mention)
        text, mention = _completed(own, named, text, mention, reviews) if goes_on else (own, named)
    return text, mention, goes_on


# "And what do they say about mothers?", of all reviews: another theme in place of the one before.
_THEY_SAY = re.compile(
    r"\b(what (?:else )?(?:do|did|have)) (?:they|these|those)\b(?= (?:say|said|tell|told|recommend\w*|find|found|show|suggest)\b)",
    re.IGNORECASE,
)


def _completed(
    text: str, mention: Mention, before: str, before_mention: Mention, reviews: Mapping[str, Review]
) -> tuple[str, Mention]:
    of_them = _THEY_SAY.sub(r"\1 the reviews", text)
    if of_them != text and not before_mention.review_ids and put_to_all(of_them):
        return LEADING.sub("", of_them), Mention()
    before = _latest(before, before_mention, reviews)
    before_mention = mentioned(before, reviews) if before_mention.review_ids else before_mention
    new_words = own_words(text, mention)
    if about := of_what_it_was(text, mention, before, before_mention):
        return about, mention if mention.review_ids else before_mention
    if not mention.review_ids and (other := _OTHER_PAPER.match(text)):
        # "and in the Sussex one?", of two Sussex partnerships: the same question, of whichever of them is meant.
        kept = " ".join(without(before, before_mention).split()).rstrip("?. ")
        kept = re.sub(r" (?:in|from|of|by)(?: the)?$", "", kept)
        return f"{kept} in the {other['of']} {other['noun']}?", Mention(_of_place(other["of"], reviews))
    if mention.review_ids:
        # "and the 2021 one?": the same question of another review.
        return (
            (_of_another(text, mention, before, before_mention), mention)
            if len(new_words) < 2
            else (text, mention)
        )
    if _WHICH_NOT.match(text):
        return f"Which reviews do not mention {theme(before)}?", Mention()
    whole = _WHOLE.search(text) and not (_FOLLOWS.search(text) or _PRONOUN.search(text))
    if (whole or _NEW_TOPIC.match(text)) and new_words and before_mention.review_ids:
        # "anything on dads in that one?": another subject, the same review.
        return f"{_HERE.sub('', text).rstrip('?. ')} ({names_said(before, before_mention)})", before_mention
    if OF_ALL_REVIEWS.search(text):
        # "and which reviews mention that?": the same subject, put to all of them.
        return (
            f"{' '.join(without(before, before_mention).split()).rstrip('?. ')}: {LEADING.sub('', text)}",
            mention,
        )
    if _asks_anew(text, new_words) and before_mention.review_ids and not ages_in(before):
        return (
            f"{LEADING.sub('', text).rstrip('?. ')} ({names_said(before, before_mention)})?",
            before_mention,
        )
    again = _of_another_thing(text, before, before_mention)
    if (
        again is None
        and not before_mention.review_ids
        and not own_words(before, before_mention)
        and new_words
    ):
        return LEADING.sub("", text), mention  # "what was learnt?" says nothing that could be carried on
    return again or f"{before.rstrip('?. ')}: {LEADING.sub('', text)}", before_mention


def _asks_anew(text: str, words: Sequence[str]) -> bool:
    """Whether a message asks something whole that needs nothing from before but the review: "and when did the court case end?"."""
    return len(words) >= _WHOLE_WORDS and bool(_OPENS.match(text)) and not _PRONOUN.search(text)


def _of_place(name: str, reviews: Mapping[str, Review]) -> tuple[str, ...]:
    """The reviews with a word in their title or their publisher's name, where it tells some of them from others."""
    word = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    found = tuple(sorted(r.id for r in reviews.values() if word.search(f"{r.title} {r.publisher}")))
    return found if len(found) < len(reviews) else ()


def _of_another(text: str, mention: Mention, before: str, before_mention: Mention) -> str:
    """The earlier question with the new review's name in the place of the old one's."""
    name = _POSSESSIVE.sub("", names_said(text, mention))
    if not before_mention.spans and OF_ALL_REVIEWS.search(before) and theme(before):
        # "just the first one", after which reviews mention a theme: what that one says on it.
        return f"What does {name if _ARTICLE.match(name) else f'the {name}'} say about {theme(before)}?"
    if len(before_mention.spans) != 1:
        kept = " ".join(without(before, before_mention).split())
        return f"{kept.rstrip('?. ')} ({name})" if kept else text
    (start, end), folded = before_mention.spans[0], fold(before)
    was = folded[start:end]
    if ours := re.search(r"'s (\w+)$", was):
        name = f"{name}'s {ours[1]}"
    elif says_document(was) and not says_document(name):
        name = f"{name} review"  # "the Child H review" and Child S
    owner = "'s" if was.endswith("'s") else ""
    rest = " ".join(own_words(_AGAIN.sub("", without(text, mention)), Mention()))
    return f"{folded[:start]}{name}{owner}{folded[end:].rstrip('?. ')} {rest}".rstrip() + "?"


def _of_another_thing(text: str, before: str, mention: Mention) -> str | None:
    """The earlier question put of another thing: in the place of one of the same sort, else of what it was about."""
    thing = thing_named(text)
    if not thing:
        return None
    folded = fold(before)
    for sort in _SORTS:
        old = sort.search(folded)
        if old and sort.search(thing) and not _overlaps(old.span(), mention):
            return f"{folded[: old.start()]}{thing}{folded[old.end() :]}"
    frames = [
        match for match in _ABOUT.finditer(folded) if not _overlaps((match.end(), match.end() + 1), mention)
    ]
    if not frames or (_FOR_WHOM.match(text) and not wanted_kinds(before)[1]):
        return None
    start = frames[-1].end()
    after = [span for span in mention.spans if span[0] >= start]
    limit = after[0][0] if after else len(folded)
    stop = _phrase_end(folded, start, limit)
    if after and re.fullmatch(r"\s*(?:the )?", folded[stop:limit]) and re.search(r"\w$", folded[start:stop]):
        return None  # "for the three Harbour babies": it only says more of what it names
    opening = re.sub(r"\bthe $", "", folded[:start]) if thing.lower().startswith("the ") else folded[:start]
    return f"{opening}{thing}{folded[stop:]}"


def thing_named(text: str) -> str:
    """What a follow-up names, where it names a thing and neither asks nor tells: of "and mothers?" the mothers."""
    thing = _AGAIN.sub("", text).strip(" ?.!,")
    is_one = re.search(r"[a-z]{2}", thing, re.IGNORECASE) and not CLAUSE.search(thing)
    return thing if is_one and len(thing.split()) <= _MOST_WORDS else ""


def _phrase_end(text: str, start: int, limit: int) -> int:
    """Where what a question is about ends: before the name of a review ("in the 2021 briefing"), else at the end."""
    if limit == len(text):
        return len(text.rstrip("?. "))
    lead = re.search(r"\s(?:(?:in|from|by|according to|for|of)\s)?(?:the\s)?$", text[start:limit])
    return start + lead.start() if lead else limit


def _overlaps(span: tuple[int, int], mention: Mention) -> bool:
    return any(span[0] < end and start < span[1] for start, end in mention.spans)


def _latest(before: str, mention: Mention, reviews: Mapping[str, Review]) -> str:
    """Of a chain of follow-ups the last link that stands on words of its own, with the name of its review."""
    links = before.split(": ")
    for start in range(len(links) - 1, 0, -1):
        link = ": ".join(links[start:])
        if len(own_words(link, mentioned(link, reviews))) >= FEWEST_OWN:
            names = names_said(before, mention)
            return link if mentioned(link, reviews).review_ids or not names else f"{link} ({names})"
    return before


def _leans_on_history(text: str, mention: Mention, before: str, before_mention: Mention) -> bool:
    """Whether a message leaves something unsaid; a whole question does so only after talk of one review."""
    own = own_words(text, mention)
    if mention.review_ids:
        if sets_its_own_task(text):
            return False
        rest = _ONLY.sub("", _AGAIN.sub("", " ".join(without(text, mention).split())))
        return len(own) < 2 and bool(_PRONOUN.search(rest) or not CLAUSE.search(rest))
    if own and OF_ALL_REVIEWS.search(text) and not _FOLLOWS.search(text):
        return False
    if own and not before_mention.review_ids and says_enough(text):
        return False
    if _FOLLOWS.search(text) or _PRONOUN.search(text):
        return True
    whole = own and not before_mention.review_ids and _WHOLE.search(text)
    # After a question put to all reviews, "how are health visitors trained?" is another question.
    other = OF_ALL_REVIEWS.search(before) and _ASKS_OF_ANY.search(text) and len(own) >= FEWEST_OWN
    return not (whole or (other and not before_mention.review_ids)) and len(own) < SELF_CONTAINED


def asks_of_its_own(question: str) -> bool:
    """Whether a message is a whole question in itself, that points to nothing before it: it may change the subject."""
    said = fold(question)
    whole = CLAUSE.search(said) and not (_PRONOUN.search(said) or LEADING.match(said) or thing_named(said))
    return (bool(whole) and len(own_words(said, Mention())) >= FEWEST_OWN) or is_task(said)


def own_words(text: str, mention: Mention) -> list[str]:
    """The content words of a text that name no review and do not only say that reviews are meant."""
    return [word for word in content(tokens(without(text, mention))) if word not in ABOUT_REVIEWS]
