"""The differences between a recorded run and the present: files, decisions, program, environment, history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from camket.errors import InputError
from camket.figures.staging import read_history
from camket.publishing.pages.fonts import (
    SHIPPED_FAMILY,
    TYPST,
    find_font_files,
    list_chart_fonts,
    list_families,
    list_fonts,
)
from camket.running.history import check_history
from camket.running.manifest import (
    MANIFEST,
    Environment,
    FileEntry,
    FontEntry,
    Manifest,
    NotebookEntry,
    Program,
    list_input_files,
    list_made_files,
    list_notebooks,
    read_environment,
    read_manifest,
    read_program,
)
from camket.settings.decisions import Decision, read_lines
from camket.settings.output_names import LETTERS, SHOWN
from camket.settings.period import open_settings
from camket.settings.project import PeriodFolder

ChangeKind = Literal[
    "input", "decision", "output", "program", "environment", "font", "notebook", "history", "issue"
]
# `camket audit` writes these files into the outputs of a run, for people to work with; a run keeps them.
FILES_OF_AUDIT = frozenset({"audit.xlsx", "audit_differences.xlsx", "audit_decisions.csv"})
# Other commands write these files into the outputs of a run, and fill these folders there.
FILES_OF_OTHER_COMMANDS = frozenset({"reconcile.html", "diff.html"}) | FILES_OF_AUDIT
FOLDERS_OF_OTHER_COMMANDS = (f"{LETTERS}/", "issues/")
EDITED = "đã bị sửa sau lần chạy"
_GONE = "không còn (lần chạy đã ghi có tệp này)"
# `camket check` writes these anew, from the files as they are then.
_CHECKED = ("outputs/{}/problems.xlsx", "data/processed/{}/rejected.csv")
# People fill these workbooks in before they are applied.
_FILLED_IN = ("outputs/{}/review.xlsx:", "outputs/{}/next_year/")
# A run replaces these without a warning.
_REWRITTEN = (*_FILLED_IN, "outputs/{}/show/")


def read_decision_lines(folder: PeriodFolder) -> tuple[Decision, ...]:
    """Reads all decisions in the order of their lines, including those that later lines replace.

    Raises `InputError` for an invalid line.
    """
    lines = read_lines(folder.raw / "decisions.csv", f"data/raw/{folder.name}/decisions.csv")
    return tuple(decision for _, decision in lines)


def find_rewritten(recorded: Sequence[Decision], now: Sequence[Decision]) -> list[str]:
    """Returns one sentence for each recorded line that was edited or removed, or one if the order changed."""
    gone = Counter(recorded) - Counter(now)
    new = list((Counter(now) - Counter(recorded)).elements())
    said = []
    for number, decision in enumerate(recorded, start=1):
        if not gone[decision]:
            continue
        gone[decision] -= 1
        edited = next((other for other in new if _has_same_field(decision, other)), None)
        if edited is None:
            said.append(f"quyết định thứ {number} bị xóa: {_describe(decision)}")
        else:
            new.remove(edited)
            said.append(
                f"quyết định thứ {number} bị sửa: {_describe(decision)}; {_differences(decision, edited)}"
            )
    if not said and not _keeps_order(recorded, now):
        said.append("thứ tự các quyết định đã ghi bị đổi (quyết định sau thay quyết định trước)")
    return said


def _has_same_field(one: Decision, other: Decision) -> bool:
    return (one.record_id, one.field) == (other.record_id, other.field)


def _keeps_order(recorded: Sequence[Decision], now: Sequence[Decision]) -> bool:
    rest = iter(now)
    return all(decision in rest for decision in recorded)


def _describe(decision: Decision) -> str:
    return (
        f"{decision.record_id} › {decision.field} = {decision.value} "
        f"({decision.decided_by}, {decision.decided_on:%d/%m/%Y})"
    )


def _differences(before: Decision, after: Decision) -> str:
    return "; ".join(
        f"{name}: “{getattr(before, name)}” → “{getattr(after, name)}”"
        for name in Decision.model_fields
        if getattr(before, name) != getattr(after, name)
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, as a Vietnamese sentence that begins with the file or package it is about."""

    kind: ChangeKind
    text: str

    @property
    def place(self) -> str:
        """What the sentence is about."""
        return self.text.partition(":")[0]


