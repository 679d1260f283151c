"""Stories as open formats."""
