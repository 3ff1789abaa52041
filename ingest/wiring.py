"""Builds from settings what ingest and the assistant share: the embedder, and the fingerprint of an index."""

import hashlib
from importlib.metadata import version
from typing import TYPE_CHECKING

from ingest import readers, split, structure
from ingest.errors import ReviewsError
from ingest.settings import Settings

if TYPE_CHECKING:
    from ingest.embedding import Embedder

INDEX_VERSION = "2"


def open_embedder(settings: Settings) -> "Embedder":
    """The default embedder, or the endpoint that settings name.

    Raises:
        ReviewsError: the endpoint is named by half, or the weights are not the official ones.
    """
    if not settings.embedding_base_url:
        from ingest.embedding import MiniLM

        return MiniLM(settings.home.expanduser() / "models", settings.precision)
    if not settings.embedding_model:
        raise ReviewsError(
            "REVIEWS_EMBEDDING_BASE_URL is set but REVIEWS_EMBEDDING_MODEL is not", "Set both or neither"
        )
    from ingest.embedding.endpoint import EndpointEmbedder

    return EndpointEmbedder(settings.embedding_base_url, settings.embedding_model, settings.embedding_api_key)


def settings_fingerprint(embedder_fingerprint: str) -> str:
    """A hash of everything that would make the same files give another index."""
    parts = (
        INDEX_VERSION,
        readers.VERSION,
        structure.VERSION,
        split.VERSION,
        version("chromadb"),
        embedder_fingerprint,
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
