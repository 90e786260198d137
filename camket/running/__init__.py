"""A run: notebooks executed side by side, outputs published whole, everything put on record."""
