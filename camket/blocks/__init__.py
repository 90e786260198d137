"""The blocks of a page. Each block holds its title, note and source and can display itself."""
