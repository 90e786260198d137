"""What people write by hand beside the submissions, and the vocabulary of a project: scheme and fields."""
