"""Lets a dead endpoint rest: after failures in a row calls fail at once, until one call may try it again."""

import math
import threading
import time
from collections.abc import Callable

from assistant.model.nouns import ModelFailed

FAILURES = 3
REST_SECONDS = 30.0


class Breaker:
    """Counts the failures in a row of one endpoint and model. May be used by threads at once.

    Args:
        where: the endpoint, as it is named to people.
        clock: seconds that only go forward.
    """

    def __init__(self, where: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._where, self._clock = where, clock
        self._lock = threading.Lock()
        self._failures, self._again_at = 0, 0.0

    def enter(self) -> bool:
        """Begin a call; True where it is the one call that tries a resting endpoint.

        Raises:
            ModelFailed: the endpoint rests, or is being tried just now.
        """
        with self._lock:
            if self._failures < FAILURES:
                return False
            left = self._again_at - self._clock()
            if left <= 0:
                # A trial that never comes to an end must not keep the endpoint closed: its lease is one rest.
                self._again_at = self._clock() + REST_SECONDS
                return True
        raise ModelFailed(
            "resting",
            f"The model at {self._where} has failed several times in a row; "
            f"it is tried again in {math.ceil(left)} s.",
        )

    def passed(self) -> None:
        """The endpoint is alive, whatever it said."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """The endpoint gave no sign of life that is of use."""
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                self._again_at = self._clock() + REST_SECONDS

    def left(self, trial: bool) -> None:
        """A call was given up by whoever asked, and tells nothing; a trial may be made anew at once."""
        if trial:
            with self._lock:
                self._again_at = self._clock()
