"""What goes out in Excel and comes home: forms, questions, drafts of the next year."""
