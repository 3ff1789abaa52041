"""What is said on standard error beside an answer: an index that is damaged, or older than the corpus."""

import sys

from assistant.assistant import Assistant
from ingest.plan import changed_files
from ui.terminal import plain


def warn_about(assistant: Assistant) -> None:
    """Print a line for each thing a reader of the answer should know of its index."""
    index = assistant.index
    for told in assistant.register.faults(assistant.settings.area):
        print(plain(f"reviews: {told}"), file=sys.stderr)
    if index.warning:
        print(f"reviews: {index.warning}", file=sys.stderr)
    changed = changed_files(assistant.settings.corpus.expanduser(), index.files)
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        what = f"the corpus has changed since the index was made ({changed[0]}{more})"
        print(plain(f"reviews: {what}. Run: reviews ingest"), file=sys.stderr)
