"""Workbooks that people fill in and return: forms, questions, drafts of the next year."""
