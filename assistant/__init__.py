"""A question becomes a cited answer: guard, interpret, retrieve, select, ground."""
