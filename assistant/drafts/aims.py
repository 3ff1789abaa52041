"""Which sentences of a draft say something of a review, and of which: by their form and what stands around them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.drafts.naming import credited_in
from assistant.drafts.nouns import Aim, Because, DraftSentence, LeftAside
from assistant.mentions import Mention, mentioned
from assistant.words import fold
from ingest.nouns import Review

_SAYS = (
    r"(?:f(?:ind|inds|ound)|say|says|said|states?d?|shows?|showed|shown|notes?d?|identif(?:y|ies|ied)|"
    r"recommend(?:s|ed)?|highlight(?:s|ed)?|conclude[sd]?|report(?:s|ed)?|describe[sd]?|records?|recorded|"
    r"stresse[sd]|praise[sd]?|raise[sd]?|call(?:s|ed) for|ask(?:s|ed)|tells?|told|learn(?:t|ed|s)?|"
    r"observe[sd]?|warn(?:s|ed)?|point(?:s|ed) (?:out|to)|set out|sets out|emphasise[sd]?|heard|saw|see)"
)
_PAPER = r"(?:paper|note|report|section|draft|summary|document|presentation|chapter|essay|slides?|handout|appendix|annex|table)"
_REPORTS = re.compile(rf"\b{_SAYS}\b", re.IGNORECASE)
_QUESTION = re.compile(r"\?[\"'”’)\]*_]*$")
_METHOD = re.compile(
    rf"^\W*(?:(?:in )?(?:this|the present|our|my) {_PAPER}\b(?! found\b)|(?:the )?(?:purpose|aims?|scope|structure) of (?:this|the|our) |"
    rf"(?:we|i) (?:have |also |then |first )*(?:looked|read|re-?read|reviewed|considered|compared|searched|drew|drawn|took|"
    rf"selected|used|summarised?|began|begin|start(?:ed)?|set out|want(?:ed)?|describe|discuss|look|draw|met|spoke)\b|"
    rf"what follows\b|(?:it|the {_PAPER}) is (?:based|written|intended|meant)\b|the following {_PAPER}s?\b)",
    re.IGNORECASE,
)
_OWN_RECOMMENDATION = re.compile(
    r"^\W*(?:recommendation \d+\W+)?(?:(?:we|i) (?:therefore |would |also |now |strongly |have )*"
    r"(?:recommend|propose|suggest|ask|invite|advise|urge|request|seek|think|believe|hope|intend|plan|will|should|need|must|want)\b|"
    r"(?:it is|is it) (?:therefore |also |now )*(?:recommended|proposed|suggested)\b|"
    r"(?:the |our |this )?(?:board|committee|executive|partnership|partners|members|panel|group|sub-?group|trust|council|chair|meeting)s? "
    r"(?:is|are|should|must|may|might|will|could|needs?|ought)\b|"
    r"(?:our|my) (?:recommendation|proposal|advice|suggestion|view|next step)s?\b|let us\b|please\b)",
    re.IGNORECASE,
)
_BECAUSE = re.compile(r"\b(?:because|since|as|given that|for)\s+(?=(?:the |in )?\w)", re.IGNORECASE)
_OWN_VOICE = re.compile(r"\b(?:we|us|our|ours|i|my)\b", re.IGNORECASE)
_OWN_HEADING = re.compile(
    r"^\W*(?:\d[\d.]*\s+)?(?:(?:our|my|draft|proposed|the)\s+)?(?:recommendations?|next steps?|proposals?|asks?|decisions?|"
    r"actions? (?:for|we|proposed|requested)|what we (?:propose|ask|recommend|will)|conclusions? and next steps)\b",
    re.IGNORECASE,
)
_METHOD_HEADING = re.compile(
    r"^\W*(?:\d[\d.]*\s+)?(?:(?:our|the|about)\s+)*(?:methods?|methodology|approach|scope|about this|purpose|"
    rf"(?:this )?{_PAPER}$|references?|bibliography|sources|contents|acknowledgements?|distribution|author)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^\W*(?:(?:and|but|also|however|here|there|moreover|later|earlier|then|in addition|at the time|as a result|again)\W+)*"
    r"(?:it|they|he|she|its|his|her|their|both|neither|"
    r"(?:the|this|that|these|those)(?: same| second| first| earlier| later)? "
    r"(?:review(?:er)?s?|briefings?|authors?|reports?|child|baby|babies|infant|boy|girl|family|parents?|mother|father|siblings?|case|scr|"
    r"injur(?:y|ies)|learning|digest)|in (?:this|that|the) (?:review|case|briefing))\b",
    re.IGNORECASE,
)
_OF_REVIEWS = re.compile(
    rf"\b(?:reviews?|reviewers?|briefings?|scrs?|lcsprs?|lscprs?)\b(?:\s+\w+){{0,4}}?\s+(?:have |has |had |also |all |both )*{_SAYS}\b|"
    r"\baccording to (?:the|a|this|one|two|both|these|all)\b[^,.]{0,40}\b(?:reviews?|briefings?|scrs?)\b|"
    r"\b(?:one|two|three|four|five|most|all|both|several|some|no|none) (?:of )?(?:the |these |our )?(?:\w+ ){0,2}?(?:reviews|briefings|scrs)\b",
    re.IGNORECASE,
)
_CITES = re.compile(
    r"\((?:see |cf\.? |e\.g\. )?[A-Z][^()\n]{0,80}\b(?:19|20)\d\d[^()\n]{0,30}\)|(?<!\w)\[\d{1,3}(?:, ?\d{1,3})*\]|"
    r"\((?:pp?|paras?|section|page)\.? ?\d[^()\n]{0,12}\)|\bibid\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"^\W*(?:the|these|those|all|several|most|both|our)?\s*(?:\w+ )?(?:reviews|briefings|scrs)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:both|each|all|neither|every)\b", re.IGNORECASE)
_LIST_OF_NAMES = re.compile(r"\b(?:and|as well as|like|nor)\b", re.IGNORECASE)


@dataclass
class _Subject:
    """What was spoken of last: the reviews, by a sentence of the text or by a heading, and in which block.

    Without ids, but with a block: reviews in general.
    """

    ids: tuple[str, ...] = ()
    block: int = -1
    leads: bool = False


def aims(sentences: Sequence[DraftSentence], reviews: Mapping[str, Review]) -> list[Aim]:
    """For each sentence the reviews it credits, and why it is checked or left aside."""
    found: list[Aim] = []
    subject = _Subject()
    headed: dict[str, Mention] = {}
    rows = _rows(sentences, reviews)
    # In many papers all headings are of one level, the title too.
    opens = sentences[0].text if sentences and sentences[0].form == "heading" else ""
    title = mentioned(opens, reviews).review_ids
    for sentence in sentences:
        if sentence.form == "heading":
            headed.setdefault(sentence.text, mentioned(sentence.text, reviews))
            leads = sentence.text.rstrip().endswith(":")  # "The Child S review said:" and its list
            ids = headed[sentence.text].review_ids or _carried(sentence, subject, headed, reviews)
            subject = _Subject(ids if leads else (), sentence.block, leads)
            found.append(Aim(left_aside="heading"))
            continue
        named = credited_in(sentence.text, reviews)
        under = _headed(sentence.section, headed, reviews) or title
        aim = _aim(sentence, named, subject, under, rows.get(sentence.block, ()), reviews)
        found.append(aim)
        if named.review_ids:
            subject = _Subject(named.review_ids, sentence.block, sentence.leads)
        elif aim.because == "goes_on":
            carried = sentence.leads or (subject.leads and sentence.form != "paragraph")
            subject = replace(subject, block=sentence.block, leads=carried)
        elif aim.because == "speaks_of_reviews" and not aim.review_ids:
            subject = _Subject(block=sentence.block)
        elif aim.left_aside in ("method", "own_recommendation", "own_words") and sentence.opens:
            subject = replace(subject, leads=False)
    return found


def _carried(
    lead: DraftSentence, subject: _Subject, headed: dict[str, Mention], reviews: Mapping[str, Review]
) -> tuple[str, ...]:
    """The reviews of a line that leads into a list and calls its review "the review"."""
    text = fold(lead.text)
    if not (_GOES_ON.search(text) or _OF_REVIEWS.search(text)):
        return ()
    return subject.ids or _headed(lead.section, headed, reviews)


def _rows(sentences: Sequence[DraftSentence], reviews: Mapping[str, Review]) -> dict[int, tuple[str, ...]]:
    """The reviews that a row of a table names, in whichever cell."""
    found: dict[int, tuple[str, ...]] = {}
    for sentence in sentences:
        if sentence.form == "cell" and (ids := mentioned(sentence.text, reviews).review_ids):
            found.setdefault(sentence.block, ids)
    return found


def _headed(
    section: Sequence[str], headed: dict[str, Mention], reviews: Mapping[str, Review]
) -> tuple[str, ...]:
    """The reviews that the deepest of the headings above names."""
    for heading in reversed(section):
        mention = headed.setdefault(heading, mentioned(heading, reviews))
        if mention.review_ids:
            return mention.review_ids
    return ()


def _aim(
    sentence: DraftSentence,
    named: Mention,
    subject: _Subject,
    under: tuple[str, ...],
    row: tuple[str, ...],
    reviews: Mapping[str, Review],
) -> Aim:
    text = fold(sentence.text)
    goes_on = _goes_on(sentence, subject, text)
    ids = named.review_ids or row or (subject.ids if goes_on else ()) or under
    if sentence.quoted:
        return Aim(ids, "quotation")
    if why := _left_aside(sentence, text, named, reviews):
        return Aim((), left_aside=why)
    if named.review_ids:
        if sentence.form == "cell" and not _tells(text, named):
            return Aim((), left_aside="says_nothing_of_a_review")
        return Aim(ids, "names", each=_of_each(text, named))
    because: Because | None = None
    if _OF_REVIEWS.search(text):
        several = len(ids) < 2 and _SEVERAL.search(
            text
        )  # "the reviews agree" is of more than the one named before
        carried = (goes_on or _GOES_ON.search(text)) and not several
        because, ids = "speaks_of_reviews", ids if carried else ()
    elif _CITES.search(text):
        because = "cites"
    elif _OWN_VOICE.search(text):
        return Aim((), left_aside="own_words")
    elif (row and _tells(text, named)) or (ids and goes_on):
        because = "goes_on"
    elif not subject.ids and subject.block == sentence.block:
        because = "goes_on"  # in a paragraph that speaks of reviews in general
    elif under and (_says_something(text) or _GOES_ON.search(text)):
        because = "heading"
    return Aim(ids if because else (), because)


def _goes_on(sentence: DraftSentence, subject: _Subject, text: str) -> bool:
    """Whether it goes on from what was spoken of: in the same paragraph, in the list it led into, or by a pronoun."""
    if not subject.ids:
        return False
    same = sentence.block == subject.block
    led = subject.leads and sentence.form in ("item", "block_quote")
    return same or led or bool(_GOES_ON.search(text)) or (sentence.form == "block_quote")


def _left_aside(
    sentence: DraftSentence, text: str, named: Mention, reviews: Mapping[str, Review]
) -> LeftAside | None:
    """By its form alone: a question, a method, a recommendation of the author's own."""
    if _QUESTION.search(text):
        return "question"
    if _METHOD.search(text) or (
        sentence.section and _METHOD_HEADING.search(sentence.section[-1]) and not _REPORTS.search(text)
    ):
        return "method"
    reports = bool(named.review_ids) and bool(_REPORTS.search(text))
    if _OWN_RECOMMENDATION.search(text):
        return None if reports and because_clause(text) else "own_recommendation"
    own_heading = bool(sentence.section) and _OWN_HEADING.search(sentence.section[-1])
    if (
        own_heading
        and not reports
        and not any(mentioned(h, reviews).review_ids for h in sentence.section[1:])
    ):
        return "own_recommendation"
    return None


def because_clause(text: str) -> str | None:
    """Of a recommendation the reason it gives: what stands behind "because", where that reports something."""
    if not _OWN_RECOMMENDATION.search(text):
        return None
    for found in _BECAUSE.finditer(text):
        if _REPORTS.search(text, found.end()):
            return text[found.end() :]
    return None


def _of_each(text: str, named: Mention) -> bool:
    """Whether the same is said of several reviews: "Child H and Child S both", "each of the two"."""
    several = len(named.review_ids) > 1
    return several and bool(_EACH.search(text) or (named.exact and _LIST_OF_NAMES.search(text)))


def _tells(text: str, named: Mention) -> bool:
    """Whether a cell tells something, beside naming a review, a date or a word."""
    taken = sum(end - start for start, end in named.spans)
    return len(text) - taken > 12 and len(text.split()) >= 3


def _says_something(text: str) -> bool:
    return len(text.split()) >= 3
