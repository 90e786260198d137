"""The appendices once more, as a workbook whose numbers are formulas over the records."""
