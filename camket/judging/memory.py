"""What has been found once is not looked for again, up to a bound."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

# Texts repeat in a register; how many of them are kept is a matter of memory only.
KEPT = 1 << 16


class Remembered(dict[K, V], Generic[K, V]):
    """`memory[key]` is `find(key)`, found once while it is remembered.

    When full it forgets everything: a million texts of which no two are alike pass through it at the
    price of a dictionary, where `lru_cache` keeps and mends a chain of them.
    """

    def __init__(self, find: Callable[[K], V]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: K) -> V:
        if len(self) >= KEPT:
            self.clear()
        found = self[key] = self._find(key)
        return found


class Recognised(Remembered[K, V]):
    """A memory for keys of which most may come but once: it keeps what it is asked for a second time."""

    def __init__(self, find: Callable[[K], V]) -> None:
        super().__init__(find)
        self._met: set[int] = set()

    def __missing__(self, key: K) -> V:
        found = self.recall(key)
        return self._find(key) if found is None else found

    def recall(self, key: K) -> V | None:
        """What is remembered for a key; None where it is met for the first time."""
        found = self.get(key)
        if found is not None:
            return found
        mark, met = hash(key), self._met
        if mark in met:
            return super().__missing__(key)
        if len(met) >= KEPT:
            met.clear()
        met.add(mark)
        return None
