"""Write and read the processed tables, the only data that notebooks and other programs use."""
