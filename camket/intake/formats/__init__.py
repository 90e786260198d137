"""A file becomes sheets of cells, whatever program wrote it."""
