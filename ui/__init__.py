"""People: the chat page and the command line."""
