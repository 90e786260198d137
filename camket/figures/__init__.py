"""Count every printed number, with the records it counts."""
