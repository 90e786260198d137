"""The trail from a printed number to its cells, as a page and for the terminal."""
