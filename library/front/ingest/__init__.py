"""From files to the library: walking folders, parsing in worker processes, filing what comes back."""
