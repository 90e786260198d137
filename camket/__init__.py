"""camket: from the units' files to figures, appendices and the cells they came from.

>>> import camket
>>> period = camket.open_period("2022-10")
>>> period.figures["cut_off.completed"].text
'81/293 nội dung (chiếm 27,6%)'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camket.errors import CamketError as CamketError
    from camket.errors import InputError as InputError
    from camket.publishing.opened.open_period import OpenedPeriod as OpenedPeriod
    from camket.publishing.opened.open_period import list_periods as list_periods
    from camket.publishing.opened.open_period import open_period as open_period
    from camket.publishing.opened.traced_figures import Figures as Figures
    from camket.publishing.opened.traced_figures import TracedFigure as TracedFigure

__version__ = "0.1.0"
_PLACES = {
    "CamketError": "camket.errors",
    "Figures": "camket.publishing.opened.traced_figures",
    "InputError": "camket.errors",
    "OpenedPeriod": "camket.publishing.opened.open_period",
    "TracedFigure": "camket.publishing.opened.traced_figures",
    "list_periods": "camket.publishing.opened.open_period",
    "open_period": "camket.publishing.opened.open_period",
}
__all__ = [
    "CamketError",
    "Figures",
    "InputError",
    "OpenedPeriod",
    "TracedFigure",
    "__version__",
    "list_periods",
    "open_period",
]


def __getattr__(name: str) -> object:
    # Notebooks need these; the command line must start without pandas.
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'camket' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
