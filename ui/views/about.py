"""What this is for and not for, what is searched, which model, how it was measured, whom it tells to call, who can use it."""

from contextlib import suppress

from eval.latest import newest_run, shipped
from ingest.errors import ReviewsError
from ingest.plan import changed_files
from ui import resources
from ui.drawing import about, about_checks
from ui.drawing.glossary import glossary
from ui.drawing.show import show
from ui.resources_evaluation import evaluations

_SECTIONS = (
    ("purpose", "What it is for, and not for"),
    ("model", "Which model is used"),
    ("reviews", "Reviews that are searched"),
    ("measured", "How it was measured"),
    ("numbers", "Numbers in urgent answers"),
    ("leaves", "What leaves this computer, and what is kept"),
    ("words", "Words used here"),
    ("says", "If the page says…"),
    ("accessibility", "Accessibility"),
)


def _writes() -> tuple[str, str]:
    """The model that writes answers and where it is; empty where none does."""
    from assistant.written.mode import host_of

    held = resources.settings()
    if held.writes and held.model:
        with suppress(ReviewsError):  # an address that cannot be used writes nothing
            return held.model, host_of(held)
    return "", ""


index, fault = resources.index()
register, register_fault = resources.register()
show(about.title())
show(about_checks.contents(_SECTIONS))
show(about.purpose())
show(about_checks.answering(*_writes()))
show(about.reviews(index, resources.index_warnings() or ((fault,) if fault else ())))
if index:
    changed = changed_files(resources.settings().corpus.expanduser(), index.files)
    show(about_checks.not_read(index.files, changed))
show(about_checks.measured(newest_run(evaluations()), shipped()))
show(about.register(register, register_fault))
show(about_checks.checked(register))
show(about.privacy(resources.destinations(), resources.settings().keep_days))
show(about_checks.kept_besides())
show(about.hard_to_read())
show(glossary())
show(about_checks.if_it_says())
show(about_checks.accessibility())
