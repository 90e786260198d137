"""What a page is made of: each block has its title, note and source, and shows itself."""
