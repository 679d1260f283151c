"""`make bench`: what users wait for, each beside the least that it could cost, measured in turns in one run."""
