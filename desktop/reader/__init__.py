"""The reading page: a story set as a document, and the pane that shows it."""
