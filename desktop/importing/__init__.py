"""Choosing files, progress and the report."""
