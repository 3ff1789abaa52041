"""The published JSON Schema of gold cases: what a line of eval/gold.jsonl, or of a file of one's own, may hold.

``reviews schema gold`` prints it; eval/gold.schema.json is that, committed.
"""

from typing import Any

from eval.cases import Case

NAME = "reviews.gold/1"


def gold_schema() -> dict[str, Any]:
    """The schema of one case, generated from the model that reads it."""
    made = Case.model_json_schema()
    about = "One line of a gold file (JSON Lines): a question, what a right answer holds, and where the reviews say it."
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "title": NAME,
        "description": about,
    }
