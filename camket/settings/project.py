"""The layout of a project folder (described in README, "One project folder")."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from camket.errors import InputError

# How the names of staging folders and of files that are not written to their end begin.
UNFINISHED = ".camket-"
# The office's own template of the covering report.
REPORT_TEMPLATE = "report_template.docx"
# Files that Office, Windows and macOS leave behind, in either case.
_PASSED_OVER = re.compile(r"(?:~\$|\.|~wrl\d).*|thumbs\.db|desktop\.ini", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class PeriodFolder:
    """The paths of one period; `processed` may be a staging folder during a run.

    `number` and `day` take the place of those of the report in period.toml, where the clerk gave them later.
    """

    project: Path
    name: str
    processed: Path
    outputs: Path
    number: str = ""
    day: date | None = None

    @property
    def raw(self) -> Path:
        """The input folder: period.toml, register, submissions, decisions."""
        return self.project / "data" / "raw" / self.name

    @property
    def units_file(self) -> Path:
        """The list of units, which all periods share."""
        return self.project / "data" / "raw" / "units.csv"

    @property
    def fields_file(self) -> Path:
        """The fields that the project adds to the dictionary, shared by all periods; it need not exist."""
        return self.project / "data" / "raw" / "fields.toml"

    @property
    def scheme_file(self) -> Path:
        """The statuses, bases and groups of the project, shared by all periods; it need not exist."""
        return self.project / "data" / "raw" / "scheme.toml"

    @property
    def report_templates(self) -> tuple[Path, Path]:
        """The template of the period's covering report, then that of all periods; neither need exist."""
        return self.raw / REPORT_TEMPLATE, self.project / "data" / "raw" / REPORT_TEMPLATE

    def place(self, path: Path) -> str:
        """A path as shown to people: relative to the period's raw folder if it is inside."""
        seen = path.name
        for root in (self.raw, self.project):
            if path.is_relative_to(root):
                seen = path.relative_to(root).as_posix()
                break
        return _printable(seen)

    def place_in_project(self, path: Path) -> str:
        """A path relative to the project: `data/raw/2022-10/period.toml`."""
        return _printable(path.relative_to(self.project).as_posix())

    def submissions(self) -> Iterator[Path]:
        """The files that units sent, sorted by path, without temporary files.

        Links to folders and broken links are included, so that they can be refused by name; they are not
        followed.
        """
        root = self.raw / "submissions"
        if not root.is_dir():
            raise InputError(
                where=f"data/raw/{self.name}/submissions",
                found="không có thư mục này",
                expected="thư mục chứa các tệp đơn vị gửi",
                remedy="tạo thư mục, hoặc sửa lại tên thư mục",
            )
        yield from _files_below(root)

    def registrations(self) -> Iterator[Path]:
        """The registration files, as in `submissions`; none if the units were not asked."""
        yield from _files_below(self.raw / "registrations")

    def programmes(self) -> list[Path]:
        """The files that may be the programme; a period has at most one."""
        return sorted(path for path in self.raw.glob("programme.*") if not path.name.startswith("~$"))

    def registers(self) -> list[Path]:
        """The files that may be the signed list; a period needs exactly one."""
        return sorted(path for path in self.raw.glob("register.*") if not path.name.startswith("~$"))


def _files_below(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*"), key=lambda path: path.relative_to(root).as_posix()):
        if (path.is_symlink() or not path.is_dir()) and not is_passed_over(path.name):
            yield path


def is_passed_over(name: str) -> bool:
    """Whether a file's name shows that a program, not a person, left it there."""
    return bool(_PASSED_OVER.fullmatch(name))


def _printable(seen: str) -> str:
    # Undecodable bytes cannot be written into a list, a line break would cut the list, and a bidirectional
    # control character would show "slx.exe" as "exe.xls".
    text = os.fsencode(seen).decode("utf-8", "backslashreplace")
    return "".join(
        sign.encode("unicode_escape").decode() if unicodedata.category(sign) in ("Cc", "Cf") else sign
        for sign in text
    )


def name_folder(project: Path, period: str) -> PeriodFolder:
    """The folder of a period, which need not exist."""
    root = project.resolve()
    return PeriodFolder(
        project=root,
        name=period,
        processed=root / "data" / "processed" / period,
        outputs=root / "outputs" / period,
    )


def open_folder(project: Path, period: str) -> PeriodFolder:
    """The folder of an existing period.

    Raises `InputError` if the period has no folder under `data/raw`.
    """
    folder = name_folder(project, period)
    raw_root = project / "data" / "raw"
    known = sorted(path.parent.name for path in raw_root.glob("*/period.toml"))
    if period not in known:
        raise InputError(
            where=f"data/raw/{period}",
            found="không có thư mục kỳ báo cáo này, hoặc thư mục chưa có period.toml",
            expected="một trong các kỳ: " + (", ".join(known) or "(chưa có kỳ nào)"),
            remedy="kiểm tra tên kỳ và tham số --project, hoặc tạo data/raw/<kỳ>/period.toml",
        )
    return folder


def find_project(start: Path) -> Path:
    """The project folder that contains `start`, or the one named by CAMKET_PROJECT."""
    named = os.environ.get("CAMKET_PROJECT")
    if named:
        return Path(named)
    for folder in (start, *start.parents):
        if (folder / "data" / "raw").is_dir():
            return folder
    raise InputError(
        where=str(start),
        found="không có thư mục data/raw ở đây hay ở các thư mục cha",
        expected="một thư mục dự án camket",
        remedy="mở sổ tay bằng `camket lab --project <thư mục dự án>`",
    )
