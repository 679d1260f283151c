"""The library's public front."""
