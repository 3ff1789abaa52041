"""The limits of one request, by the wall clock: what a library counts from byte to byte a slow drip outlasts."""

import time
from collections.abc import Callable
from typing import Literal

Phase = Literal["connecting", "first word", "whole", "last word"]
LAST_SECONDS = 1.0  # what may follow an answer that is complete: its usage and the end of the stream


class Late(Exception):
    """A limit has passed; which one is told by the clock's phase."""


class Clock:
    """Gives the time that is left in the phase a request is in.

    Args:
        connecting: seconds for the name, the connection and its encryption.
        first_word: seconds for all up to the first sign of the model, connecting included.
        asked: when the answer was asked for, which may have taken other requests since.
        until: when the whole must be over. Both count as ``now`` does.
    """

    def __init__(
        self,
        connecting: float,
        first_word: float,
        asked: float,
        until: float,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._now, self._asked, self._until = now, asked, until
        self._started = now()
        self._first_word = self._started + first_word
        self.phase: Phase = "connecting"
        self._ends = min(self._started + connecting, self._first_word, until)

    def sent(self) -> None:
        """The connection stands: now the model is waited for."""
        if self.phase == "connecting":
            self.phase, self._ends = "first word", min(self._first_word, self._until)

    def spoke(self) -> None:
        """The model has begun: only the limit of the whole is left."""
        if self.phase in ("connecting", "first word"):
            self.phase, self._ends = "whole", self._until

    def complete(self) -> None:
        """The answer is whole: what may still follow is not worth a wait."""
        if self.phase != "last word":
            self.phase, self._ends = "last word", min(self._until, self._now() + LAST_SECONDS)

    def shorten(self, seconds: float) -> None:
        """Wait no longer than this for the rest, in whatever phase."""
        self._ends = min(self._ends, self._now() + seconds)

    def left(self) -> float:
        """Seconds left.

        Raises:
            Late: none are.
        """
        left = self._ends - self._now()
        if left <= 0:
            raise Late(self.phase)
        return left

    @property
    def allowed(self) -> float:
        """Seconds that the phase could last: from the request's beginning, or the answer's where it is of the whole."""
        return self._ends - (self._started if self._ends < self._until else self._asked)
