"""A record gets its statuses, by rules that explain themselves or by a person."""
