"""Many projects: each in a process of its own, a journal by content, a failure that touches no other."""
