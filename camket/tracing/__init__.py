"""The trail from a printed number to its cells and from a cell to its numbers."""
