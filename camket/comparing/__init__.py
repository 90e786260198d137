"""`camket diff`: two states of the tables held against each other, figure by figure and record by record."""
