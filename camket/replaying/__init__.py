"""Runs a recorded period again and compares every file with the published one, byte for byte."""
