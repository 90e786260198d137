"""The first import of the server from which workers are forked. It ends with the command, even while it imports."""

from camket.running.kernel import follow_parent

follow_parent()
