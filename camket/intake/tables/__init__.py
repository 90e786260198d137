"""A sheet becomes tables whose every row has a kind and whose every cell knows its place."""
