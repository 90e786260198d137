"""The covering report: what it says (blocks), and how Word shows it."""
