"""The notebook: every highlight and note of the library in one list, filtered, opened and changed many at once."""
