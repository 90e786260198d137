"""Workbooks to forward and fill in: what is published beside the pages of the notebooks."""
