"""The words in which a checked draft is told, so that page, terminal and exports agree."""

from collections.abc import Callable, Sequence

from assistant.compose import readable
from assistant.drafts.nouns import (
    Checked,
    DraftReport,
    DraftSentence,
    DraftVerdict,
    LeftAside,
    QuotationVerdict,
)
from assistant.exports.citing import locators
from assistant.in_words import day, title_words
from assistant.nouns import Citation

VERDICTS: dict[DraftVerdict, str] = {
    "contradicted": "The review says otherwise",
    "not_shown": "Not shown",
    "nothing_found": "Nothing found",
    "partly": "Partly shown",
    "supported": "Supported",
}
QUOTED: dict[QuotationVerdict, str] = {
    "exact": "Quoted exactly",
    "misquoted": "Misquoted",
    "not_in_the_reviews": "These words were not found in the reviews",
}
NOT_CHECKED = "Not checked"
LEFT_ASIDE: dict[LeftAside, str] = {
    "heading": "a heading",
    "question": "a question",
    "method": "about how the paper was made",
    "own_recommendation": "a recommendation of the paper’s own",
    "own_words": "the author’s own words",
    "says_nothing_of_a_review": "nothing in it is said of a review",
}
ANOTHER = "Another review says it"
CAVEAT = (
    "The check goes by rules, and rules do not understand a text. What it passes may still be wrong, and what it "
    "questions may be right. A person must read each passage. Nothing found does not mean that it did not happen."
)
WITHDRAWN = "Withdrawn"
WRONG_QUOTATION = "Wrong quotation"
# What a reader may want to see of a draft, in the order in which it wants a look.
Sort = tuple[str, str, Callable[[Checked], bool]]


def sort_of(checked: Checked) -> str:
    """The one sort by which a sentence is told and counted: what is gravest of it, so that the counts add up."""
    if checked.verdict is None:
        return "not_checked"
    if checked.withdrawn:
        return "withdrawn"
    return "misquoted" if checked.misquotes else checked.verdict


def _are(name: str, words: str) -> Sort:
    return name, words, lambda one: sort_of(one) == name


SORTS: tuple[Sort, ...] = (
    ("look", "Needs a look", lambda one: not one.stands),
    ("elsewhere", ANOTHER, lambda one: one.right_review is not None and not one.withdrawn),
    _are("withdrawn", WITHDRAWN),
    _are("misquoted", "Wrong quotations"),
    _are("contradicted", VERDICTS["contradicted"]),
    _are("not_shown", VERDICTS["not_shown"]),
    _are("nothing_found", VERDICTS["nothing_found"]),
    _are("partly", VERDICTS["partly"]),
    _are("supported", VERDICTS["supported"]),
    _are("not_checked", NOT_CHECKED),
)

BESIDES = ("look", "elsewhere")  # sorts that a sentence is of besides its own


def sorted_out(found: Sequence[Checked]) -> dict[str, int]:
    """How many of the sentences are of each sort, headings apart: each is of one, and may need a look besides."""
    said = [one for one in found if one.sentence.form != "heading"]
    return {name: sum(map(is_so, said)) for name, _, is_so in SORTS}


def place(sentence: DraftSentence) -> str:
    """Where a sentence stands in its paper, such as "Line 12" or "Page 3"."""
    if sentence.page is not None:
        return f"Page {sentence.page}"
    return f"Line {sentence.line}" if sentence.line is not None else f"Paragraph {sentence.paragraph}"


def verdict(checked: Checked) -> str:
    """The verdict in words; a wrong quotation, and a review that was withdrawn, come before it."""
    if checked.verdict is None:
        return NOT_CHECKED
    if checked.withdrawn:
        return WITHDRAWN
    return WRONG_QUOTATION if checked.misquotes else VERDICTS[checked.verdict]


def besides(checked: Checked) -> list[tuple[str, str]]:
    """What else is told of a sentence that is led by another word, by sort: of a wrong quotation, what it says amiss."""
    if checked.withdrawn or checked.verdict is None:
        return []
    found = [("elsewhere", ANOTHER)] if checked.right_review else []
    amiss = checked.misquotes and checked.verdict in ("contradicted", "not_shown")
    return [*([(checked.verdict, VERDICTS[checked.verdict])] if amiss else []), *found]


def reason(checked: Checked) -> str:
    """Why the verdict is what it is, or why there is none, as a sentence; empty where there is nothing to add."""
    told = LEFT_ASIDE[checked.aim.left_aside] if checked.aim.left_aside else checked.why
    told = told[:1].upper() + told[1:]
    return told if not told or told.endswith((".", "!", "?")) else f"{told}."


def evidence_apart(checked: Checked) -> tuple[Citation, ...]:
    """The passages that bear on a sentence, but for those its quotations show already."""
    shown = {(c.file, c.start, c.end) for quoted in checked.quotations for c in quoted.evidence}
    return tuple(c for c in checked.evidence if (c.file, c.start, c.end) not in shown)


def remark(checked: Checked) -> list[str]:
    """What is said of a sentence, a paragraph each: the verdict first, then the passages with their places."""
    led = [verdict(checked), *(words for _, words in besides(checked) if words != ANOTHER)]
    told = [f"{'. '.join(led)}. {reason(checked)}".strip()]
    if checked.credited:
        told.append(f"Credited to: {'; '.join(one.shown_title for one in checked.credited)}")
    if checked.right_review:
        told.append(f"{ANOTHER}: {checked.right_review.review.shown_title}")
        told += _quotes(checked.right_review.evidence)
    for quoted in checked.quotations:
        told.append(f"{QUOTED[quoted.verdict]}: “{' '.join(quoted.quoted.text.split())}”")
        told += [f"– {differs}" for differs in quoted.differs]
        told += _quotes(quoted.evidence)
    rest = evidence_apart(checked)
    if rest:
        told.append(
            "The review:" if checked.verdict in ("supported", "partly") else "Nearest in the reviews:"
        )
        told += _quotes(rest)
    return told


def _quotes(found: Sequence[Citation]) -> list[str]:
    told = []
    for one in found:
        words = one.quote if one.withdrawn else f"“{readable(one.quote)}”"
        told += [words, "; ".join((title_words(one.title, one.standing), *locators(one)))]
    return told


def summary(report: DraftReport) -> list[str]:
    """The counts and what the draft was checked against, a paragraph each."""
    numbers = sorted_out(report.sentences)
    checked = sum(one.verdict is not None for one in report.sentences)
    told = [f"Sentences checked: {checked}. Not checked: {numbers['not_checked']}."]
    told.append(
        "; ".join(
            f"{words}: {numbers[name]}" for name, words, _ in SORTS if name not in ("not_checked", *BESIDES)
        )
        + "."
    )
    told.append(
        f"Of these, need a look: {numbers['look']}; {ANOTHER[0].lower()}{ANOTHER[1:]}: {numbers['elsewhere']}."
    )
    if not report.whole:
        said = f"{len(report.sentences)} of {len(report.draft.sentences)}"
        told.append(
            f"The check was stopped after {said} sentences and headings. What follows was not looked at."
        )
    if report.not_searched:
        told.append(f"Not searched, because they could not be read: {', '.join(report.not_searched)}.")
    told.append(
        f"Checked against the reviews as of {day(report.as_of)} (fingerprint {report.corpus_fingerprint[:12]})."
    )
    return [*told, CAVEAT]
