"""Written mode as the assistant uses it: opened at the first answer, remembers answers, falls back to quotes."""

import hashlib
import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.claims.checker import open_checker
from assistant.model.address import read_address
from assistant.model.nouns import Message, Model, ModelFailed, Usage
from assistant.nouns import Account, Composing, Query, Wrote
from assistant.papers import Papers
from assistant.parts import Draft
from assistant.retrieve import Evidence
from assistant.written.merging import merged
from assistant.written.prompts import load_prompts
from assistant.written.writing import Limits, Writer, Written
from ingest.errors import ReviewsError
from ingest.settings import Settings

if TYPE_CHECKING:
    from ingest.embedding import Embedder

REMEMBERED = 256  # answers
LONGEST_QUESTION = 600  # characters of a question that a model has condensed
_SHAPES = ("fact", "list", "which", "compare")
_CONDENSING_TOKENS = 120


@dataclass(frozen=True, slots=True)
class Made:
    """An answer's parts as written mode leaves them; ``fallback``: why they are quotes, or why writing broke off."""

    draft: Draft
    account: Account | None = None
    fallback: str | None = None


class WrittenMode:
    """Composes with the model that settings name. Safe to share between threads."""

    def __init__(
        self,
        settings: Settings,
        embedder: Callable[[], "Embedder"],
        open_model: Callable[[Settings], Model] | None = None,
    ) -> None:
        self.settings = settings
        self._embedder = embedder
        self._open_model = open_model or _endpoint
        self._writer: Writer | None = None
        self._opening = threading.Lock()
        self._remembered: OrderedDict[str, Made] = OrderedDict()
        self._warming: threading.Thread | None = None

    def warm(self) -> threading.Thread | None:
        """Load all that writing needs in a thread of its own: it takes seconds, and searching goes on meanwhile.

        Returns:
            The thread, for who wants to wait for it; None where nothing is written, or something was before.
        """
        if self.settings.writes and self._warming is None and self._writer is None:
            self._warming = threading.Thread(target=self._open_quietly, daemon=True)
            self._warming.start()
        return self._warming

    def _open_quietly(self) -> None:
        try:
            self.writer.warm()
        except ReviewsError:
            pass  # whoever needs the writer meets it again
        except Exception:
            if threading.main_thread().is_alive():
                raise
            # The program is ending in the middle of an import, which nobody needs any more.

    def compose(
        self, query: Query, evidence: Evidence, found: Draft, papers: Papers
    ) -> Iterator[Composing | Wrote | Made]:
        """Yield what happens; the last is the answer's parts, whatever became of the model.

        Nothing is sent where nothing was found, where the record answers, or where a number is asked for.
        """
        if found.outcome not in ("answered", "partly") or found.of_record or query.shape not in _SHAPES:
            yield Made(found)
            return
        if self._writer is None or (self._warming and self._warming.is_alive()):
            yield Composing("Loading what the model's words are checked with, which takes seconds once")
        try:
            writer = self.writer
        except ReviewsError as error:
            yield Made(found, fallback=str(error))
            return
        key = self._key(query, found, papers, writer)
        if known := self._known(key):
            yield known
            return
        started = time.monotonic()
        try:
            for event in writer.write(query, evidence, found, papers):
                if not isinstance(event, Written):
                    yield event
                    continue
                made = Made(merged(query, found, event), event.account, event.fault or None)
                if not event.fault:
                    self._remember(key, made)
                yield made
        except ModelFailed as failure:
            seconds = round(time.monotonic() - started, 2)
            yield Made(found, Account(writer.model.name, writer.host, seconds=seconds), failure.said)

    def condensed(self, question: str, earlier: Sequence[str]) -> str:
        """A follow-up as a question that stands alone, by the model; the question as it is where that fails."""
        try:
            writer = self.writer
            prompt = writer.prompts.fill("condense", question=question, earlier="\n".join(earlier))
            until = time.monotonic() + min(self.settings.answer_seconds, self.settings.first_token_seconds)
            pieces = writer.model.stream(
                [Message("user", prompt)], most_tokens=_CONDENSING_TOKENS, until=until
            )
            text = "".join(piece for piece in pieces if not isinstance(piece, Usage))
        except (ModelFailed, ReviewsError):
            return question
        line = " ".join(text.split()).strip("\"'")
        return line if 0 < len(line) <= LONGEST_QUESTION else question

    @property
    def writer(self) -> Writer:
        """The writer; the prompts are checked and the endpoint's settings read when it is first used.

        Raises:
            ReviewsError: no model is set, or a prompt file is not as it must be.
        """
        with self._opening:
            if self._writer is None:
                settings = self.settings
                self._writer = Writer(
                    model=self._open_model(settings),
                    host=host_of(settings),
                    checker=open_checker(self._embedder(), settings.home.expanduser() / "models"),
                    prompts=load_prompts(),
                    limits=Limits(
                        settings.written_passages,
                        settings.written_tokens,
                        settings.answer_tokens,
                        settings.answer_seconds,
                    ),
                    mark_uncited=settings.uncited == "marked",
                    judge=settings.judge,
                )
            return self._writer

    def _key(self, query: Query, found: Draft, papers: Papers, writer: Writer) -> str:
        """What makes two questions one: what is asked, of which texts, by which prompts and which model."""
        parts = (
            query.standalone,
            query.shape,
            query.item,
            query.searched,
            {name: list(values) for name, values in query.filters.items()},
            [(one.file, one.start, one.end) for one in found.composer.citations],
            papers.fingerprint,
            papers.built_at,
            hashlib.sha256("\0".join(sorted(papers.reviews)).encode()).hexdigest(),
            writer.prompts.fingerprint,
            writer.model.name,
            writer.host,
            repr(writer.limits),
            writer.mark_uncited,
            writer.judge,
        )
        return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()

    def _known(self, key: str) -> Made | None:
        with self._opening:
            made = self._remembered.get(key)
            if made is None:
                return None
            self._remembered.move_to_end(key)
        assert made.account is not None
        return replace(
            made, account=replace(made.account, cached=True, calls=0, sent=0, received=0, seconds=0.0)
        )

    def _remember(self, key: str, made: Made) -> None:
        with self._opening:
            self._remembered[key] = made
            while len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)


def host_of(settings: Settings) -> str:
    """Where questions and passages go: host and port, as the endpoint names them.

    Raises:
        ReviewsError: the settings hold no address that can be used.
    """
    return read_address(settings.openai_base_url).where


def _endpoint(settings: Settings) -> Model:
    from assistant.model.endpoint import open_endpoint

    endpoint = open_endpoint(settings)
    endpoint.prepare()  # before the clock of an answer starts
    return endpoint
