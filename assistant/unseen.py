"""Characters that are not seen, or turn the direction of the text after them, made visible wherever text is shown."""

import re

# Control characters, zero-width characters, direction marks, tags, and what XML forbids. Joiners and variation
# selectors stay: scripts and emoji need them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)
_SHOWN_INSTEAD = "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    """The text with each character that would hide or reverse something replaced by a visible sign."""
    return _HIDDEN.sub(_SHOWN_INSTEAD, text)
