"""Screen the items registered for the next year; a person decides, the screening only proposes."""
