"""What each command does, by the step of the work it belongs to."""
