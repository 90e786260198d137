"""Set up a new period: folders, settings, the register carried over, and a form for each unit."""
