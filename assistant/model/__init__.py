"""The door to a language model: any endpoint that speaks the chat-completions protocol, and nothing else of it."""
