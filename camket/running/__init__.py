"""The steps put together, notebooks run, outputs published whole or not at all."""
