"""This index inside any LlamaIndex program: a retriever and a query engine.

Both go through the same guards as the page: an urgent or declined question retrieves nothing, and the query
engine answers it as the page would. Import this module only where LlamaIndex is wanted; it takes seconds.
"""

from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.assistant import Assistant, open_assistant
from assistant.contract import ask_object, section_path
from assistant.nouns import Answer, Hit
from ingest.settings import Settings, load_settings


class ReviewsRetriever(BaseRetriever):
    """Passages of the reviews as LlamaIndex nodes, best first.

    Each node's text is the exact stretch ``start`` to ``end`` (code points) of the text of ``file``.
    """

    def __init__(
        self, assistant: Assistant | None = None, settings: Settings | None = None, top_k: int = 10
    ) -> None:
        self.assistant = assistant or open_assistant(settings or load_settings())
        self.top_k = top_k
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        if self.assistant.guard(query_bundle.query_str).outcome != "go_on":
            return []
        _, hits = self.assistant.search(query_bundle.query_str, top_k=self.top_k)
        return [_node(hit) for hit in hits]


class ReviewsQueryEngine(BaseQueryEngine):
    """Answers in exact quotes. ``response.metadata`` is the object of ``reviews ask --json``."""

    def __init__(self, assistant: Assistant | None = None, settings: Settings | None = None) -> None:
        self.assistant = assistant or open_assistant(settings or load_settings())
        super().__init__(callback_manager=None)

    def _query(self, query_bundle: QueryBundle) -> Response:
        return _response(self.assistant.ask(query_bundle.query_str))

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return self._query(query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


def _response(answer: Answer) -> Response:
    text = answer.text
    if answer.outcome == "urgent":
        text = "\n".join([text, *(f"{contact.label}: {contact.number}" for contact in answer.contacts)])
    return Response(text, [_node(hit) for hit in answer.hits], ask_object(answer))


def _node(hit: Hit) -> NodeWithScore:
    passage, review = hit.passage, hit.review
    metadata: dict[str, Any] = {
        "review_id": review.id,
        "title": review.title,
        "publisher": review.publisher,
        "standing": review.standing,
        "section": section_path(passage.section),
        "kind": passage.kind,
        "file": passage.file,
        "start": passage.start,
        "end": passage.end,
    }
    node = TextNode(id_=passage.id, text=passage.text, metadata=metadata)
    node.excluded_llm_metadata_keys = ["start", "end", "file"]
    return NodeWithScore(node=node, score=hit.score)
