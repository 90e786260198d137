"""From files as they arrived to records: formats, tables, joining."""
