"""A row finds its unit and its commitment and becomes a record."""
