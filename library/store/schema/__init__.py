"""Schema steps as numbered SQL files."""
