"""CSV tables that people keep by hand: read whole, checked row by row, added to at the end."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from camket.errors import CamketError, InputError, explain_refusal, lacks_means, raise_together
from camket.settings.project import UNFINISHED
from camket.text import clean

# The largest C long on every platform.
_ANY_LENGTH = 2**31 - 1
# A province has some 40 units and decides on some hundred records in a period.
_MOST_ROWS = 20_000
# What a message quotes of a wrong value, and how many wrong columns it names.
_LONGEST_QUOTE, _MOST_NAMED = 80, 20
T = TypeVar("T")
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
    "greater_than": "một số lớn hơn {gt}",
    "finite_number": "một số hữu hạn",
    "float_parsing": "một số",
    "float_type": "một số",
    "int_from_float": "một số nguyên",
    "int_parsing_size": "một số nguyên",
    "too_short": "ít nhất {min_length} mục",
    "too_long": "không quá {max_length} mục",
    "string_too_long": "không quá {max_length} ký tự",
    "tuple_type": "một danh sách trong ngoặc vuông",
    "list_type": "một danh sách trong ngoặc vuông",
    "model_type": "một mục có các khóa đã quy định",
}
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
    path: Path, place: str, row_type: type[Row], *, optional: Sequence[str] = (), noted: bool = False
) -> list[tuple[int, Row]]:
    """The rows of a CSV file with their line numbers, each validated as `row_type`.

    UTF-8 with or without BOM; the separator is a comma or a semicolon. `optional` are the columns that a later
    version of the file added: a file has all of them or none. Where a file is `noted`, rows that begin with # are
    notes. Raises `InputError` that names the file, each wrong line, the column and what to write.
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
    if (at := text.find("\0")) >= 0:
        raise InputError(
            where=f"{place}, dòng {text.count(chr(10), 0, at) + 1}",
            found="có ký tự NUL",
            expected="tệp CSV chỉ có chữ",
            remedy="mở tệp trong Excel, chọn Lưu thành › CSV UTF-8",
        )
    with long_cells():
        return _read_rows(text, place, row_type, optional, noted)


def _read_rows(
    text: str, place: str, row_type: type[Row], optional: Sequence[str], noted: bool
) -> list[tuple[int, Row]]:
    # Strict, since a quotation mark that does not close would swallow the rows below it.
    reader = csv.DictReader(io.StringIO(text), delimiter=detect_separator(text), strict=True)
    columns = _next(reader, place, lambda: reader.fieldnames) or ()
    _check_columns(columns, place, row_type, () if set(columns) & set(optional) else optional)
    widened = f"; hoặc thêm các cột {', '.join(optional)} vào dòng tiêu đề" if optional else ""
    rows: list[tuple[int, Row]] = []
    faults: list[InputError] = []
    while (row := _next(reader, place, lambda: next(reader, None))) is not None:
        if len(rows) == _MOST_ROWS:
            raise InputError(
                where=f"{place}, dòng {reader.line_num}",
                found=f"nhiều hơn {_MOST_ROWS} dòng",
                expected=f"không quá {_MOST_ROWS} dòng",
                remedy="kiểm tra có nhầm tệp, hoặc dán lặp lại; bỏ các dòng thừa",
            )
        where = f"{place}, dòng {reader.line_num}"
        if None in row:
            raise InputError(
                where=where,
                found=f"nhiều hơn {len(reader.fieldnames or ())} ô",
                expected="mỗi dòng có đúng số cột của dòng tiêu đề",
                remedy="đặt ô có dấu phẩy trong dấu nháy kép" + widened,
            )
        cells = {key: clean(cell) for key, cell in row.items() if cell and clean(cell)}
        if not cells or (noted and (row[columns[0]] or "").lstrip().startswith("#")):
            continue
        try:
            rows.append((reader.line_num, validate(row_type, cells, where)))
        except InputError as fault:
            faults.append(fault)
            if len(faults) == _MOST_NAMED:
                break
    raise_together(faults, place)
    return rows


