"""Published files held against the ledger, another period, or a second run."""
