"""How each kind of answer is drawn."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from conftest import Corpus

from assistant import replies
from assistant.nouns import Note, ReviewVerdict, Statement
from assistant.records import Message
from tests import ui_kit
from tests.ui_app import ask, button, html, start, words
from tests.ui_kit import ANSWERS, FILE, FINDING, RECOMMENDATION, FakeAssistant, answered
from ui import resources
from ui.drawing import answer as drawn
from ui.drawing.how import how_answered
from ui.words import limits

pytest_plugins = ("tests.ui_app",)


def test_an_answer_shows_quotes_with_all_that_is_known_of_them(fake: FakeAssistant) -> None:
    app = ask(start(), "answered")
    text, drawn = words(app), html(app)
    assert "I searched for: answered (bruising)" in text
    assert drawn.count("<summary>Show quote") == 2
    assert "[1] Recommendation Our summary, not the publisher's words" in text
    assert "[2] Finding (inferred) Our summary, not the publisher's words" in text
    for known in (
        "Harbour Safeguarding Children Partnership",
        "rapid review",
        "briefing of June 2021 (inferred)",
    ):
        assert known in text
    assert FINDING in text, "$ and -- stay as they are"


def test_the_highlight_is_the_quote_inside_its_whole_section(fake: FakeAssistant) -> None:
    drawn = html(ask(start(), "answered"))
    marks = re.findall(r"<mark [^>]*>(.*?)</mark>", drawn, flags=re.DOTALL)
    assert [unescape(re.sub(r"<[^>]+>", "", mark)) for mark in marks] == [RECOMMENDATION, FINDING]
    section = re.search(r'<div class="source".*?</div>', drawn, flags=re.DOTALL)
    assert section and "2. Ask the second question." in section.group()
    assert "Harbour baby review" not in section.group()


def test_an_answer_review_by_review_begins_with_its_count_and_is_shown_in_parts() -> None:
    held = answered("Which reviews mention bruising?")
    cited = tuple(
        replace(held.citations[0], n=n, review_id=f"r{n}", title=f"Review {n}") for n in range(1, 31)
    )
    given = replace(
        held,
        filters={"publisher": ("Harbour",), "review": ("r1",)},
        statements=tuple(Statement(one.quote, "answer", (one.n,)) for one in cited),
        citations=cited,
        reviews=(
            *(ReviewVerdict(one.review_id, one.title, "says", (one.n,)) for one in cited),
            *(ReviewVerdict(f"s{n}", f"Silent {n}", "no_mention") for n in range(170)),
        ),
        notes=(
            Note("A later note."),
            Note(replies.EVERY_REVIEW.format(says=30, total=200)),
        ),
    )
    first = drawn.said(given, resources.locate, "a", drawn.FIRST)
    below = drawn.further(given, "a", drawn.FIRST)
    assert (
        first.index("30 of 200 reviews say something") < first.index("Review 1<")
        and "later note" not in first
    )
    assert "which is not proof of absence" in first and "A later note." in below and "30 of 200" not in below
    assert (
        first.count("<h4>") == 10
        and below.count("<tr>") == 102
        and "100 more reviews are not listed" in below
    )
    assert set(re.findall(r'href="#(a-\d+-quote-\d+)"', below)) <= set(re.findall(r'id="([^"]+)"', first))
    assert drawn.left(given, drawn.FIRST) == 20 and drawn.left(held, 1) == 0
    assert "/matrix?q=Which+reviews+mention+bruising%3F&amp;publisher=Harbour" in drawn.more(
        given, drawn.FIRST
    )
    whole = drawn.answer(given, resources.locate)
    assert all(f"Review {one.n}<" in whole for one in cited)


def test_where_every_review_says_it_no_absence_is_told(shipped: Corpus) -> None:
    one = shipped.ask("Which reviews have learning points?")
    told = [note["text"] for note in one["notes"] if "say something on this" in note["text"]]
    says = sum(row["verdict"] == "says" for row in one["reviews"])
    assert told == [
        replies.EVERY_ONE.format(total=says)
        if says == len(one["reviews"])
        else replies.EVERY_REVIEW.format(says=says, total=len(one["reviews"]))
    ]


def test_each_quote_is_judged_by_its_own_words_when_its_file_has_changed(
    fake: FakeAssistant, tmp_path: Path
) -> None:
    app = ask(start(), "answered")
    file = tmp_path / "corpus" / FILE
    changed = file.read_text().replace("Findings", "Findings of the review")
    file.write_text(changed.replace("write down every mark", "write down each mark"))
    app.run()
    assert html(app).count("<mark ") == 1, "what stands there still is shown where it now stands"
    assert words(app).count("The file has changed since this answer was given") == 1
    assert "write down every mark, with its size." in words(app)
    assert '<span class="marks">**</span><span class="bold">Record bruises:</span>' in html(app)


def test_a_missing_file_is_said_and_the_stored_quote_stays(fake: FakeAssistant, tmp_path: Path) -> None:
    app = ask(start(), "answered")
    (tmp_path / "corpus" / FILE).unlink()
    app.run()
    assert "<mark" not in html(app)
    assert "cannot be read now" in words(app) and "write down every mark, with its size." in words(app)


def test_a_review_that_is_gone_or_withdrawn_is_said_beside_its_quotes(fake: FakeAssistant) -> None:
    held = ui_kit.citation(1, ui_kit.PASSAGES[1])
    assert (
        resources.locate(replace(held, withdrawn=True))
        == "This review was withdrawn. Do not rely on this quote."
    )
    gone = resources.locate(replace(held, review_id="gone"))
    assert isinstance(gone, str) and gone.startswith("This review is no longer among those searched here")


def test_without_an_index_only_the_text_around_a_quote_is_shown(fake: FakeAssistant) -> None:
    app = ask(start(), "answered")
    fake.has_index = False
    app.run()
    assert "Only the text around the quote is shown." in words(app)
    assert html(app).count("<mark ") == 2


def test_a_stored_file_name_cannot_lead_out_of_the_corpus(
    fake: FakeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.md").write_text(ui_kit.TEXT)
    sly = replace(ui_kit.citation(1, ui_kit.PASSAGES[1]), file="../secret.md")
    monkeypatch.setattr(ui_kit, "ANSWERS", {"sly": answered("sly", citations=(sly,), statements=())})
    assert resources.locate(sly) == "The file of this quote cannot be read now. Nothing is highlighted."


@pytest.mark.parametrize("name", ["urgent", "urgent personal"])
def test_an_urgent_answer_puts_999_first(fake: FakeAssistant, name: str) -> None:
    app = ask(start(), name)
    drawn = html(app)
    panel = drawn[drawn.index('role="alert"') :]
    assert panel.index('href="tel:999"') < panel.index("</h3>")
    assert "Urgent" in words(app)
    assert "I searched for" not in words(app) and "How this was answered" not in words(app)


def test_urgent_numbers_can_be_pressed_and_doubtful_ones_say_so(fake: FakeAssistant) -> None:
    app = ask(start(), "urgent")
    drawn, text = html(app), words(app)
    assert 'href="tel:+441632960123"' in drawn
    assert "Doubtful number. Two numbers." in text and "Number checked 1 September 2026." in text
    assert "No number held for Inland" in text
    assert 'href="tel:"' not in drawn
    assert text.index("In danger now?") < text.index("Referrals") < text.index("Do not wait for this page")


def test_a_long_question_does_not_push_999_off_the_page(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "There is a baby here and this goes on. " * 60
    monkeypatch.setattr(ui_kit, "ANSWERS", {long: replace(ANSWERS["urgent"], question=long)})
    drawn = html(ask(start(), long))
    before = drawn[drawn.index("<h2") : drawn.index('role="alert"')]
    heading = before[: before.index("</h2>")]
    assert len(heading) < 250 and heading.endswith("…")
    assert "<summary>Show the whole question</summary>" in before and long.strip() in before


def test_a_blocked_urgent_question_is_not_shown_and_not_kept(fake: FakeAssistant, tmp_path: Path) -> None:
    app = ask(start(), "urgent personal")
    assert "Question not kept" in words(app) and "urgent personal" not in words(app)
    kept = b"".join(p.read_bytes() for p in (tmp_path / "data").iterdir())
    assert b"urgent personal" not in kept


def test_not_found_says_so_and_calls_the_nearest_passage_related(fake: FakeAssistant) -> None:
    app = ask(start(), "not_found")
    text = words(app)
    assert "No passage in these reviews answers this" in text
    assert "I searched for: not_found (bruising)" in text
    assert "Related, not an answer" in text
    assert 'class="statement related"' in html(app)


def test_a_partial_answer_says_what_is_missing(fake: FakeAssistant) -> None:
    text = words(ask(start(), "partly"))
    assert "What the reviews say, in part" in text
    assert "Not found in these reviews: what was done about housing" in text


@pytest.mark.parametrize("name", ["blame", "personal"])
def test_a_declined_question_gets_a_short_reason(fake: FakeAssistant, name: str) -> None:
    text = words(ask(start(), name))
    assert "I cannot answer this" in text
    assert "How this was answered" not in text
    assert ("Question not kept" in text) == (name == "personal")


def test_which_reviews_get_a_row_each(fake: FakeAssistant) -> None:
    app = ask(start(), "which")
    drawn = re.sub(r"<[^>]+>", "|", html(app))
    assert re.search(r"\|Harbour baby review\|+Says something \|+Quote \|\[1\]\|+Quote \|\[2\]\|", drawn)
    assert re.search(r"\|Inland toddler review\|+No mention found\|", drawn)
    assert re.search(r"\|scan.pdf\|+Could not be read\|", drawn)
    assert "Not searched, because these files are not or could not be read: scan.pdf" in words(app)


def test_a_note_shows_its_date_and_source(fake: FakeAssistant) -> None:
    assert "The Panel said otherwise. (1 September 2022, the national Panel)" in words(ask(start(), "noted"))


def test_a_written_statement_is_not_drawn_as_a_quote(fake: FakeAssistant) -> None:
    app = ask(start(), "written")
    text = words(app)
    assert "Two points were made. Quote [1] Quote [2]" in text and "Only partly shown by its quotes" in text
    assert "The language model stopped early." in text
    assert "<blockquote><p>Two points" not in html(app)
    assert (
        "write down every mark, with its size." in text
        and text.count("Our summary, not the publisher's words") >= 2
    )


def test_how_it_was_answered_can_be_opened(fake: FakeAssistant) -> None:
    text = words(ask(start(), "answered"))
    assert "How this was answered" in text and "No language model was used" in text
    assert "3 passages considered" in text and "search 0.01 seconds, in all 0.02 seconds" in text
    assert "Limited to recommendation" in text and "How close it comes" not in text, (
        "no score is not a low one"
    )


@pytest.mark.parametrize(
    ("weighed", "said"), [(0.9, "close (0.90"), (0.4, "fairly close (0.40"), (0.0, "not close")]
)
def test_how_close_an_answer_comes_is_told_in_words(weighed: float, said: str) -> None:
    message = Message(1, "2026-11-29T09:00", "complete", "q", answered("q", confidence=weighed))
    assert f"<dd>{said}" in how_answered(message)


def test_hostile_text_in_an_answer_and_a_question_stays_text(
    fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = "<img src=x onerror=alert(1)> ![i](https://evil.example) :red[x] $5"
    bad = answered(
        evil,
        searched_for=evil,
        statements=(Statement(evil, "note"), Statement(evil, "answer", (1,))),
        citations=(replace(ui_kit.citation(1, ui_kit.PASSAGES[0]), title=evil, publisher=evil, quote=evil),),
        missing=(evil,),
        not_searched=(evil,),
        outcome="partly",
    )
    monkeypatch.setattr(ui_kit, "ANSWERS", {**ANSWERS, evil: bad})
    app = ask(start(), evil)
    assert "<img" not in html(app)
    assert words(app).count("![i](https://evil.example) :red[x] $5") >= 7
    assert all("![i]" not in b.label and ":red[" not in b.label for b in app.button)


def test_what_an_answer_was_bound_to_stands_in_one_line(fake: FakeAssistant) -> None:
    bound = {"type": ("rapid review",), "year": ("2020", "2021", "2022"), "review": ("harbour-baby",)}
    assert limits(bound, {}) == "rapid reviews; 2020 to 2022"
    assert (
        limits({"review": ("harbour-baby",)}, {"harbour-baby": "Harbour baby review"})
        == "Harbour baby review"
    )
    assert limits({}, {}) == ""
    assert "Only: Harbour baby review" in words(ask(start(), "bound"))


def test_a_follow_up_can_be_changed_and_asked_again(fake: FakeAssistant) -> None:
    app = ask(start(), "follow-up")
    assert app.main.text_input[0].value == "What did the Harbour review find?"
    app.main.text_input[0].set_value("What did the inland review find?")
    button(app, "FormSubmitter:understood-").click().run()
    assert not app.exception
    assert "You asked: What did the inland review find?" in words(app)
    assert [field.key for field in app.main.text_input] == ["edited-2"], (
        "only the newest is offered to be changed"
    )
