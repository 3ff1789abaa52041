"""Every measure: what an answer scores on a case, and what many scores come to."""
