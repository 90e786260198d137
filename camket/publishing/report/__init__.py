"""The covering report: what it says, and how Word shows it."""
