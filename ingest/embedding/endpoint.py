"""Embeddings from any OpenAI-compatible endpoint, in place of the default embedder."""

import hashlib
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from ingest.errors import ReviewsError

Result = TypeVar("Result")

MAX_TOKENS = 512
CHARACTERS_PER_TOKEN = 3  # the endpoint's tokenizer is not known; English takes 4 or more, so this is careful
BATCH = 32
CONNECT_SECONDS = 5.0
TOTAL_SECONDS = 30.0
RETRIES = 1
NO_KEY = "none"  # an empty key would make the client send OPENAI_API_KEY, meant for another server
CHECK = "Check REVIEWS_EMBEDDING_BASE_URL and REVIEWS_EMBEDDING_MODEL"


class EndpointEmbedder:
    """Sends texts to ``{base_url}/embeddings``. Nothing is sent before the first call.

    Args:
        base_url: such as ``http://localhost:11434/v1``; redirects from it are not followed.
        model: the model's name there.
        api_key: may be empty. It never appears in an error.
        dimension: numbers in a vector; None takes what the endpoint first returns.

    Raises:
        ReviewsError: the address or the model's name cannot be one.
    """

    max_tokens = MAX_TOKENS

    def __init__(self, base_url: str, model: str, api_key: str, dimension: int | None = None) -> None:
        try:
            address = urlsplit(base_url)
            port = f":{address.port}" if address.port else ""
        except ValueError:
            raise ReviewsError("The embeddings endpoint's address is not a URL", CHECK) from None
        if address.scheme not in ("http", "https") or not address.hostname or not model:
            raise ReviewsError("The embeddings endpoint needs a URL that starts with http and a model", CHECK)
        if address.username or address.password or address.query:
            raise ReviewsError(
                "The embeddings endpoint's URL holds a user name or a query",
                "Put the key in REVIEWS_EMBEDDING_API_KEY",
            )
        self._base_url, self._model, self._api_key = base_url, model, api_key
        self._server = f"{address.scheme}://{address.hostname}{port}"
        self._local = address.hostname in ("localhost", "127.0.0.1", "::1")
        self._dimension = dimension
        origin = hashlib.sha256(base_url.rstrip("/").encode()).hexdigest()[:12]
        self.fingerprint = f"endpoint-{origin}-{model}-{dimension or 'any'}-{MAX_TOKENS}"
        self._loading = threading.Lock()

    @property
    def dimension(self) -> int:
        """Numbers in a vector; asks the endpoint if it is not known yet, hence raises as ``embed`` does."""
        if self._dimension is None:
            self.embed(["dimension"])
        assert self._dimension is not None
        return self._dimension

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of texts; what the endpoint does with a text over its limit is its own affair.

        Returns:
            Shape (len(texts), dimension), float32, rows of length 1, in the order of the texts.

        Raises:
            ReviewsError: the endpoint cannot be reached, refuses, takes over 30 s for 32 texts (its one retry
                included), or returns anything but one finite vector of the same dimension for each text.
        """
        batches = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)]
        if not batches:
            return np.empty((0, self.dimension), np.float32)
        return np.concatenate([self._checked(self._request(batch), len(batch)) for batch in batches])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """An estimate on the careful side: a third of the characters, rounded up."""
        return [-(-len(text) // CHARACTERS_PER_TOKEN) for text in texts]

    def _request(self, texts: Sequence[str]) -> Any:
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        with self._loading:
            client = self._client
        import openai

        try:
            return _within(TOTAL_SECONDS, lambda: client.get_text_embedding_batch(clean))
        except (openai.APITimeoutError, TimeoutError):
            problem, step = "did not answer in time", "Check that the server runs, then try again"
        except openai.APIConnectionError:
            problem, step = "cannot be reached", "Check REVIEWS_EMBEDDING_BASE_URL and that the server runs"
        except (openai.AuthenticationError, openai.PermissionDeniedError):
            problem, step = "refused the key", "Check REVIEWS_EMBEDDING_API_KEY"
        except openai.APIStatusError as error:
            problem, step = f"answered with HTTP status {error.status_code}", CHECK
        except Exception:  # the client meets an answer it cannot read with errors of many types
            problem, step = "sent an answer that is not embeddings", CHECK
        # The client's own message may repeat what the server sent, which may repeat the key: it is dropped.
        raise ReviewsError(f"The embeddings endpoint {self._server} {problem}", step) from None

    def _checked(self, answer: Any, count: int) -> npt.NDArray[np.float32]:
        try:
            vectors: npt.NDArray[np.float64] = np.asarray(answer, np.float64)
        except (TypeError, ValueError):  # rows of different lengths, or not numbers
            vectors = np.empty(0)
        if vectors.ndim != 2 or len(vectors) != count or not vectors.size:
            raise self._wrong(f"did not return one vector for each of {count} texts")
        if self._dimension not in (None, vectors.shape[1]):
            raise self._wrong(f"returned vectors of {vectors.shape[1]} numbers, not {self._dimension}")
        # Scaled by the largest number first, so that the squares cannot overflow.
        largest = np.abs(vectors).max(axis=1, keepdims=True)
        if not np.isfinite(largest).all() or not largest.all():
            raise self._wrong("returned a vector that is zero or holds a number that is not finite")
        vectors = vectors / largest
        vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        self._dimension = vectors.shape[1]
        return vectors.astype(np.float32)

    def _wrong(self, problem: str) -> ReviewsError:
        return ReviewsError(f"The embeddings endpoint {self._server} {problem}", CHECK)

    @cached_property
    def _client(self) -> Any:
        import httpx
        from llama_index.embeddings.openai_like import OpenAILikeEmbedding

        def connect_fast(request: httpx.Request) -> None:
            # LlamaIndex takes one number for all timeouts and overrides the http client's with it.
            request.extensions["timeout"]["connect"] = CONNECT_SECONDS

        http_client = httpx.Client(
            follow_redirects=False,  # a redirect would carry the texts to another server
            trust_env=not self._local,  # a proxy cannot reach this machine's own address
            event_hooks={"request": [connect_fast]},
        )
        return OpenAILikeEmbedding(
            model_name=self._model,
            embed_batch_size=BATCH,
            api_key=self._api_key or NO_KEY,
            api_base=self._base_url,
            max_retries=RETRIES,
            timeout=TOTAL_SECONDS,
            http_client=http_client,
        )


def _within(seconds: float, call: Callable[[], Result]) -> Result:
    """Result of a call, or TimeoutError after so many seconds of wall clock.

    The http client's timeouts count from byte to byte, so a server that drips could hold it for ever. The
    thread of a call that took too long is left to end by itself and does not keep the process alive.
    """
    results: list[Result] = []
    errors: list[BaseException] = []

    def work() -> None:
        try:
            results.append(call())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=work, daemon=True, name="embeddings-endpoint")
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not results:
        raise TimeoutError
    return results[0]
