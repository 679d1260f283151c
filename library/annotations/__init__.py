"""Describing and finding passages."""
