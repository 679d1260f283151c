"""Data that ships with the program: samples, icons, themes."""
