"""`camket diff`: compares two snapshots of the tables, figure by figure and record by record."""
