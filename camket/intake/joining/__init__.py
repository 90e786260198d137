"""Is this item that one? One engine of named comparisons, for rows of a commitment and for lists of two years."""
