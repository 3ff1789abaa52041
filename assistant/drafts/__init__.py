"""Somebody's own paper checked against the reviews: what it says of them, what it quotes, whom it credits."""
