"""The last room: the steps put together, notebooks run, outputs published whole or not at all."""
