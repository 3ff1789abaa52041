"""What a gold case is made of: facts, evidence, what must be absent, and other ways to put its question."""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Strict(BaseModel):
    """Frozen, and without fields that nobody knows."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Fact(Strict):
    """One thing a right answer says; any one of its patterns tells that it was said."""

    text: str = Field(min_length=1)
    weight: Literal["vital", "okay"]
    patterns: tuple[str, ...] = Field(min_length=1)


class Evidence(Strict):
    """Where one review says it: ``pattern`` in whatever text is held, or one for our digest and one for the original."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": ["pattern"], "properties": {"pattern": {"minLength": 1}}},
                {
                    "required": ["digest", "original"],
                    "properties": {"digest": {"minLength": 1}, "original": {"minLength": 1}},
                },
            ]
        }
    )

    review: str = Field(min_length=1)
    pattern: str = ""
    digest: str = ""
    original: str = ""

    @model_validator(mode="after")
    def _one_way(self) -> "Evidence":
        if bool(self.pattern) == bool(self.digest or self.original) or bool(self.digest) != bool(
            self.original
        ):
            raise ValueError("evidence needs either a pattern, or a digest's and an original's")
        return self

    @property
    def patterns(self) -> tuple[str, ...]:
        """Every pattern it has."""
        return tuple(filter(None, (self.pattern, self.digest, self.original)))

    def sought(self, standing: str) -> str | None:
        """The pattern for a review of this standing; None where it has none for a file of unrecorded standing."""
        return self.pattern or {"digest": self.digest, "original": self.original}.get(standing)


class Absent(Strict):
    """What a question that no review answers would be answered by: it must stand nowhere in the review, or in any."""

    pattern: str = Field(min_length=1)
    review: str = ""


class WrongPremise(Strict):
    """The question with something taken for granted that is not so; right is to correct it, or to find nothing."""

    question: str = Field(min_length=1)
    wrong: str = Field(min_length=1, description="what is not so")


class Variants(Strict):
    """Other ways to put the question of a case, to be answered as it is, and one with a wrong premise."""

    paraphrase: str = ""
    typo: str = ""
    abbreviation: str = ""
    wrong_premise: WrongPremise | None = None

    @property
    def rewordings(self) -> Mapping[str, str]:
        """By sort, those that mean the same as the question."""
        said = {"paraphrase": self.paraphrase, "typo": self.typo, "abbreviation": self.abbreviation}
        return {sort: wording for sort, wording in said.items() if wording}

    @property
    def questions(self) -> tuple[str, ...]:
        """Every wording, the wrong premise too."""
        wrong = (self.wrong_premise.question,) if self.wrong_premise else ()
        return (*self.rewordings.values(), *wrong)
