"""Settings declare; they build nothing. Every field is an environment variable REVIEWS_<NAME>, two are OpenAI's own."""

import hashlib
import re
from datetime import datetime
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
        env_prefix="REVIEWS_", frozen=True, extra="ignore", env_ignore_empty=True, populate_by_name=True
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
    keep_days: int = Field(
        30,
        ge=0,
        le=36_500,
        description="Days that a conversation is kept after its last question; 0 is until it is deleted",
    )
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
    model: str = Field(
        "", description="Model that composes written answers at the OpenAI-compatible endpoint"
    )
    openai_api_key: str = Field(
        "", validation_alias="OPENAI_API_KEY", description="Key for that endpoint", repr=False
    )
    openai_base_url: str = Field(
        "",
        validation_alias="OPENAI_BASE_URL",
        description="Address of that endpoint, up to and with /v1; none is OpenAI's own",
    )
    mode: Literal["", "quotes", "written"] = Field(
        "", description="How answers are made; none is written where a model is set"
    )
    uncited: Literal["withheld", "marked"] = Field(
        "withheld", description="What becomes of a model's claim that its citations do not show"
    )
    judge: bool = Field(
        False, description="Whether the model judges, in a second call, what the rules let pass"
    )
    condense: bool = Field(False, description="Whether the model, not the rules, completes a follow-up")
    written_passages: int = Field(8, ge=1, le=40, description="Passages shown to the model at most")
    written_tokens: int = Field(
        3_000, ge=200, le=200_000, description="Tokens of passages shown to the model at most"
    )
    answer_tokens: int = Field(700, ge=50, le=20_000, description="Tokens that the model may answer with")
    connect_seconds: float = Field(5.0, gt=0, le=60, description="Limit for reaching the endpoint")
    first_token_seconds: float = Field(15.0, gt=0, le=600, description="Limit for its first word")
    answer_seconds: float = Field(
        28.0, gt=0, le=900, description="Limit for a whole written answer, with all calls and repeats"
    )

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
    def writes(self) -> bool:
        """Whether answers are written by the model rather than quoted."""
        return self.mode == "written" or (self.mode == "" and bool(self.model))

    @property
    def limits(self) -> Limits:
        """What the reading of one file may cost."""
        return Limits(self.max_file_mb * 1_000_000, self.max_pages, self.max_characters)

    @property
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
        field = "_".join(str(part) for part in first["loc"]).upper()
        name = field if field.startswith("OPENAI_") else f"REVIEWS_{field}"
        raise ReviewsError(
            f"{name}: {first['msg'].removeprefix('Value error, ')}", "Set it as README's settings table says"
        ) from None
