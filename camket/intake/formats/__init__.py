"""Files of all formats become sheets of cells."""
