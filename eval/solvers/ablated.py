"""The assistant with one stage of its search left out; all else, guards and thresholds too, as it is."""

from assistant.assistant import Assistant
from assistant.contacts import load_register
from assistant.retrieve import Stages
from ingest.settings import Settings

LEFT_OUT: dict[str, Stages] = {
    "no lexical": Stages(lexical=False),
    "no dense": Stages(dense=False),
    "no second stage": Stages(second=False),
    "no expansion": Stages(expansion=False),
    "no per-review grouping": Stages(per_review=False),
}


def assistant_with(settings: Settings, stages: Stages) -> Assistant:
    """The assistant that settings name, with these stages of its search."""
    return Assistant(settings, load_register(settings.contacts), stages=stages)
