"""What a run was made from and what it made, written down: the manifest, the research object, the history."""
