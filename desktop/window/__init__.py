"""The main window: where the features meet."""
