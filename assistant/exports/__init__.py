"""Taking an answer, a conversation or a table of reviews away: as text, Markdown, Word, CSV and Excel.

``paper`` has the nouns of a paper. ``of_answer``, ``of_conversation`` and ``of_matrix`` lay one out, once for every
form; ``plain``, ``markdown`` and ``word`` write it, and ``table`` writes rows. The same input and the same time of
export give the same bytes. Nothing here searches or computes an answer.
"""
