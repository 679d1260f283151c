"""PDF: from glyphs at places on pages to the text as it was set. One module for each step, in this order: engine,
glyphs, runs, furniture, order, paragraphs, blocks, head.
"""
