"""LlamaIndex as its first tutorial has it: ``SentenceSplitter``, ``VectorStoreIndex``, the five nearest nodes.

Its splitter's own sizes, or others; the embedder is the same as ours, which sees the first 256 tokens of a text. What it
finds is what it answers, a node a statement: a model that would write from them is not here. It refuses nothing.
Import this module only where it is wanted; LlamaIndex takes seconds.
"""

from collections.abc import Callable, Sequence
from typing import Any

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import BaseNode, TextNode
from pydantic import PrivateAttr

from assistant.nouns import Answer, Hit, Query, Turn
from assistant.select import Pick
from eval.solvers.asked import TOP_K
from eval.solvers.baselines import quoted
from ingest.embedding import Embedder
from ingest.index import Index
from ingest.nouns import Passage, Review, Sentence

NEAREST = 5
SIZE, OVERLAP = 1_024, 200  # tokens, as the splitter has them when nobody says


class Starter:
    """The starter over the texts of an index.

    Args:
        index: whose reviews it reads.
        embedder: the one of that index.
        source: the canonical text of a file.
        size: of a chunk at most, in tokens as the splitter counts them.
        overlap: of two chunks.
    """

    def __init__(
        self,
        index: Index,
        embedder: Embedder,
        source: Callable[[str], str],
        size: int = SIZE,
        overlap: int = OVERLAP,
    ) -> None:
        self.index = index
        documents = [
            Document(
                text=source(review.file),
                id_=review.id,
                metadata={"file_name": review.file},
                excluded_embed_metadata_keys=["file_name"],
            )
            for review in index.reviews.values()
        ]
        splitter = SentenceSplitter(chunk_size=size, chunk_overlap=overlap)
        nodes = splitter.get_nodes_from_documents(documents)
        self._passages = {
            node.node_id: _passage(node, index.reviews[node.ref_doc_id or ""], number)
            for number, node in enumerate(nodes)
        }
        self._retriever = VectorStoreIndex(nodes, embed_model=_Ours(embedder)).as_retriever(
            similarity_top_k=NEAREST
        )

    @property
    def passages(self) -> Sequence[Passage]:
        """Its nodes, each as a passage with its place in the file."""
        return tuple(self._passages.values())

    def search(
        self, question: str, history: Sequence[Turn] = (), top_k: int = TOP_K
    ) -> tuple[Query, tuple[Hit, ...]]:
        """The nearest nodes."""
        found = [
            (self._passages[one.node.node_id], one.score or 0.0) for one in self._retriever.retrieve(question)
        ]
        hits = (Hit(passage, self.index.reviews[passage.review_id], score) for passage, score in found)
        return Query(question, question, question, "fact"), tuple(hits)[:top_k]

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The nearest nodes, word for word."""
        _, hits = self.search(question, history)
        picks = [Pick(hit.passage, hit.passage.sentences, hit.score) for hit in hits]
        return quoted(question, self.index, picks, hits)


def _passage(node: BaseNode, review: Review, ordinal: int) -> Passage:
    """A node as a passage of one sentence."""
    assert isinstance(node, TextNode) and node.start_char_idx is not None
    start, end = node.start_char_idx, node.start_char_idx + len(node.text)
    whole = (Sentence(start, end, 0, "context"),)
    return Passage(node.node_id, review.id, review.file, (), "context", node.text, start, end, ordinal, whole)


class _Ours(BaseEmbedding):  # type: ignore[misc]  # its base is not typed
    """Our embedder as LlamaIndex asks one."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder, **given: Any) -> None:
        super().__init__(model_name="ours", **given)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embeddings([query])[0]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        found: list[list[float]] = self._embedder.embed(texts).tolist()
        return found
