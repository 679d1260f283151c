"""The column of shelves and sources."""
