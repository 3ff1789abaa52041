"""This index inside LlamaIndex: the retriever and the query engine, with the same guards."""

import asyncio

import pytest
from conftest import Corpus
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine

from assistant.llamaindex import ReviewsQueryEngine, ReviewsRetriever

GOOD = "what did Child H recommend on bruising?"
STOPPED = {
    "urgent": "baby not breathing in Eastbourne",
    "personal_data": "what do reviews say of NHS 999 000 0018?",
    "blame": "whose fault was it that Child S got hurt?",
}


def test_the_retriever_gives_the_hits_of_search(corpus: Corpus) -> None:
    nodes = ReviewsRetriever(corpus.assistant, top_k=5).retrieve(GOOD)
    hits = corpus.search(GOOD, 5)["hits"]
    assert [(n.node.node_id, n.score) for n in nodes] == [(h["passage_id"], h["score"]) for h in hits]
    for found in nodes:
        place = found.node.metadata
        assert found.node.get_content() == corpus.text(place["file"])[place["start"] : place["end"]]


def test_the_retriever_serves_a_query_engine_of_llamaindex(shipped: Corpus) -> None:
    engine = RetrieverQueryEngine.from_args(ReviewsRetriever(shipped.assistant, top_k=3), llm=MockLLM())
    response = engine.query(GOOD)
    assert len(response.source_nodes) == 3
    assert response.source_nodes[0].node.get_content() in str(response)  # the mock says what it was told


def test_the_query_engine_answers_as_the_command_line_does(shipped: Corpus) -> None:
    response = ReviewsQueryEngine(shipped.assistant).query(GOOD)
    expected = shipped.ask(GOOD)
    for one in (expected, response.metadata):
        one.pop("timings_ms")
    assert response.metadata == expected and str(response) == expected["text"]
    assert [n.node.node_id for n in response.source_nodes] == [h["passage_id"] for h in expected["hits"]]
    assert str(asyncio.run(ReviewsQueryEngine(shipped.assistant).aquery(GOOD))) == expected["text"]


@pytest.mark.parametrize("reason", STOPPED)
def test_the_guards_hold(shipped: Corpus, reason: str) -> None:
    question = STOPPED[reason]
    assert ReviewsRetriever(shipped.assistant).retrieve(question) == []
    response = ReviewsQueryEngine(shipped.assistant).query(question)
    assert response.source_nodes == [] and (response.metadata["reason"] or "urgent") == reason
    assert ("Emergency services: 999" in str(response)) == (reason == "urgent")
    assert "999 000 0018" not in str(response) + str(response.metadata)


def test_an_urgent_answer_names_the_numbers(shipped: Corpus) -> None:
    said = str(ReviewsQueryEngine(shipped.assistant).query(STOPPED["urgent"]))
    assert all(contact["number"] in said for contact in shipped.ask(STOPPED["urgent"])["contacts"])
