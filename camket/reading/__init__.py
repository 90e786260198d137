"""Read files as they arrive into tables in which every cell knows its place."""