def _next(reader: csv.DictReader[str], place: str, take: Callable[[], T]) -> T:
    """What `take` gives. Raises `InputError` where quotation marks are wrong, with the line where its row begins."""
    begun = reader.line_num + 1
    try:
        return take()
    except csv.Error:
        raise InputError(
            where=f"{place}, dòng {begun}",
            found="dấu nháy kép mở ra mà không đóng, hoặc đóng giữa ô",
            expected='ô có dấu phẩy, dấu nháy nằm trọn trong một cặp dấu nháy kép, dấu nháy bên trong viết đôi ("")',
            remedy="thêm hoặc bỏ dấu nháy kép ở dòng được nêu",
        ) from None


def detect_separator(text: str) -> str:
    """The separator of a CSV text, comma or semicolon, by its first line."""
    head = text.partition("\n")[0]
    return ";" if ";" in head and "," not in head else ","


def unopened(place: str, error: OSError) -> CamketError:
    """The error about an existing file that cannot be opened."""
    if lacks_means(error):
        return explain_refusal(error, place)
    return InputError(
        where=place,
        found=f"không mở được ({error.strerror})",
        expected="một tệp đọc được",
        remedy="đóng tệp trong chương trình khác, kiểm tra quyền truy cập, chạy lại",
    )


def validate(row_type: type[Row], data: object, where: str) -> Row:
    """Validate `data` as a `row_type`; raise `InputError` that names every wrong key and what to write."""
    try:
        return row_type.model_validate(data)
    except ValidationError as error:
        faults = error.errors()[:_MOST_NAMED]
        names = [_shorten(".".join(str(part) for part in fault["loc"])) for fault in faults]
        raise InputError(
            where=f"{where}, {', '.join(names)}",
            found="; ".join(
                _found(name, fault["type"], fault["input"]) + _label(row_type, fault["loc"])
                for name, fault in zip(names, faults, strict=True)
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
    twice = sorted({name for name in row_type.model_fields if columns.count(name) > 1})
    if missing or unknown or twice:
        raise InputError(
            where=f"{place}, dòng 1",
            found="; ".join(
                part
                for part in (
                    f"thiếu cột {', '.join(missing)}" if missing else "",
                    f"cột không rõ {_list_names(unknown)}" if unknown else "",
                    f"cột {', '.join(twice)} có hai lần" if twice else "",
                )
                if part
            ),
            expected="các cột " + ",".join(row_type.model_fields),
            remedy="sửa dòng tiêu đề của tệp",
        )


def _list_names(names: Sequence[str]) -> str:
    shown = [_shorten(name) for name in names[:_MOST_NAMED]]
    return ", ".join(shown) + (" …" if len(names) > _MOST_NAMED else "")


def _found(name: str, kind: str, value: object) -> str:
    if kind == "missing":
        return f"thiếu {name}"
    if kind == "extra_forbidden":
        return f"khóa không rõ {name}"
    if isinstance(value, int) and value.bit_length() > 64:  # Python refuses to print the longest
        return f"{name} là một số quá lớn"
    return f"{name} = {_shorten(str(value) if isinstance(value, date) else repr(value))}"


def _label(row_type: type[BaseModel], place: Sequence[int | str]) -> str:
    """What a key of the settings is called, in brackets; empty where its field has no description."""
    model: type[BaseModel] | None = row_type
    says = ""
    for part in place:
        field = model.model_fields.get(str(part)) if model else None
        if field is None:
            break
        says = field.description or ""
        model = _model_of(field)
    return f" ({says.partition(', ví dụ')[0]})" if says else ""


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"


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
        inner = _model_of(field) if field else None
        if inner is None:
            return []
        model = inner
    return [field.alias or key for key, field in model.model_fields.items()]


def _model_of(field: FieldInfo) -> type[BaseModel] | None:
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _expected(fault: ErrorDetails) -> str:
    if fault["type"] == "value_error":
        return fault["msg"].removeprefix("Value error, ")
    words = _EXPECTED.get(fault["type"], "một giá trị đúng kiểu")
    told = fault.get("ctx", {})
    # pydantic joins what is allowed in English
    return words.format(**told | {"expected": str(told.get("expected", "")).replace(" or ", " hoặc ")})


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
    that. The file has been read and checked before. Raises `MachineError` where it cannot be written; then it is as
    it was.
    """
    scratch = path.with_name(f"{UNFINISHED}{path.name}")
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
        with scratch.open("wb") as file:
            file.write(bom + f"{head}{table}{between}{added.getvalue()}".encode())
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    except OSError as error:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
        raise explain_refusal(error, place) from None


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
