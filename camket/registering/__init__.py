"""What units register for the next year, and the programme from which its items may be chosen."""
