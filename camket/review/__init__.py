"""The review: the open questions listed, and answers taken from the filled-in workbook."""
