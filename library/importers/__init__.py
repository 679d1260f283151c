"""Reading article files: one file per format, one table of formats. Pure functions from bytes to drafts."""
