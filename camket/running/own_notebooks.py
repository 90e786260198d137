"""The notebooks that a project adds of its own: the head of their pages, and the figures that they declare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from camket.errors import InputError
from camket.figures.ledger import Figure
from camket.figures.reference_code import write_own
from camket.figures.store import restore_figure, write_figures
from camket.publishing.blocks.block import BLOCK_MIME, LedgerLine

if TYPE_CHECKING:
    from nbformat import NotebookNode


def add_head(notebook: NotebookNode, period: str) -> None:
    """Puts the head of a page into an executed notebook that has none, as an output of its first code cell."""
    from camket.publishing.analyses.opened_period import open_analysis
    from camket.publishing.analyses.page_wording import make_head

    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    bundles = (output.get("data", {}).get(BLOCK_MIME) for cell in code for output in cell.outputs)
    if not code or any(isinstance(block, dict) and block.get("kind") == "cover" for block in bundles):
        return
    head = make_head(open_analysis(period))
    data: dict[str, object] = {BLOCK_MIME: head.model_dump(mode="json"), "text/plain": ""}
    code[0].outputs.insert(0, _make_output(data))


def merge_declared(
    tables: Path, ledger: Mapping[str, Figure], declared: Mapping[str, Iterable[LedgerLine]]
) -> dict[str, Figure]:
    """Returns the ledger with the figures that notebooks declared, by notebook, and writes it.

    Raises `InputError` for an id that the ledger or another notebook has.
    """
    merged = dict(ledger)
    owner = dict.fromkeys(ledger, "sổ số liệu")
    zero_padded = next((figure.zero_padded for figure in ledger.values()), True)
    for notebook, lines in sorted(declared.items()):
        for line in lines:
            if line.id in merged:
                raise InputError(
                    where=f"{notebook}.ipynb › {line.id}",
                    found=f"mã số liệu này đã có ở {owner[line.id]}",
                    expected="mã số liệu của riêng sổ tay, không trùng",
                    remedy="đổi tên sổ tay hoặc đổi name=… trong period.figure(…)",
                )
            data = {**line.model_dump(), "records": line.records}
            merged[line.id] = restore_figure(data, zero_padded=zero_padded)
            owner[line.id] = f"{notebook}.ipynb"
    own = [name for name in merged if name not in ledger]
    if own:
        write_figures(tables, merged.values())
    write_own(tables, own)
    return merged


def _make_output(data: dict[str, object]) -> NotebookNode:
    from nbformat.v4 import new_output

    output: NotebookNode = new_output("display_data", data=data)  # type: ignore[no-untyped-call]
    return output
