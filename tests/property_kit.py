"""How many examples a property is held against: the same ones in every run, so that no run fails by chance.

``EXAMPLES_TIMES=20`` in the environment takes twenty times as many, drawn at random (``make soak`` does so).
"""

import os
from typing import Any

from hypothesis import settings

TIMES = int(os.environ.get("EXAMPLES_TIMES", "1"))


def examples(count: int = 100, **more: Any) -> settings:
    """The settings of a property test that is held against so many examples."""
    return settings(max_examples=count * TIMES, derandomize=TIMES == 1, deadline=None, **more)


settings.register_profile("the suite", examples())
settings.load_profile("the suite")
