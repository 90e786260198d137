"""This year's items beside the next year's: which goes on as which, what was changed, what units have in common."""
