"""The ground floor: a file becomes passages, passages become an index. Owns Review, Passage and the index."""
