"""The sixth room: tidy tables on disk, the only thing notebooks and outside programs read."""
