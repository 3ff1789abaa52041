"""Keeps the libraries' own logs shut: at DEBUG they write whole requests, and answers that may repeat a key."""

import logging

LIBRARIES = ("openai", "httpx", "httpcore", "llama_index", "llama_index_instrumentation")


def _nothing(record: logging.LogRecord) -> bool:
    return False


def silence() -> None:
    """Shut every logger of the libraries a call goes through.

    A filter holds where a level would not: it outlives ``setLevel``, OPENAI_LOG and a new configuration. It stands on
    each logger, as a filter on a parent is not asked about what its children say.
    """
    for name in [*LIBRARIES, *logging.root.manager.loggerDict]:
        if name.partition(".")[0] in LIBRARIES:
            logging.getLogger(name).addFilter(_nothing)
