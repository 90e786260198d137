"""`camket replay`, `camket diff` and `camket lab`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import UTC, datetime

from camket.commands.progress import show_progress
from camket.errors import REPLAY_DIFFERS


def replay(options: argparse.Namespace) -> int:
    """Runs a recorded period again; returns 13 where a file differs."""
    from camket.inputs.project import open_folder
    from camket.replaying.replay import replay_period
    from camket.running.run import count_steps

    folder = open_folder(options.project, options.period)
    with show_progress(count_steps(folder)) as progress:
        found = replay_period(
            folder, at=datetime.now(UTC), jobs=options.jobs, progress=progress,
            on_change=lambda change: print(f"✗ {change.says}", flush=True),
        )  # fmt: skip
    if found.compared is None:
        print(
            f"Tệp nguồn không còn như lần chạy đã ghi nên không chạy lại. Tệp thay đổi là đúng thì "
            f"`camket run {folder.name}`; không thì lấy lại tệp cũ."
        )
        return REPLAY_DIFFERS
    for difference in found.differences:
        print(f"✗ {difference}")
    print(
        f"Kỳ {folder.name}: chạy lại từ {found.inputs} tệp nguồn, so {found.compared} tệp: "
        f"{found.compared - len(found.differences)} giống từng byte, {len(found.differences)} khác."
    )
    return REPLAY_DIFFERS if found.differs else 0


def diff(options: argparse.Namespace) -> int:
    """Prints the changes between two snapshots and their causes."""
    from camket.comparing.answer import comparison_to_json, print_comparison
    from camket.comparing.as_html import comparison_to_html
    from camket.comparing.moves import compare_snapshots
    from camket.comparing.sides import choose_snapshots
    from camket.publishing.files import put_file
    from camket.settings.read_scheme import read_scheme

    with show_progress(3) as progress:
        before, after, folder, notes = choose_snapshots(
            options.project, options.before, options.after, progress
        )
    found = compare_snapshots(before, after, read_scheme(folder.scheme_file, "data/raw/scheme.toml"))
    for note in notes:
        print(f"CẢNH BÁO: {note}", file=sys.stderr)
    if options.json:
        print(json.dumps(comparison_to_json(found), ensure_ascii=False, indent=1))
    else:
        print(print_comparison(found))
    put_file(folder.outputs / "diff.html", comparison_to_html(found).encode())
    return 0


def lab(options: argparse.Namespace) -> int:
    """Opens JupyterLab on the notebooks."""
    from camket.running.notebooks import find_notebooks

    project = options.project.resolve()
    folder = (
        project / "notebooks"
        if (project / "notebooks").is_dir()
        else next(iter(find_notebooks(project).values())).parent
    )
    os.environ["CAMKET_PROJECT"] = str(project)
    from jupyterlab.labapp import main as lab

    lab([f"--ServerApp.root_dir={folder}"])
    return 0
