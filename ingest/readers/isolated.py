"""Reads files in a process of its own, so that a parser's crash, hunger or endless loop costs one file and no more.

The process is started with the first file and takes others until one goes wrong; then it is ended and started anew.
A line of JSON asks, a line of JSON answers.
"""

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from ingest.child import environment
from ingest.errors import FileUnreadable
from ingest.readers.document import Document, Finding
from ingest.readers.formats import Limits, parse

GRACE = 20  # seconds beyond the limit for the process to begin


class IsolatedReader:
    """A process that reads files; use it as a context, or ``close`` it."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.grace: float = GRACE
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._lock = threading.Lock()

    def __enter__(self) -> "IsolatedReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path) -> Document:
        """The document in a file.

        Raises:
            FileUnreadable: it cannot be read, took too long or too much memory, or brought its reader down.
        """
        with self._lock:
            answer = self._ask(path)
        if "error" in answer:
            raise FileUnreadable(answer["error"], answer["next_step"])
        findings = tuple(Finding(what, detail, page) for what, detail, page in answer["findings"])
        return Document(answer["text"], tuple(answer["page_starts"]), findings)

    def _ask(self, path: Path) -> dict[str, Any]:
        process = self._started()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps({"path": str(path.absolute())}).encode() + b"\n")
            process.stdin.flush()
            line = self._answers.get(timeout=self.limits.seconds + self.grace)
        except queue.Empty:
            self._end()
            raise FileUnreadable(
                f"{path.name}: reading it took over {self.limits.seconds} seconds",
                "Split the file or take it out",
            ) from None
        except OSError:
            line = b""
        answer = _whole(line)
        if answer is None:
            self._end()
            raise FileUnreadable(
                f"{path.name}: its reader broke down, or needed over {self.limits.memory_mb} MB",
                "Replace the file or take it out",
            )
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                command("ingest.readers.isolated", self.limits),
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(sys.path),
            )  # fmt: skip
            self._answers = queue.Queue()
            threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True).start()
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()


def command(module: str, limits: Limits) -> list[str]:
    """The command that runs a module in a process of its own; it is told its limits, and holds itself to them."""
    told = json.dumps({name: getattr(limits, name) for name in Limits.__slots__})
    return [sys.executable, "-m", module, told]


def _listen(process: "subprocess.Popen[bytes]", answers: "queue.Queue[bytes]") -> None:
    """Hand on every answer, and an empty one when the process is gone."""
    assert process.stdout is not None
    for line in process.stdout:
        answers.put(line)
    answers.put(b"")


def _whole(line: bytes) -> dict[str, Any] | None:
    """The answer in a line; None where the process was gone before it had written all of it."""
    if not line.endswith(b"\n"):
        return None
    try:
        answer = json.loads(line)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _serve(limits: Limits) -> None:
    """Answer what is asked on standard input until it ends."""
    hold_back(limits)
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes nowhere near the answers
    for line in sys.stdin.buffer:
        told.write(json.dumps(_answer(Path(json.loads(line)["path"]), limits)).encode() + b"\n")
        told.flush()


def _answer(path: Path, limits: Limits) -> dict[str, Any]:
    try:
        found = parse(path, limits)
        if len(found.text) > limits.max_characters:
            raise FileUnreadable(
                f"{path.name}: {len(found.text):,} characters are over the limit of {limits.max_characters:,}",
                "Split the file, or raise REVIEWS_MAX_CHARACTERS",
            )
    except FileUnreadable as error:
        return {"error": error.message, "next_step": error.next_step}
    except MemoryError:
        return {
            "error": f"{path.name}: it needs over {limits.memory_mb} MB",
            "next_step": "Split the file or take it out",
        }
    except RecursionError:
        return {
            "error": f"{path.name}: it is nested too deep",
            "next_step": "Save the file anew or take it out",
        }
    except Exception as error:
        return {
            "error": f"{path.name}: it could not be read ({type(error).__name__})",
            "next_step": "Replace the file or take it out",
        }
    return {
        "text": found.text,
        "page_starts": found.page_starts,
        "findings": [(one.what, one.detail, one.page) for one in found.findings],
    }


def hold_back(limits: Limits) -> None:
    """Bound the memory of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit holds there too
        return
    room = limits.memory_mb * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _serve(Limits(**json.loads(sys.argv[1])))
