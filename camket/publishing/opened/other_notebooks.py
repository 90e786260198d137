"""The notebook of a project to which a figure belongs, for errors that say why it is unknown elsewhere."""

from __future__ import annotations

from pathlib import Path

from camket.publishing.opened.reckoning import make_namespace

REASON = "số liệu riêng của sổ tay {notebook}, chỉ có sau khi sổ tay đó chạy xong; {why}"
IN_NOTEBOOK = "các sổ tay chạy cùng lúc nên không dùng số liệu riêng của nhau"
IN_REPORT = (
    "báo cáo được lập trước, chỉ từ số liệu chung, để lỗi của sổ tay riêng không làm dừng báo cáo chính thức"
)


def find_notebook(project: Path, figure_id: str) -> str:
    """Returns the file of the notebook under whose name a figure is declared; empty where the project has none."""
    name, mark, _ = figure_id.partition(".")
    return next(
        (
            path.name
            for path in sorted((project / "notebooks").glob("*.ipynb"))
            if mark and name == make_namespace(path.stem)
        ),
        "",
    )
