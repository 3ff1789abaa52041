"""What was asked, as it is said back: a very long question is told at a length that can be read."""

MOST = 300  # characters


def echoed(text: str) -> str:
    """A question said back: cut between words, with an ellipsis and its last words, where it is very long."""
    if len(text) <= MOST:
        return text
    first, last = text[: MOST * 2 // 3], text[-MOST // 3 :]
    return f"{first.rsplit(' ', 1)[0].rstrip()} … {last.split(' ', 1)[-1].lstrip()}"
