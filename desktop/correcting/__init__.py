"""Correcting a story: its text and its facts. Knows nothing of the library: it hands over what the user wrote."""
