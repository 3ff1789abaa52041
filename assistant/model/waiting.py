"""How long to wait before asking an endpoint again."""

import math
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

RETRIES = 2
FIRST_SECONDS = 0.5
MOST_SECONDS = 10.0


def backoff(retry: int, random: Callable[[], float]) -> float:
    """Seconds before the n-th retry (from 0): anything up to a limit that doubles, so that callers spread."""
    limit: float = min(MOST_SECONDS, FIRST_SECONDS * 2**retry)
    return random() * limit


def retry_after(value: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or a date; None where it is neither."""
    try:
        seconds = float(value)
    except ValueError:
        try:
            date = parsedate_to_datetime(value)
        except ValueError:
            return None
        date = date if date.tzinfo else date.replace(tzinfo=UTC)
        seconds = (date - now()).total_seconds()
    return max(0.0, seconds) if math.isfinite(seconds) else None
