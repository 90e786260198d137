"""The provenance of a run: its manifest, its RO-Crate and the history of all runs."""
