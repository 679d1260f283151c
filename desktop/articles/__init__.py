"""The list of stories: what stands in a row, how it is drawn, and the search field above it."""
