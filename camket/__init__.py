"""camket: from the units' files to figures, appendices and the cells they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camket.publishing.analyses.opened_period import open_period as open_period

__all__ = ["open_period"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # Notebooks need `open_period`; the command line must start without pandas.
    if name == "open_period":
        from camket.publishing.analyses.opened_period import open_period

        return open_period
    raise AttributeError(name)
