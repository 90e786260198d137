"""The ninth room: an executed notebook becomes a page, and the page becomes HTML or PDF."""
