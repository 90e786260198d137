"""What units send, from their files to a row of each commitment."""
