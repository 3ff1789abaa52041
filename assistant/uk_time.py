"""The time that answers and exports go by: the clock's, or the fixed one of REVIEWS_NOW, for tests and audits."""

from datetime import datetime
from zoneinfo import ZoneInfo

from ingest.settings import Settings

UK = ZoneInfo("Europe/London")


def clock(settings: Settings) -> datetime:
    """UK time, by the clock or as settings fix it; offices keep UK hours wherever the machine is."""
    if not settings.now:
        return datetime.now(UK)
    fixed = datetime.fromisoformat(settings.now)
    return fixed.astimezone(UK) if fixed.tzinfo else fixed.replace(tzinfo=UK)
