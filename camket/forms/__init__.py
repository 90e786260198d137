"""Beside the flow: a period set up, and the forms that units fill, from the register and the settings."""
