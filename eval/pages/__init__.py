"""A run as one page that needs nothing beside it: plots, figures, and every case that falls short with its passages."""
