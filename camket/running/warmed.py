"""The last import of the server from which workers are forked: it has run a notebook and made a page of it.

What the first notebook of a process loads, compiles and looks up is so done once, while the command reads its files,
and not by each worker. Typst is left out, for it starts threads.
"""

from __future__ import annotations

import gc
import os
import tempfile
from datetime import date
from pathlib import Path

import matplotlib as mpl
import nbformat

from camket.collection import collect_seldom
from camket.publishing.analyses.drawn_bars import draw_bars
from camket.publishing.blocks.bars import Bars, Point, Series
from camket.publishing.blocks.block import Cover
from camket.publishing.pages.html import page_to_html
from camket.publishing.pages.navigation import find_neighbours
from camket.publishing.pages.page import Page
from camket.publishing.pages.source_workbook import write_sources
from camket.running.engines import IN_PROCESS, Watch, execute
from camket.running.jobs import Limits

_CELLS = (
    "import camket\nimport pandas as pd\n"
    'frame = pd.DataFrame({"unit": pd.Categorical(["a", "b"]), "text": ["Đã xong", "Chưa"]})',
    "frame.groupby('unit', observed=True).size()",
    "from camket.publishing.blocks.block import Column, Paragraph, Row, Table\n"
    "Table(title='Bảng', columns=(Column(heading='Đơn vị'),), rows=(Row(cells=(('a',),)),))",
    "Paragraph(text=('Đoạn văn',))",
)
_BARS = Bars(
    scale="share",
    categories=("a",),
    series=(Series(name="b", colours=("#333333",), points=(Point(number=1),)),),
)


def warm_up() -> None:
    """Runs a notebook, draws a chart and sets a page. What it changed in this process is put back."""
    environment = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="camket-") as folder, mpl.rc_context():
        os.environ["IPYTHONDIR"] = folder
        notebook = Path(folder) / "warm.ipynb"
        cells = [nbformat.v4.new_code_cell(source) for source in _CELLS]  # type: ignore[no-untyped-call]
        made = nbformat.v4.new_notebook(cells=cells)  # type: ignore[no-untyped-call]
        notebook.write_text(nbformat.writes(made), encoding="utf-8")  # type: ignore[no-untyped-call]
        execute(notebook, Watch("warm", Limits(1, 1)), {}, IN_PROCESS)
        cover = Cover(title="Trang", agency="", superior="", issued=date(2000, 1, 1))
        page_to_html(Page(cover=cover, blocks=()), find_neighbours("warm", ()))
        write_sources(cover, [])
        draw_bars(_BARS)
    os.environ.clear()
    os.environ.update(environment)


def count_threads() -> int:
    """The threads of this process, those of its libraries included; 1 where the system does not say."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else 1


warm_up()
if count_threads() > 1:
    raise RuntimeError("a process with several threads must not be forked")
gc.collect()
# A collection in a worker would touch, and so copy, all that it shares with the server.
gc.freeze()
collect_seldom()
