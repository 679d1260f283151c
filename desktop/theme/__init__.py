"""The look: themes, type, palette, icons. Everything here is data or made from data."""
