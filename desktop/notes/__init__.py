"""The panel of a story's annotations, and their editor."""
