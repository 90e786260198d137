"""The functions that notebooks call: sentences, tables and charts from figures and records."""
