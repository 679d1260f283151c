"""The types everything speaks: frozen values, the standard library alone."""
