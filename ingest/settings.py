"""Settings declare; they build nothing. Every field is an environment variable REVIEWS_<NAME>."""

import hashlib
import re
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.errors import ReviewsError
from ingest.readers import Limits

SHIPPED_CORPUS = Path(__file__).resolve().parent.parent / "corpus"


class Settings(BaseSettings):
    """What can be set. README has a row for each; a test holds the two together."""

    model_config = SettingsConfigDict(
        env_prefix="REVIEWS_", frozen=True, extra="ignore", env_ignore_empty=True
    )

    corpus: Path = Field(SHIPPED_CORPUS, description="Folder with the reviews' files")
    home: Path = Field(
        Path(platformdirs.user_cache_dir("ask-the-reviews")),
        description="Everything derived, which may be deleted: indexes, vectors, the embedder's graph",
    )
    data: Path = Field(
        Path(platformdirs.user_data_dir("ask-the-reviews")),
        description="Records that are never derived: conversations and feedback",
    )
    contacts: Path = Field(SHIPPED_CORPUS / "contacts.toml", description="Register of urgent contacts")
    now: str = Field("", description="ISO date and time to take for the clock, for tests and audits")
    area: str = Field("", description="Area whose urgent contacts are shown when none is named")
    precision: Literal["fp32", "int8"] = Field("fp32", description="Precision of the default embedder")
    embedding_base_url: str = Field(
        "", description="An OpenAI-compatible embeddings endpoint, in place of the default embedder"
    )
    embedding_model: str = Field("", description="Model name at that endpoint")
    embedding_api_key: str = Field("", description="Key for that endpoint", repr=False)
    max_file_mb: int = Field(25, ge=1, le=500, description="Larger files are refused, in megabytes")
    max_pages: int = Field(1_500, ge=1, le=20_000, description="Files of more pages are refused")
    max_characters: int = Field(
        2_000_000, ge=1, le=50_000_000, description="Files of more characters of text are refused"
    )
    top_k: int = Field(10, ge=1, le=100, description="Passages returned by search")

    @field_validator("now")
    @classmethod
    def _is_a_time(cls, value: str) -> str:
        if value:
            try:
                datetime.fromisoformat(value)
            except ValueError:
                raise ValueError("not a date and time such as 2026-03-01T14:30") from None
        return value

    @property
    def limits(self) -> Limits:
        """What the reading of one file may cost."""
        return Limits(self.max_file_mb * 1_000_000, self.max_pages, self.max_characters)

    @cached_property
    def index_folder(self) -> Path:
        """Where the index of this corpus folder lives; each corpus folder has its own."""
        resolved = self.corpus.expanduser().resolve()
        slug = re.sub(r"[^a-z0-9]+", "-", resolved.name.lower()).strip("-") or "corpus"
        key = hashlib.sha256(str(resolved).encode()).hexdigest()[:12]
        return self.home.expanduser() / "indexes" / f"{slug}-{key}"


def load_settings() -> Settings:
    """Read the environment.

    Raises:
        ReviewsError: a variable holds something that is not allowed; the message names it.
    """
    try:
        return Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        first = error.errors()[0]
        name = "REVIEWS_" + "_".join(str(part) for part in first["loc"]).upper()
        raise ReviewsError(
            f"{name}: {first['msg'].removeprefix('Value error, ')}", "Set it as README's settings table says"
        ) from None
