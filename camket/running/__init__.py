"""A run: notebooks executed in parallel, outputs published all or nothing, everything recorded."""
