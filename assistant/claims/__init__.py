"""Whether a claim is borne out by the passage it cites: by rules and vectors, with no model that composes."""
