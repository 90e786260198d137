"""A notebook for an analysis of one's own, and the one to start from."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

from camket.errors import UsageError
from camket.figures.staging import write_file_atomically

START = "bat_dau.ipynb"
_TEMPLATE = "own_notebook.ipynb"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_TITLE, _CELL = "TÊN SỔ TAY", "own-notebook"
_PACKAGE = Path(__file__).parents[1]
# In an installed package, and in a checkout.
SHIPPED = (_PACKAGE / "notebooks", _PACKAGE.parent / "notebooks")


def is_shipped(notebook: Path) -> bool:
    """Whether a notebook is one of camket's as it was installed."""
    return notebook.parent in SHIPPED


def write_notebook(project: Path, name: str) -> Path:
    """Writes the template into the project's `notebooks/`; returns its path.

    Raises `UsageError` for a name that is no file name in plain letters, that camket uses, or that is there already.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            where=f"camket new-notebook {name}",
            found="tên không dùng được",
            expected="chữ thường không dấu, số, dấu gạch dưới, tối đa 40 ký tự",
            remedy="ví dụ: camket new-notebook tien_do_giai_ngan",
        )
    path = project / "notebooks" / f"{name}.ipynb"
    if path.exists() or any((folder / path.name).exists() for folder in SHIPPED):
        raise UsageError(
            where=f"camket new-notebook {name}",
            found=f"đã có sổ tay {path.name}",
            expected="tên chưa dùng",
            remedy="chọn tên khác, hoặc mở sổ tay ấy bằng camket lab",
        )
    template = json.loads(files("camket.exchange").joinpath(_TEMPLATE).read_text("utf-8"))
    for cell in template["cells"]:
        cell["id"] = cell["id"].replace(_CELL, name.replace("_", "-"))
        cell["source"] = [
            line.replace(_TITLE, name.replace("_", " ").capitalize()) for line in cell["source"]
        ]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file_atomically(path, (json.dumps(template, ensure_ascii=False, indent=1) + "\n").encode())
    return path


def write_start(project: Path) -> Path:
    """Returns the folder of the project's notebooks, with the one to start from; what is there is left as it is."""
    folder = project / "notebooks"
    if not (folder / START).exists():
        folder.mkdir(parents=True, exist_ok=True)
        shipped = next(each / START for each in SHIPPED if (each / START).is_file())
        write_file_atomically(folder / START, shipped.read_bytes())
    return folder
