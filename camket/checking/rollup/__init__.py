"""Figures of many projects added up, each with the way back to the project that it came from."""
