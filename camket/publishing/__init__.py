"""Figures and records as pages, slides, the covering report, workbooks and the trace."""
