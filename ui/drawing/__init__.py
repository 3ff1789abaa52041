"""How nouns are drawn. Nothing here computes an answer, and no text reaches the page unescaped."""
