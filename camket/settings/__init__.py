"""What is data of the program and of a project: the dictionary of fields, and the scheme of statuses and groups."""
