"""Kept runs made ready to be looked at: which there are, what one of them says, and why a case falls short."""
