"""From a printed number to its cells and from a cell to its numbers: one trail, shown in every form."""
