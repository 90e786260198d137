"""Every printed number with its records (the ledger), and the tables on disk (the store)."""
