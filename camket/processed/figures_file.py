"""Write and read the ledger of figures, `figures.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from camket.figures.ledger import Figure

FIGURES = "figures.json"
_FIELDS = ("id", "label", "scope", "numerator", "denominator", "percent", "text", "population", "records")


def write_figures(folder: Path, figures: Iterable[Figure]) -> None:
    """Write the ledger as a JSON list, in order."""
    write_json(folder / FIGURES, [figure_data(figure) for figure in figures])


def figure_data(figure: Figure) -> dict[str, Any]:
    """A figure as plain data with the keys of `figures.json`."""
    return {name: getattr(figure, name) for name in _FIELDS}


def read_figures(folder: Path, *, zero_padded: bool) -> dict[str, Figure]:
    """Read the ledger by figure id; `zero_padded` is the period's number format."""
    return {
        data["id"]: Figure(**{**data, "records": tuple(data["records"]), "zero_padded": zero_padded})
        for data in json.loads((folder / FIGURES).read_text(encoding="utf-8"))
    }


def write_json(path: Path, data: object) -> None:
    """Write JSON in the common form: UTF-8, indented, the same bytes for the same data."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
