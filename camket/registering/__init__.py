"""Read what units register for the next year, and the programme that its items may come from."""
