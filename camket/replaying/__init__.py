"""A recorded run done again, and every file compared byte for byte with what is published."""
