"""Runs a period: the steps in order, the notebooks in parallel, all outputs published or none."""