def find_changes(folder: PeriodFolder, manifest: Manifest, notebooks: Mapping[str, Path]) -> list[Change]:
    """Returns every difference from the recorded run, causes before what they may have caused.

    `notebooks` are those that a run would use now. Raises `InputError` for a file that cannot be opened.
    """
    return [
        *_as_changes("input", _compare_inputs(folder, manifest)),
        *_as_changes("decision", find_rewritten_decisions(folder, manifest)),
        *_as_changes(
            "notebook", compare_files(_files(manifest.notebooks), _files(list_notebooks(notebooks, {})))
        ),
        *_as_changes("program", compare_programs(manifest.program, read_program())),
        *_as_changes("environment", _compare_environments(manifest.environment, read_environment())),
        *_as_changes("font", _compare_fonts(manifest.fonts, _preferred_families(folder))),
        *_as_changes("history", check_history(folder.processed, folder.outputs)),
        *_as_changes("output", find_touched_outputs(folder, manifest)),
    ]


def warn_before_run(folder: PeriodFolder) -> tuple[str, ...]:
    """Returns warnings about edits that a new run would hide: decisions, outputs and the record of the last run.

    Workbooks that people fill in and files that `camket check` rewrites cause no warning.
    """
    if not (folder.outputs / MANIFEST).is_file() and not read_history(folder.processed):
        return ()
    broken = check_history(folder.processed, folder.outputs)
    try:
        manifest = read_manifest(folder)
    except InputError as error:
        return (*broken, f"{error.where}: {error.found}; không biết quyết định cũ có bị sửa hay không")
    rewritten = tuple(place.format(folder.name) for place in _REWRITTEN)
    touched = [text for text in find_touched_outputs(folder, manifest) if not text.startswith(rewritten)]
    return (
        *find_rewritten_decisions(folder, manifest),
        *(f"{text}; lần chạy này thay bằng bản mới" for text in touched),
        *broken,
    )


def find_rewritten_decisions(folder: PeriodFolder, manifest: Manifest) -> list[str]:
    """Returns one sentence for each recorded decision that was edited, removed or moved."""
    place = f"data/raw/{folder.name}/decisions.csv"
    try:
        now = read_decision_lines(folder)
    except InputError as error:
        return [f"{error.where}: {error.found}"]
    return [f"{place}: {text}" for text in find_rewritten(manifest.decisions, now)]


def _compare_inputs(folder: PeriodFolder, manifest: Manifest) -> list[str]:
    """One sentence for each raw file that changed; of decisions.csv what changed in it, where the old lines stand."""
    place = f"data/raw/{folder.name}/decisions.csv"
    told = _describe_decisions(folder, manifest)
    return [
        f"{place}: {told}" if told and text.startswith(f"{place}: đã bị sửa") else text
        for text in compare_files(manifest.inputs, list_input_files(folder))
    ]


def _describe_decisions(folder: PeriodFolder, manifest: Manifest) -> str:
    """What a changed decisions.csv holds now; empty where a recorded line was edited, removed or moved."""
    try:
        now = read_decision_lines(folder)
    except InputError:
        return ""
    if find_rewritten(manifest.decisions, now):
        return ""
    added = len(now) - len(manifest.decisions)
    return (
        f"thêm {added} dòng sau lần chạy, các dòng trước giữ nguyên"
        if added
        else "được lưu lại sau lần chạy, các quyết định không đổi (chỉ khác cách ghi tệp)"
    )


def find_touched_outputs(folder: PeriodFolder, manifest: Manifest) -> list[str]:
    """Returns one sentence for each table or output that was edited, removed or added since the run.

    A page of a file that `camket check --show` added is not one of the run's outputs, and the list of problems is what
    the last `check` wrote.
    """
    tables = list_made_files(folder.processed, f"data/processed/{folder.name}")
    place = f"outputs/{folder.name}"
    recorded = {file.path for file in manifest.outputs}
    outputs = [
        file
        for file in list_made_files(folder.outputs, place)
        if not is_of_other_command(file.path.removeprefix(f"{place}/"))
        and (file.path in recorded or not file.path.startswith(f"{place}/{SHOWN}/"))
    ]
    checked = tuple(f"{each.format(folder.name)}: " for each in _CHECKED)
    return [
        text
        for text in compare_files((*manifest.tables, *manifest.outputs), (*tables, *outputs))
        if not text.startswith(checked) or text.endswith(_GONE)
    ]


