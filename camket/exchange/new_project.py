"""What an empty folder needs to become a project: the list of units to fill in, or a copy of the demonstration."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from camket.errors import InputError, UsageError, raise_together
from camket.figures.freshness import DEMONSTRATION
from camket.figures.staging import added, staged
from camket.publishing.report.built_in_template import find_built_in_template
from camket.settings.project import PeriodFolder, is_passed_over, name_folder, open_folder
from camket.settings.project_fields import read_project_fields
from camket.settings.read_scheme import read_scheme
from camket.settings.scheme import Scheme
from camket.settings.units import UNIT_COLUMNS, has_units, read_units

_PACKAGE = Path(__file__).parents[1]
UNITS = "units.csv"
PERIOD_SHOWN = "2022-10"
_EXAMPLE = {
    "code": "#SKHDT",
    "name": "Sở Kế hoạch và Đầu tư",
    "order": "1",
    "aliases": "Sở KHĐT; Sở KH&ĐT",
    "email": "skhdt@ten-tinh.gov.vn",
}
_MEANINGS = {
    "code": "# Dòng bắt đầu bằng # chỉ để giải thích, không được đọc. Cột này: mã đơn vị, gồm chữ hoa không dấu và số, "
    "giữ nguyên qua các kỳ",
    "name": "Tên đầy đủ của đơn vị",
    "group": "Nhóm, ghi đúng một mã: {groups}",
    "order": "Thứ tự trong báo cáo: 1, 2, 3…",
    "aliases": "Các tên gọi khác, cách nhau bằng dấu chấm phẩy; có thể để trống",
    "valid_from": "Có từ ngày nào, ví dụ 2025-07-01; để trống nếu có từ trước",
    "valid_to": "Có đến hết ngày nào; để trống nếu đang hoạt động",
    "successor": "Mã đơn vị tiếp nhận sau ngày đó; để trống nếu không có",
    "email": "Địa chỉ thư điện tử; có thể để trống",
}


def explain_units(scheme: Scheme) -> bytes:
    """A units.csv to fill in, as Excel opens it: what each column means and an example, in rows that are not read."""
    groups = "; ".join(f"{group.code} ({group.title})" for group in scheme.groups)
    text = io.StringIO()
    writer = csv.DictWriter(text, UNIT_COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerow({name: meaning.format(groups=groups) for name, meaning in _MEANINGS.items()})
    writer.writerow({**_EXAMPLE, "group": scheme.groups[0].code})
    return text.getvalue().encode("utf-8-sig")


def list_missing_files(folder: PeriodFolder) -> dict[str, bytes]:
    """What the project's data/raw lacks, by name.

    Raises `InputError` where a folder is neither a project nor empty, so that a wrong `--project` fills nothing.
    """
    raw = folder.units_file.parent
    if not raw.is_dir():
        _refuse_other_folder(folder.project)
    if folder.units_file.exists():
        return {}
    return {UNITS: explain_units(read_scheme(folder.scheme_file, "data/raw/scheme.toml"))}


def _refuse_other_folder(project: Path) -> None:
    if project.is_dir() and not any(not is_passed_over(path.name) for path in project.iterdir()):
        return
    if not project.exists() and project.parent.is_dir():
        return
    raise InputError(
        where=str(project),
        found="không có data/raw, mà thư mục không trống" if project.is_dir() else "không có thư mục này",
        expected="một thư mục dự án có data/raw, hoặc một thư mục trống để lập dự án mới",
        remedy="kiểm tra tham số --project; hoặc tạo một thư mục trống rồi chạy lại lệnh với thư mục đó",
    )


def check_project(folder: PeriodFolder, on: date, own: list[InputError]) -> None:
    """Check what the project has: units, statuses, columns. Raise one `InputError` with all faults, `own` among them.

    A list of units that nobody has filled in yet is a fault only beside others.
    """
    faults = [*_find_faults(folder, on), *own]
    if faults and folder.units_file.exists() and not has_units(folder.units_file, "data/raw/units.csv"):
        faults.insert(0, say_no_units())
    raise_together(faults, "data/raw")


def _find_faults(folder: PeriodFolder, on: date) -> Iterator[InputError]:
    scheme = None
    try:
        scheme = read_scheme(folder.scheme_file, "data/raw/scheme.toml")
    except InputError as error:
        yield error
    try:
        if scheme and folder.units_file.exists() and has_units(folder.units_file, "data/raw/units.csv"):
            read_units(folder.units_file, "data/raw/units.csv", on=on, scheme=scheme)
    except InputError as error:
        yield error
    try:
        read_project_fields(folder.fields_file)
    except InputError as error:
        yield error


def copy_demonstration(target: Path) -> Path:
    """Copy the demonstration period into a new or empty folder; returns the folder.

    Raises `UsageError` where the folder has files, `InputError` where the demonstration is not installed or cannot be
    written.
    """
    source = find_demonstration()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(
            where=f"--demo {target}",
            found="thư mục không trống",
            expected="một thư mục mới, hoặc thư mục trống",
            remedy="ghi thư mục khác",
        )
    try:
        with staged([target / "data"]) as [folder]:
            (folder / "raw").mkdir()
            shutil.copyfile(source / UNITS, folder / "raw" / UNITS)
            shutil.copytree(
                source / PERIOD_SHOWN,
                folder / "raw" / PERIOD_SHOWN,
                ignore=lambda _, names: [name for name in names if is_passed_over(name)],
                copy_function=shutil.copyfile,
            )
    except OSError as error:
        raise unwritten(str(target), error) from error
    return target


def place_report_template(project: Path, period: str | None) -> str:
    """Put the template of the covering report into the project, or into one period of it; returns its place.

    Raises `InputError` where there is one already, or no such project or period.
    """
    folder = open_folder(project, period) if period else name_folder(project, "")
    path = folder.report_templates[0 if period else 1]
    place = folder.place_in_project(path)
    if not path.parent.is_dir():
        raise InputError(
            where=str(folder.project),
            found="không có data/raw",
            expected="một thư mục dự án",
            remedy="kiểm tra tham số --project; hoặc lập dự án trước: camket new --project THƯ_MỤC",
        )
    if path.exists():
        raise InputError(
            where=place,
            found="đã có tệp này",
            expected="chưa có mẫu báo cáo riêng",
            remedy="sửa tệp đang có; muốn làm lại từ đầu thì bỏ tệp này đi rồi chạy lại lệnh",
        )
    place_files(path.parent, place, {path.name: find_built_in_template()})
    return place


def find_demonstration() -> Path:
    """The raw files of the demonstration: those of the installed package, else those of the checkout."""
    for folder in (_PACKAGE / DEMONSTRATION, _PACKAGE.parent / "data" / "raw"):
        if (folder / PERIOD_SHOWN / "period.toml").is_file():
            return folder
    raise InputError(
        where="camket new --demo",
        found="bản cài đặt này không kèm kỳ minh họa",
        expected="bản cài đặt đầy đủ của camket",
        remedy="cài lại camket từ gói cài đặt, hoặc chép data/raw/units.csv và data/raw/2022-10 từ kho mã nguồn",
    )


def place_files(folder: Path, place: str, missing: dict[str, bytes], folders: tuple[str, ...] = ()) -> None:
    """Add files and folders, all of them or none. Raises `InputError` where they cannot be written."""
    lacking = [each for each in folders if not (folder / each).exists()]
    if not missing and not lacking:
        return
    try:
        with added(folder) as staging:
            for each in lacking:
                (staging / each).mkdir()
            for name, content in missing.items():
                (staging / name).parent.mkdir(exist_ok=True)
                (staging / name).write_bytes(content)
    except OSError as error:
        raise unwritten(place, error) from error


def unwritten(place: str, error: OSError) -> InputError:
    """The error about a folder that cannot be written."""
    return InputError(
        where=place,
        found=f"không ghi được ({error.strerror})",
        expected="một thư mục dự án ghi được, còn chỗ trống",
        remedy="kiểm tra quyền ghi và dung lượng đĩa, rồi chạy lại; chưa có gì bị thay đổi",
    )


def say_no_units() -> InputError:
    """The error about a list of units that has none."""
    return InputError(
        where="data/raw/units.csv",
        found="không có đơn vị nào",
        expected="mỗi đơn vị ký cam kết một dòng",
        remedy="ghi các đơn vị dưới dòng tiêu đề; dòng bắt đầu bằng # chỉ để giải thích",
    )
