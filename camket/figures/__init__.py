"""The fifth room: every number that will be printed, with the records it counts."""
