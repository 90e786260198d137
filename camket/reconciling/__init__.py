"""Beside the run: a written report read sentence by sentence and held against the ledger."""
