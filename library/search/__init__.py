"""The query language and its in-memory meaning."""
