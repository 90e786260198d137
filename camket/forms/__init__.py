"""A new period set up: its folders and settings, the register carried over, a form for each unit."""
