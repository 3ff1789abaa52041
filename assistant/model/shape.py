"""The parameters of a call, and how they are mended for an endpoint that refuses one of them."""

from dataclasses import dataclass, replace
from typing import Any, Literal

PARAMETERS = ("stream_options", "max_completion_tokens", "max_tokens", "temperature")


@dataclass(frozen=True, slots=True)
class Shape:
    """Which parameters an endpoint takes. Most take all; newer models of OpenAI name the limit anew."""

    limit: Literal["max_tokens", "max_completion_tokens", ""] = "max_tokens"
    temperature: bool = True
    usage: bool = True

    def without(self, parameter: str) -> "Shape":
        """The next shape to try where a parameter is refused: the same shape where it was not sent."""
        if parameter == "stream_options":
            return replace(self, usage=False)
        if parameter == "temperature":
            return replace(self, temperature=False)
        if parameter and parameter == self.limit:
            return replace(self, limit="max_completion_tokens" if parameter == "max_tokens" else "")
        return self

    def parameters(self, most_tokens: int) -> dict[str, Any]:
        """The parameters as they are sent; None is what the endpoint is not to be told."""
        sent: dict[str, Any] = {"temperature": 0.0 if self.temperature else None}
        if self.limit:
            sent[self.limit] = most_tokens
        if self.usage:
            sent["stream_options"] = {"include_usage": True}
        return sent
