"""Turns an executed notebook into a page, and the page into HTML or PDF."""
