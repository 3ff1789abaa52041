"""What the embedder's adapter was trained on, and the trainer."""
