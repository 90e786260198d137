"""This year's items against next year's, one to one: what is the same, what was changed, what a person has to say."""
