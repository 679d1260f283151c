"""Broadsheet without a window: article files in, a library of stories, search and annotations. Never imports Qt."""
