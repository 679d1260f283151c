"""The table of actions and what is derived from it."""
