"""The files that people write by hand, and the vocabulary of a project: its scheme and fields."""
