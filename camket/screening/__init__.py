"""What is to be settled about the items registered for the next year: a screening, never a verdict."""