def is_of_other_command(name: str) -> bool:
    """Whether a file, by its path in the outputs, is made by another command than `run`."""
    return name in FILES_OF_OTHER_COMMANDS or name.startswith(FOLDERS_OF_OTHER_COMMANDS)


def is_filled_in(change: Change, period: str) -> bool:
    """Whether a change is that of a workbook which people fill in, as they are asked to."""
    filled_in = tuple(place.format(period) for place in _FILLED_IN)
    return change.kind == "output" and change.text.startswith(filled_in) and EDITED in change.text


def _files(notebooks: Iterable[NotebookEntry]) -> list[FileEntry]:
    return [notebook.file for notebook in notebooks]


def _as_changes(kind: ChangeKind, texts: Iterable[str]) -> list[Change]:
    return [Change(kind, text) for text in texts]


def compare_files(recorded: Iterable[FileEntry], now: Iterable[FileEntry]) -> list[str]:
    """Returns one sentence for each file that is missing, edited or new."""
    before, after = ({file.path: file for file in files} for files in (recorded, now))
    said = []
    for path, file in before.items():
        if path not in after:
            said.append(f"{path}: {_GONE}")
        elif after[path].sha256 != file.sha256:
            said.append(
                f"{path}: {EDITED} ({file.bytes} byte, SHA-256 {file.sha256[:12]}… → "
                f"{after[path].bytes} byte, {after[path].sha256[:12]}…)"
            )
    said += [f"{path}: không có trong lần chạy đã ghi" for path in after if path not in before]
    return said


def compare_programs(recorded: Program, now: Program) -> list[str]:
    """Returns a sentence where the program or its lock file differs."""
    if recorded.sha256 != now.sha256:
        return [
            f"chương trình khác lần chạy đã ghi: camket {recorded.version} ({recorded.sha256[:12]}…) → "
            f"camket {now.version} ({now.sha256[:12]}…)"
        ]
    if recorded.lock_sha256 != now.lock_sha256:
        return [f"{now.lock_file or recorded.lock_file}: tệp khóa phiên bản thư viện khác lần chạy đã ghi"]
    return []


def _compare_environments(recorded: Environment, now: Environment) -> list[str]:
    before, after = (
        {
            "Python": f"{each.implementation} {each.python}",
            "hệ điều hành": f"{each.system} {each.machine}",
            **each.packages,
        }
        for each in (recorded, now)
    )
    return [
        f"{name}: {before.get(name, 'không có')} → {after.get(name, 'không có')}"
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    ]


def _preferred_families(folder: PeriodFolder) -> tuple[str, ...]:
    try:
        return (*open_settings(folder).layout.machine_fonts, SHIPPED_FAMILY)
    except InputError:
        return ()  # a changed period.toml is named among the raw files


def _compare_fonts(recorded: Sequence[FontEntry], families: Sequence[str]) -> list[str]:
    """A sentence for each recorded font that is another or nowhere now, and for a family that now comes before it."""
    shipped = list_fonts(())
    # The library of Typst is told by its version, which is compared with those of the other packages.
    own = [font for font in recorded if font.file == TYPST or f"{font.file} {font.sha256}" in shipped]
    if families == (SHIPPED_FAMILY,) and len(own) == len(recorded):
        return []  # looking into the fonts takes longer than all other comparisons
    typeset = [font for font in recorded if font.used_by == "typst"]
    drawn = len(typeset) < len(recorded)
    now = {(font.used_by, font.name): font for font in find_font_files([font.name for font in typeset])}
    now |= {(font.used_by, font.name): font for font in (list_chart_fonts() if drawn else ())}
    said = []
    for font in recorded:
        found = now.get((font.used_by, font.name))
        if found is None:
            said.append(f"phông {font.name}: không còn trên máy này (lần chạy đã ghi dùng {font.file})")
        elif found.sha256 != font.sha256:
            said.append(
                f"phông {font.name}: tệp khác lần chạy đã ghi ({font.file} {font.sha256[:12]}… → "
                f"{found.file} {found.sha256[:12]}…)"
            )
    order = [family.lower() for family in families]
    places = [order.index(font.family.lower()) for font in typeset if font.family.lower() in order]
    there = list_families() if places else frozenset()
    said += [
        f"phông {family}: nay có trên máy này và được ưu tiên hơn phông của lần chạy đã ghi"
        for family in families[: min(places, default=0)]
        if family.lower() in there
    ]
    return said
