"""A run of the evaluation as a folder: what was asked, what came, what it scored, and how two of them differ."""
