"""Reading aloud: what is said of a story, who says it, and the bar that shows while it is said."""
