"""What the notebooks call: sentences, tables and charts."""
