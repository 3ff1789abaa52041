"""Makes the checker of one draft, after it is certain that the draft stays on this machine."""

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.claims.checker import ClaimChecker, Reader
from assistant.drafts.check import DraftChecker
from assistant.drafts.remembering import Remembering
from assistant.papers import Papers
from ingest.errors import ReviewsError
from ingest.settings import Settings

if TYPE_CHECKING:
    from ingest.embedding import Embedder


def checker_of_one_draft(index: Papers, embedder: "Embedder", reader: Reader) -> DraftChecker:
    """A checker that goes when its draft goes, with all that it remembers of the draft's sentences.

    Args:
        index: the reviews it is checked against.
        embedder: may be shared; it remembers nothing.
        reader: of claims; may be shared; it remembers passages of the reviews alone.
    """
    remembering = Remembering(embedder)
    return DraftChecker(index, remembering, ClaimChecker(remembering, reader))


def stays_here(settings: Settings) -> None:
    """Refuse to send a draft away: an embedder at an address that is not this machine would be given it.

    Raises:
        ReviewsError: settings name such an address.
    """
    host = urlsplit(settings.embedding_base_url).hostname
    if not settings.embedding_base_url or host == "localhost":
        return
    try:
        here = ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        here = False
    if not here:
        raise ReviewsError(
            "A draft never leaves this machine, and REVIEWS_EMBEDDING_BASE_URL would send it to another",
            "Unset it and run: reviews ingest",
        )
