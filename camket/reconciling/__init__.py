"""Checks a written report against the figures, statement by statement."""
