"""Readers: one for each format, from a file to its canonical text.

What parses a format that can be hostile runs in a process of its own (``isolated``); text and Markdown are decoded here.
"""

from ingest.readers.document import Document, Finding
from ingest.readers.formats import DOCUMENT_SUFFIXES, VERSION, Limits

__all__ = [
    "DOCUMENT_SUFFIXES",
    "VERSION",
    "Document",
    "Finding",
    "Limits",
]
