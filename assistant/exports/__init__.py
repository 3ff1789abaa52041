"""Taking an answer, a conversation or a table away: as text, Markdown, Word, CSV and Excel.

``facts`` lists what no form may leave out. ``paper`` has the nouns of a paper; ``of_answer``, ``of_conversation``,
``of_matrix`` and ``of_actions`` lay one out, once for every form, and ``rows``, ``matrix_rows`` and ``actions_rows`` do so
for tables. ``plain``, ``markdown``, ``word`` and ``table`` write them. The same input and the same time of
export give the same bytes. Nothing here searches or computes an answer.
"""
