"""CSV tables that people keep by hand: read whole, checked row by row, added to at the end."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ValidationError
from pydantic_core import ErrorDetails

from camket.errors import InputError
from camket.text import clean

# The largest C long on every platform.
_ANY_LENGTH = 2**31 - 1
Row = TypeVar("Row", bound=BaseModel)
_EXPECTED = {
    "missing": "khóa bắt buộc",
    "extra_forbidden": "chỉ các khóa đã quy định",
    "date_from_datetime_parsing": "một ngày dạng 2022-10-30",
    "date_parsing": "một ngày dạng 2022-10-30",
    "date_type": "một ngày dạng 2022-10-30, không có dấu nháy",
    "string_type": "một chuỗi chữ trong dấu nháy",
    "bool_parsing": "true hoặc false",
    "bool_type": "true hoặc false",
    "int_parsing": "một số nguyên",
    "int_type": "một số nguyên",
    "string_too_short": "không để trống",
    "string_pattern_mismatch": "chữ theo mẫu {pattern}",
    "literal_error": "một trong: {expected}",
    "greater_than_equal": "một số từ {ge} trở lên",
    "less_than_equal": "một số không quá {le}",
    "tuple_type": "một danh sách trong ngoặc vuông",
    "list_type": "một danh sách trong ngoặc vuông",
    "model_type": "một mục có các khóa đã quy định",
}
# Excel on a Vietnamese Windows writes every date of a CSV file as 02/11/2022.
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_BOM = b"\xef\xbb\xbf"
# Excel writes and reads such a first line to say which separator it uses.
_DECLARED = re.compile(r"\Asep=.\r?\n")
Widen = Callable[[Mapping[str, str]], Mapping[str, str]]


@contextmanager
def long_cells() -> Iterator[None]:
    """Lift the csv module's process-wide limit on cell length within the block only."""
    before = csv.field_size_limit(_ANY_LENGTH)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def read_csv_table(
    path: Path, place: str, row_type: type[Row], *, optional: Sequence[str] = ()
) -> list[tuple[int, Row]]:
    """The rows of a CSV file with their line numbers, each validated as `row_type`.

    UTF-8 with or without BOM; the separator is a comma or a semicolon. `optional` are the columns that a later
    version of the file added: a file has all of them or none. Raises `InputError` that names the file, the
    line, the column and what to write.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(
            where=place,
            found="không có tệp này",
            expected=f"một tệp CSV với các cột {', '.join(row_type.model_fields)}",
            remedy="tạo tệp theo mẫu trong data/raw của kỳ minh họa",
        ) from None
    except UnicodeDecodeError as error:
        raise InputError(
            where=place,
            found=f"không phải UTF-8 (byte thứ {error.start})",
            expected="tệp CSV mã hóa UTF-8",
            remedy="trong Excel chọn Lưu thành › CSV UTF-8",
        ) from None
    except OSError as error:
        raise unopened(place, error) from None
    # Excel writes and reads such a first line to declare the separator.
    text = re.sub(r"\Asep=.\r?\n", "", text)
    with long_cells():
        return _read_rows(text, place, row_type, optional)


def _read_rows(text: str, place: str, row_type: type[Row], optional: Sequence[str]) -> list[tuple[int, Row]]:
    reader = csv.DictReader(io.StringIO(text), delimiter=detect_separator(text))
    columns = reader.fieldnames or ()
    _check_columns(columns, place, row_type, () if set(columns) & set(optional) else optional)
    widened = f"; hoặc thêm các cột {', '.join(optional)} vào dòng tiêu đề" if optional else ""
    rows = []
    for row in reader:
        where = f"{place}, dòng {reader.line_num}"
        if None in row:
            raise InputError(
                where=where,
                found=f"nhiều hơn {len(reader.fieldnames or ())} ô",
                expected="mỗi dòng có đúng số cột của dòng tiêu đề",
                remedy="đặt ô có dấu phẩy trong dấu nháy kép" + widened,
            )
        cells = {key: clean(cell) for key, cell in row.items() if cell and clean(cell)}
        if cells:
            rows.append((reader.line_num, validate(row_type, cells, where)))
    return rows


def detect_separator(text: str) -> str:
    """The separator of a CSV text, comma or semicolon, by its first line."""
    head = text.partition("\n")[0]
    return ";" if ";" in head and "," not in head else ","


def unopened(place: str, error: OSError) -> InputError:
    """The error about an existing file that cannot be opened."""
    return InputError(
        where=place,
        found=f"không mở được ({error.strerror})",
        expected="một tệp đọc và ghi được",
        remedy="đóng tệp trong chương trình khác, kiểm tra quyền truy cập, chạy lại",
    )


def unreadable(path: Path, place: str, error: ValueError) -> InputError:
    """The error about an invalid TOML file, with the line and, for a day in the wrong form, the right form."""
    line = re.search(r"line (\d+)", str(error))
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    said = lines[int(line[1]) - 1].strip() if line and int(line[1]) <= len(lines) else ""
    dated = re.search(r"=\s*(\d{1,2})/(\d{1,2})/(\d{4})", said)
    return InputError(
        where=f"{place}, dòng {line[1]}" if line else place,
        found=f"không đọc được: {said}" if said else f"không đọc được ({error})",
        expected="một dòng dạng  khóa = giá trị  trong tệp TOML, mã hóa UTF-8",
        remedy=f"viết ngày là {dated[3]}-{dated[2]:0>2}-{dated[1]:0>2}, không có dấu nháy"
        if dated
        else "sửa dòng được nêu; chuỗi chữ phải nằm trong dấu nháy kép",
    )


def read_day(text: str) -> date | None:
    """Parse a typed date, `2022-11-02` or `02/11/2022`; None if it is not one."""
    day = _DAY.fullmatch(text)
    try:
        return date(int(day[3]), int(day[2]), int(day[1])) if day else date.fromisoformat(text)
    except ValueError:
        return None


def _read_day(value: object) -> object:
    return read_day(value) or value if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_read_day)]


def validate(row_type: type[Row], data: object, where: str) -> Row:
    """Validate `data` as a `row_type`; raise `InputError` that names every wrong key and what to write."""
    try:
        return row_type.model_validate(data)
    except ValidationError as error:
        faults = error.errors()
        names = [".".join(str(part) for part in fault["loc"]) for fault in faults]
        raise InputError(
            where=f"{where}, {', '.join(names)}",
            found="; ".join(
                _found(name, fault["type"], fault["input"]) for name, fault in zip(names, faults, strict=True)
            ),
            expected="; ".join(
                f"{name}: {_expected(fault)}" for name, fault in zip(names, faults, strict=True)
            ),
            remedy="; ".join(
                _remedy(name, fault["type"], row_type) for name, fault in zip(names, faults, strict=True)
            ),
        ) from None


def _check_columns(
    columns: Sequence[str], place: str, row_type: type[BaseModel], left_out: Sequence[str]
) -> None:
    missing = [name for name in row_type.model_fields if name not in (*columns, *left_out)]
    unknown = [name for name in columns if name not in row_type.model_fields]
    if missing or unknown:
        raise InputError(
            where=f"{place}, dòng 1",
            found="; ".join(
                part
                for part in (
                    f"thiếu cột {', '.join(missing)}" if missing else "",
                    f"cột không rõ {', '.join(unknown)}" if unknown else "",
                )
                if part
            ),
            expected="các cột " + ",".join(row_type.model_fields),
            remedy="sửa dòng tiêu đề của tệp",
        )


def _found(name: str, kind: str, value: object) -> str:
    if kind == "missing":
        return f"thiếu {name}"
    if kind == "extra_forbidden":
        return f"khóa không rõ {name}"
    return f"{name} = {value}" if isinstance(value, date) else f"{name} = {value!r}"


def _remedy(name: str, kind: str, row_type: type[BaseModel]) -> str:
    if kind == "missing":
        return f"thêm {name}"
    if kind == "extra_forbidden":
        return f"xóa hoặc sửa tên {name} (các khóa được dùng: {', '.join(_keys(row_type, name))})"
    return f"sửa {name}"


def _keys(row_type: type[BaseModel], name: str) -> list[str]:
    model: type[BaseModel] = row_type
    for part in name.split(".")[:-1]:
        field = model.model_fields.get(part)
        if (
            field is None
            or not isinstance(field.annotation, type)
            or not issubclass(field.annotation, BaseModel)
        ):
            return []
        model = field.annotation
    return [field.alias or key for key, field in model.model_fields.items()]


def _expected(fault: ErrorDetails) -> str:
    if fault["type"] == "value_error":
        return fault["msg"].removeprefix("Value error, ")
    words = _EXPECTED.get(fault["type"], "một giá trị đúng kiểu")
    return words.format(**fault.get("ctx", {}))


def append_rows(
    path: Path,
    place: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    *,
    widen: Widen = lambda _: {},
) -> None:
    """Adds the rows after what is there, in one step.

    BOM, separator, order of columns and line ends are those of the file; one that does not exist is made with
    `columns`, as Excel reads it. What is there stays as it is byte for byte, unless the file lacks some of the
    `columns`: then they are added at the end of every line, and `widen` gives the cells of a line that change with
    that. The file has been read and checked before. Raises `InputError` where it cannot be written; then it is as
    it was.
    """
    scratch = path.with_name(f".{path.name}")
    try:
        old = path.read_bytes() if path.exists() else _BOM + (",".join(columns) + "\n").encode()
        end = "\r\n" if b"\r\n" in old else "\n"
        bom = _BOM if old.startswith(_BOM) else b""
        text = old[len(bom) :].decode()
        declared = _DECLARED.match(text)
        head, table = (declared[0], text[declared.end() :]) if declared else ("", text)
        separator = detect_separator(table)
        with long_cells():
            header = next(csv.reader(io.StringIO(table), delimiter=separator))
            if further := [name for name in columns if name not in header]:
                table = "".join(_widen_lines(table, separator, header, further, widen))
        added = io.StringIO()
        writer = csv.DictWriter(added, [*header, *further], delimiter=separator, lineterminator=end)
        writer.writerows(rows)
        between = "" if table.endswith("\n") else end
        scratch.write_bytes(bom + f"{head}{table}{between}{added.getvalue()}".encode())
        scratch.replace(path)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise unopened(place, error) from None


def _widen_lines(
    table: str, separator: str, header: Sequence[str], further: Sequence[str], widen: Widen
) -> Iterator[str]:
    """The lines with further columns; a line that `widen` leaves unchanged keeps its bytes."""
    for number, (line, cells) in enumerate(_split_lines(table, separator)):
        body = line.rstrip("\r\n")
        if not cells:
            yield line
        elif number == 0:
            yield separator.join([body, *further]) + line[len(body) :]
        elif changed := widen(dict(zip(header, cells, strict=False))):
            row = {**dict(zip(header, cells, strict=False)), **changed}
            written = io.StringIO()
            writer = csv.writer(written, delimiter=separator, lineterminator="")
            writer.writerow([row.get(name, "") for name in (*header, *further)])
            yield written.getvalue() + line[len(body) :]
        else:
            yield body + separator * (len(header) - len(cells) + len(further)) + line[len(body) :]


def _split_lines(table: str, separator: str) -> Iterator[tuple[str, list[str]]]:
    """Each line of the table with its cells; a line with a break within quotes is one."""
    taken: list[str] = []

    def take() -> Iterator[str]:
        for line in io.StringIO(table, newline=""):
            taken.append(line)
            yield line

    for cells in csv.reader(take(), delimiter=separator):
        yield "".join(taken), cells
        taken.clear()
