"""A sample of a period, read blind by people: how many of its records may be wrong at most."""
