"""The seventh room: what a page is made of. Each block owns its title, note and source and shows itself."""
