"""How quick the page is, and how it stands many readers: ``python -m ui.load`` writes ``eval/results/page.md``."""
