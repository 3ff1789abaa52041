"""Deleting an item of feedback on its page: asked once more, told plainly, and nothing else goes with it."""

from streamlit.testing.v1 import AppTest

from tests.test_ui_feedback import PAGE, give, keep
from tests.ui_app import start, words
from tests.ui_kit import FakeAssistant
from ui import resources

pytest_plugins = ("tests.ui_app",)


def test_one_is_deleted_only_once_it_is_said_to_be_sure(fake: FakeAssistant) -> None:
    message = keep()
    number = give(message, said="one remark")
    give(message, said="another remark")
    app = AppTest.from_file(str(PAGE), default_timeout=30)
    app.query_params["number"] = str(number)
    app.run()
    app.button(key=f"delete-{number}").click().run()
    assert "This cannot be undone" in words(app) and len(resources.feedback().held()) == 2
    app.button(key="confirm-no").click().run()
    assert len(resources.feedback().held()) == 2
    app.button(key=f"delete-{number}").click().run()
    app.button(key="confirm-yes").click().run()
    assert not app.exception
    text = words(app)
    assert f"Feedback {number} (Wrong source, on the whole answer of answer {message}) is deleted." in text
    assert "another remark" in text and "one remark" not in text  # the list, not a page of one that is gone
    assert [one.words for one in resources.feedback().held()] == ["another remark"]


def test_what_was_deleted_elsewhere_meanwhile_is_told_plainly(fake: FakeAssistant) -> None:
    number = give(keep())
    app = start(PAGE)
    app.button(key=f"delete-{number}").click().run()
    resources.feedback().delete(number)
    app.button(key="confirm-yes").click().run()
    assert not app.exception and f"There is no feedback {number}" in words(app)
