"""Web pages read with care: the parts that `html` puts together, and `markdown` borrows from."""
