"""What of a model's text is its answer: not the white space nor the thinking at its head."""

THOUGHTS = (("<think>", "</think>"), ("<thinking>", "</thinking>"))


class Spoken:
    """Takes text as it comes and gives what is to be shown of it."""

    def __init__(self) -> None:
        self._head: str | None = ""
        self._closing = ""

    def hear(self, text: str) -> str:
        """The part of the text so far that belongs to the answer and was not given yet."""
        if self._head is None:
            return text
        self._head += text
        while True:
            if self._closing:
                _, found, after = self._head.partition(self._closing)
                if not found:  # what may be the beginning of the closing mark is kept, thoughts are not
                    self._head = self._head[-len(self._closing) :]
                    return ""
                self._head, self._closing = after, ""
            self._head = self._head.lstrip()
            begun = self._head[: len("<thinking>")].lower()
            self._closing = next((close for mark, close in THOUGHTS if begun.startswith(mark)), "")
            if self._closing:
                self._head = self._head.partition(">")[2]
            elif any(mark.startswith(begun) for mark, _ in THOUGHTS):
                return ""  # nothing yet, or what may become a mark
            else:
                given, self._head = self._head, None
                return given

    def end(self) -> str:
        """What was held back and turned out to be text."""
        given = "" if self._head is None or self._closing else self._head
        self._head = None
        return given
