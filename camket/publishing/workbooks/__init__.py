"""Workbooks: the appendices with live formulas, unit sheets, the list of problems."""
