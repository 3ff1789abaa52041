"""The Evaluation page in parts: the list of runs, one run, two compared, the cases and one case."""
