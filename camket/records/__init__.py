"""Attribute rows to units, join them to commitments, and turn them into records."""
