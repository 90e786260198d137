"""Sheets become tables; each row has a kind and each cell knows its place."""
