"""The eighth room: what the notebooks call. Figures and records become sentences, tables and charts."""
