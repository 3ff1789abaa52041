"""An answer that came whole, though a stream was asked for, told as the stream it might have been.

Some servers and gateways speak the protocol and do not stream. What they say is checked like any other; only its first
sentence comes as late as its last.
"""

import json
from typing import Any


def as_stream(body: bytes) -> bytes | None:
    """Events of one chunk with all that a whole answer (``chat.completion``) says; None where it is none."""
    try:
        told = json.loads(body)
        if told.get("error"):
            return None
        choice = told["choices"][0]
        said = choice["message"]
        delta = {name: said[name] for name in _SAID if isinstance(said.get(name), str)}
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return None
    if not delta:
        return None
    finish = choice.get("finish_reason")
    whole = isinstance(finish, str) and bool(finish)
    chunk = {
        "object": "chat.completion.chunk",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish if whole else None}],
        "usage": told.get("usage") if isinstance(told.get("usage"), dict) else None,
    }
    # What does not say that it came to its end is taken for cut, as a stream would be.
    return _event(json.dumps(_NAMED | chunk)) + (_event("[DONE]") if whole else b"")


_SAID = ("content", "refusal", "reasoning_content", "reasoning")
_NAMED: dict[str, Any] = {"id": "whole", "created": 0, "model": ""}


def _event(data: str) -> bytes:
    return f"data: {data}\n\n".encode()
