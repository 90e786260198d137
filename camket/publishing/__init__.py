"""What is published: pages, slides, the report, workbooks, each put in its place in one step."""
