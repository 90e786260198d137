"""The slides for the meeting, made from the executed notebooks, in one file."""
