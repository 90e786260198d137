"""The first room: what people write by hand beside the submissions, validated when read."""
