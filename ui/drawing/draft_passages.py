"""The passages that bear on a sentence of a draft, in a part that opens: exact words, whose they are, and the way there."""

from collections.abc import Sequence

from assistant.compose import readable
from assistant.drafts.nouns import Checked, QuotationCheck
from assistant.drafts.told import ANOTHER, QUOTED, evidence_apart
from assistant.in_words import section, title_words
from assistant.nouns import Citation
from ui.drawing import words
from ui.drawing.citation import source_line
from ui.drawing.markup import Markup, join, new_tab, tag
from ui.drawing.review_links import reader
from ui.words import counted


def passages(one: Checked) -> Markup:
    """All passages of a sentence, drawn closed; nothing where there is none."""
    right = one.right_review
    rest = evidence_apart(one)
    cited = (
        *(right.evidence if right else ()),
        *rest,
        *(c for each in one.quotations for c in each.evidence),
    )
    if not cited:
        return join(*map(_quotation, one.quotations))
    bears = one.verdict in ("supported", "partly")
    return tag(
        "details",
        tag("summary", f"Show {counted(len(cited), 'passage')}", tag("span", _of(one), class_="where")),
        tag(
            "div",
            _quotes(f"{ANOTHER}:", right.evidence) if right else "",
            *map(_quotation, one.quotations),
            _quotes("What the review says:" if bears else "Nearest in the reviews:", rest) if rest else "",
            class_="opened",
        ),
        class_="citation",
    )


def _of(one: Checked) -> str:
    cited = [*one.evidence, *(one.right_review.evidence if one.right_review else ())]
    titles = dict.fromkeys(title_words(c.title, c.standing) for c in cited)
    return f": {'; '.join(titles)}" if titles else ""


def _quotation(one: QuotationCheck) -> Markup:
    said = tag("p", tag("strong", f"{QUOTED[one.verdict]}: "), "“", " ".join(one.quoted.text.split()), "”")
    exact = "The exact words:" if one.verdict == "misquoted" else ""
    return join(said, _quotes(exact, one.evidence) if one.evidence else "")


def _quotes(lead: str, found: Sequence[Citation]) -> Markup:
    return join(tag("p", tag("strong", lead)) if lead else "", *map(_quote, found))


def _quote(cited: Citation) -> Markup:
    page = f", page {cited.page}" if cited.page else ""
    if cited.withdrawn:
        return tag("p", cited.quote, class_="inset")
    return tag(
        "div",
        tag("blockquote", tag("p", readable(cited.quote))),
        tag("p", tag("strong", title_words(cited.title, cited.standing)), class_="of"),
        source_line(cited),
        tag(
            "p",
            tag("span", f"{section(cited.section)}{page}"),
            tag("span", words.standing(cited.standing), class_=f"standing {cited.standing}"),
            class_="source-line",
        ),
        tag("p", new_tab("Read it in the review", reader(cited.review_id, (cited.start, cited.end)))),
        class_="draft-quote",
    )
