"""What changed between two versions of a story. Pure: knows the model alone."""
