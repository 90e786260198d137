"""What units register for the next year: read, matched with this year's items, screened, drafted."""
