"""Rows are attributed to units and joined to commitments; each commitment becomes a record."""
