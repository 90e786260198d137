"""What is shown in the meeting: slides from the executed notebooks, in one file."""
