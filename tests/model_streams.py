"""Streams of a model's endpoint that break, drip, stall or say nonsense, over a real socket."""

from collections.abc import Callable, Iterator
from typing import Any

from eval.model_server import Speaker


class BrokenStreams(Speaker):
    """Each method is a fault that begins with an answer as it should be."""

    def _until_gone(self, part: Callable[[], bytes], pause: float) -> None:
        """Send again and again until the client goes, or the server stops."""
        while not self.kit.stopping.wait(pause):
            self.wfile.write(part())

    def _listen_until_gone(self) -> None:
        self.connection.settimeout(0.02)
        while not self.kit.stopping.is_set():
            try:
                if not self.connection.recv(1):
                    break
            except TimeoutError:
                continue
        self.close_connection = True

    def _halves(self) -> Iterator[dict[str, Any]]:
        said = self._said()
        yield from said[: len(said) // 2 + 1]

    def _begun(self) -> None:
        self._begin()
        for delta in self._halves():
            self._part(self._chunk(delta))

    # What goes wrong before an answer.

    def _fault_cut(self) -> None:
        self._begun()
        self.close_connection = True

    def _fault_cut_at(self) -> None:
        self._begin()
        self._part(b"".join(self._script(self._said()))[: self.kit.cut_at] or b"\n")
        self.close_connection = True

    def _fault_ends_at(self) -> None:
        """As if the answer were over: it is the model behind the server that broke off."""
        self._fault_cut_at()
        self._part(b"")

    def _fault_cut_within_a_letter(self) -> None:
        self._begun()
        whole = self._chunk({"content": "café"})
        self._part(whole[: whole.index("é".encode()) + 1])
        self._part(b"")

    def _fault_ends_early(self) -> None:
        self._begun()
        self._part(b"")

    def _fault_cut_before_a_word(self) -> None:
        self._begin()
        self.close_connection = True

    def _fault_cut_short(self) -> None:
        self._stream(self._said(), "length")

    def _fault_content_filter(self) -> None:
        self._stream(list(self._halves()), "content_filter")

    def _fault_refusal(self) -> None:
        self._stream([{"role": "assistant"}, {"refusal": f"I cannot, {self._echo()}"}])

    def _fault_no_choices(self) -> None:
        self._begin()
        self._part(self._event({"object": "chat.completion.chunk", "choices": []}))
        self._part(b"data: [DONE]\n\n")
        self._part(b"")

    def _fault_nothing(self) -> None:
        self._begin()
        self._part(b"")

    def _fault_white_space(self) -> None:
        self._stream([{"content": " \n"}, {"content": "\t "}])

    def _fault_broken_json(self) -> None:
        self._begun()
        self._part(f'data: {{"choices": [{{"{self._echo()}\n\n'.encode())
        self._listen_until_gone()

    def _fault_broken_letters(self) -> None:
        self._begun()
        self._part(self._chunk({"content": "x"}).replace(b'"x"', b'"\xff\xfe"'))
        self._listen_until_gone()

    def _fault_error_event(self) -> None:
        self._begun()
        self._part(self._event({"error": {"message": self._echo(), "code": 500}}))
        self._listen_until_gone()

    def _fault_no_delta(self) -> None:
        self._begin()
        self._part(self._event({"choices": [{"index": 0, "text": self._echo()}]}))
        self._listen_until_gone()

    def _fault_odd_types(self) -> None:
        self._begin()
        self._part(self._event({"choices": [{"index": 0, "delta": {"content": {"text": self._echo()}}}]}))
        self._listen_until_gone()

    def _fault_chunk_garbage(self) -> None:
        self._begun()
        self.wfile.write(f"zz {self._echo()}\r\n\r\n".encode())
        self._listen_until_gone()

    def _fault_stalled(self) -> None:
        self._begun()
        self._listen_until_gone()

    def _fault_stalled_when_done(self) -> None:
        self._begun()
        self._part(self._chunk({}, "stop"))
        self._listen_until_gone()

    def _fault_drip(self) -> None:
        self._begin()
        self._until_gone(lambda: self._chunked(self._chunk({"content": "more "})), 0.05)

    def _fault_keep_alive(self) -> None:
        self._begin()
        self._until_gone(lambda: self._chunked(b": still here\n\n"), 0.05)

    def _fault_empty_deltas(self) -> None:
        self._begin()
        self._until_gone(lambda: self._chunked(self._chunk({"content": ""})), 0.05)

    def _fault_huge(self) -> None:
        self._begin()
        self._until_gone(lambda: self._chunked(self._chunk({"content": "and more " * 50})), 0)

    def _fault_huge_line(self) -> None:
        self._begin()
        self._part(b"data: ")
        self._until_gone(lambda: self._chunked(b"x" * 60_000), 0)

    def _chunked(self, part: bytes) -> bytes:
        return b"%x\r\n%s\r\n" % (len(part), part)

    # What is odd, and must not matter.

    def _fault_slow_letters(self) -> None:
        """Every byte on its own, so that letters of two bytes are torn."""
        self._begin()
        for delta in self._said():
            for byte in self._chunk(delta):
                self._part(bytes((byte,)))
        self._part(self._chunk({}, "stop") + b"data: [DONE]\n\n")
        self._part(b"")

    def _fault_no_finish(self) -> None:
        """It ends with [DONE] and never says why."""
        self._begun()
        self._part(b"data: [DONE]\n\n")
        self._part(b"")
