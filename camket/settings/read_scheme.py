"""Read and check `data/raw/scheme.toml`, so that every later lookup in the scheme succeeds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import Any, NoReturn

from pydantic import BaseModel

from camket.errors import InputError
from camket.settings.csv_tables import Row, validate
from camket.settings.scheme import ALPHABET, Appearance, BasisEntry, Group, Scheme, Status, list_cases
from camket.settings.states import (
    BASES,
    BY_PRECEDENCE,
    LATENESS,
    STATES,
    TIMED,
    UNRESOLVED,
    Basis,
    describe_state,
)
from camket.settings.toml_files import read_toml
from camket.text import fold, plain

FILE = "scheme.toml"
# The parts of a regular expression, innermost groups first.
_ESCAPED, _IN_SQUARE = re.compile(r"\\."), re.compile(r"\[\^?\]?[^\]]*\]")
_INNERMOST = re.compile(r"\((?:\?(?:[:=!>]|<[=!]|P<\w+>))?(?P<inside>[^()]*)\)")
_UNBOUNDED = re.compile(r"[*+](?!\+)|\{\d*,\}")
_BUILT_IN = "camket/settings/scheme.toml"
_TABLES = ("group", "status", "basis", "unresolved")
# What other figures are called, and all units together.
_TAKEN = frozenset({"all", "total", "overdue", "failing_with_reason", UNRESOLVED})
# Two greys nearer than this (of 255) look alike on paper.
_NEAR_GREY = 40
_ANYBODY = "UBND Tỉnh"
_LONGEST_LIST = 255  # characters of a drop-down list of Excel


def read_scheme(path: Path, place: str) -> Scheme:
    """The scheme of a project; the built-in one where there is no file.

    Raises `InputError` that names the entry that is missing, unknown, duplicate or unused.
    """
    try:
        own = read_toml(path, place)
    except FileNotFoundError:
        return built_in_scheme()
    if unknown := [name for name in own if name not in _TABLES]:
        _refuse(
            f"{place}, {unknown[0]}",
            f"khóa không rõ {', '.join(unknown)}",
            "chỉ các mục [[group]], [[status]], [[basis]], [unresolved]",
            f"xóa hoặc sửa tên {', '.join(unknown)}",
        )
    return _build(_built_in() | own, place)


@cache
def built_in_scheme() -> Scheme:
    """The scheme of Report 158, the default for a project without its own."""
    return _build(_built_in(), _BUILT_IN)


def _built_in() -> dict[str, Any]:
    return tomllib.loads(files("camket.settings").joinpath(FILE).read_text("utf-8"))


def _build(data: Mapping[str, Any], place: str) -> Scheme:
    statuses = _entries(data, "status", Status, place)
    scheme = Scheme(
        groups=_entries(data, "group", Group, place),
        statuses=tuple(sorted(statuses, key=lambda status: status.apart)),
        bases=_entries(data, "basis", BasisEntry, place),
        unresolved=validate(Appearance, data["unresolved"], f"{place}, [unresolved]"),
    )
    _check_bases(scheme, place)
    _check_groups(scheme, place)
    _check_statuses(scheme, place)
    for basis in BASES:
        _check_cases(scheme, basis, place)
        _check_length(scheme, basis, place)
        _check_looks(scheme, basis, place)
    _check_next(scheme, place)
    _check_words(scheme, place)
    return scheme


def _entries(data: Mapping[str, Any], table: str, kind: type[Row], place: str) -> tuple[Row, ...]:
    entries = data[table]
    if not isinstance(entries, list) or not entries:
        _refuse(
            f"{place}, {table}",
            f"{table} không phải danh sách, hoặc trống",
            f"ít nhất một mục [[{table}]]",
            f"viết mỗi mục dưới một dòng [[{table}]]; để dùng bộ có sẵn thì bỏ hẳn các mục [[{table}]]",
        )
    return tuple(
        validate(kind, entry, _label_entry(place, table, entry, number))
        for number, entry in enumerate(entries, start=1)
    )


def _label_entry(place: str, table: str, entry: object, number: int) -> str:
    code = entry.get("code") if isinstance(entry, dict) else None
    return f"{place}, [[{table}]] thứ {number}" + (f" ({code})" if code else "")


def _check_bases(scheme: Scheme, place: str) -> None:
    codes = [entry.code for entry in scheme.bases]
    if sorted(codes) != sorted(BASES):
        _refuse(
            f"{place}, basis",
            f"có {', '.join(codes)}",
            f"đủ hai mục [[basis]], mỗi mục một lần: {', '.join(BASES)}",
            "thêm mục còn thiếu, bỏ mục thừa",
        )


def _check_groups(scheme: Scheme, place: str) -> None:
    _check_unique("group", scheme.groups, ("code", "label", "title", "short"), place)
    before = scheme.groups[0]
    for group in scheme.groups:
        if group.code in _TAKEN:
            _refuse_code(f"{place}, group {group.code}", group.code)
        if group.level < before.level:
            _refuse(
                f"{place}, group {group.code}, level",
                f"{group.code} (bậc {group.level}) đứng sau {before.code} (bậc {before.level})",
                "nhóm bậc 1 đứng trước nhóm bậc 2, và cứ thế",
                "đổi thứ tự các mục [[group]], hoặc sửa level",
            )
        before = group


def _check_statuses(scheme: Scheme, place: str) -> None:
    _check_unique("status", scheme.statuses, ("code", "label", "short"), place)
    for status in scheme.statuses:
        where = f"{place}, status {status.code}"
        states = {state for state, _ in status.cases}
        if status.code in _TAKEN or (status.code in STATES and states != {status.code}):
            _refuse_code(where, status.code)
        _check_places("label", status.label, "superior", where)
        _check_places("advice", status.advice, "note", where)
        if fold(status.short) == fold(scheme.unresolved.short):
            _refuse(
                f"{where}, short",
                f"short = {status.short!r} trùng với [unresolved]",
                "mỗi kết quả một tên ngắn riêng",
                "sửa short của một trong hai",
            )


def _check_places(key: str, text: str, allowed: str, where: str) -> None:
    """Text in brackets is filled in later: only one name is allowed there."""
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        names = {text}
    if names - {allowed}:
        _refuse(
            f"{where}, {key}", f"{key} = {text!r}", f"trong ngoặc nhọn chỉ có {{{allowed}}}", f"sửa {key}"
        )


def _check_cases(scheme: Scheme, basis: Basis, place: str) -> None:
    """Check that each state has exactly one status or is a question."""
    asked = {case: "asked" for entry in scheme.bases if entry.code == basis
             for origin in entry.asked for case in list_cases(origin)}  # fmt: skip
    taken: dict[object, str] = dict(asked)
    for status in scheme.statuses:
        for case in status.cases if basis in status.bases else ():
            if case in taken:
                _refuse(
                    f"{place}, status {status.code}, from",
                    f"{basis}: “{describe_state(*case)}” đã thuộc {taken[case]}",
                    "mỗi trạng thái có một kết quả, hoặc nằm trong asked",
                    f"bỏ nó khỏi from của {status.code}, hoặc khỏi {taken[case]}",
                )
            taken[case] = status.code
    missing = [
        (state, late)
        for state in STATES
        for late in (LATENESS if state in TIMED else ("unknown",))
        if (state, late) not in taken
    ]
    if missing:
        names = ", ".join(f"{state}.{late}" if state in TIMED else state for state, late in missing)
        _refuse(
            f"{place}, basis {basis}",
            "không có kết quả cho: " + "; ".join(describe_state(*case) for case in missing),
            "mỗi trạng thái có một kết quả (from của một [[status]]), hoặc được hỏi người rà soát",
            f"thêm [[status]] có from = [{names}], có thể với apart = true; hoặc ghi chúng vào asked của {basis}",
        )


def _check_length(scheme: Scheme, basis: Basis, place: str) -> None:
    codes = scheme.decided(basis)
    if not codes or len(codes) >= len(ALPHABET):
        _refuse(
            f"{place}, status",
            f"{basis} có {len(codes)} kết quả",
            f"từ 1 đến {len(ALPHABET) - 1} kết quả",
            f"ghi {basis} vào bases của kết quả in ở đó",
        )
    choices = ",".join(scheme.short(code) for code in codes)
    if len(choices) > _LONGEST_LIST or any("," in scheme.short(code) for code in codes):
        _refuse(
            f"{place}, status, short",
            f"các tên ngắn của {basis} ({len(choices)} ký tự): {choices}",
            f"không dấu phẩy, cả thảy không quá {_LONGEST_LIST} ký tự: đó là danh sách chọn trong Excel",
            "rút ngắn, bỏ dấu phẩy trong short",
        )


def _check_looks(scheme: Scheme, basis: Basis, place: str) -> None:
    shown = [(code, scheme.status(code)) for code in scheme.possible(basis)]
    for number, (code, status) in enumerate(shown):
        for other, earlier in shown[:number]:
            same_hatch = set(status.hatch) == set(earlier.hatch)
            if same_hatch and abs(_grey(status.colour) - _grey(earlier.colour)) < _NEAR_GREY:
                _refuse(
                    f"{place}, {'[unresolved]' if code == UNRESOLVED else f'status {code}'}, colour, hatch",
                    f"{code} và {other} in đen trắng thì giống nhau ({status.colour} {status.hatch!r}, "
                    f"{earlier.colour} {earlier.hatch!r})",
                    "hai kết quả khác nhau ở nét gạch, hoặc màu đậm nhạt khác hẳn",
                    f"đổi hatch của {code} (/, \\, |, -, +, x, o, O, ., *) hoặc colour",
                )


def _grey(colour: str) -> float:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _check_next(scheme: Scheme, place: str) -> None:
    possible = scheme.decided("full_year")
    for status in scheme.statuses:
        where = f"{place}, status {status.code}, then"
        if status.then is not None and (not status.then or (set(status.then) - set(possible))):
            _refuse(
                where,
                f"then = [{', '.join(status.then)}]",
                f"ít nhất một trong: {', '.join(possible)}",
                "ghi mã kết quả cả năm có thể theo sau, hoặc bỏ then",
            )
        if status.final and status.then is None:
            _refuse(
                where,
                "final = true mà không có then",
                f"các kết quả cả năm có thể theo sau, trong: {', '.join(possible)}",
                "thêm then, hoặc bỏ final",
            )


def _check_words(scheme: Scheme, place: str) -> None:
    """Check that each status and group is recognised as itself in the report's own words."""
    for table, named, labels in (
        ("group", group_words(scheme), {group.code: group.label for group in scheme.groups}),
        ("status", status_words(scheme), {code: scheme.label(code, _ANYBODY) for code in scheme.codes}),
    ):
        patterns = [
            (code, _compile(f"{place}, {table} {code}, finds", finds)) for code, finds in named.items()
        ]
        for code, label in labels.items():
            heard = next((name for name, pattern in patterns if pattern.search(plain(label))), "")
            if heard != code:
                _refuse(
                    f"{place}, {table} {code}, finds",
                    f"“{label}” được nhận ra là {heard or 'không gì cả'}",
                    f"câu in ra của {code} được nhận ra là {code}",
                    f"sửa finds của {heard or code} hoặc của {code}, ví dụ thêm những chữ chỉ {code} mới có",
                )
    for entry in scheme.bases:
        _compile(f"{place}, basis {entry.code}, finds", basis_words(entry))


def group_words(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """The patterns that recognise each group in a written report, in the order in which they are tried."""
    return {group.code: group.finds or (re.escape(plain(group.label)),) for group in scheme.groups}


def status_words(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """The patterns of statuses, tried in this order: `unresolved`, then a stop, a failure, a success."""
    ranked = sorted(scheme.statuses, key=lambda status: BY_PRECEDENCE.index(status.cases[0][0]))
    named: Iterable[tuple[str, Appearance]] = (
        (UNRESOLVED, scheme.unresolved), *((status.code, status) for status in ranked),
    )  # fmt: skip
    return {
        code: status.finds or (re.escape(plain(status.label)).replace(r"\{superior\}", r".{1,40}?"),)
        for code, status in named
    }


def basis_words(entry: BasisEntry) -> tuple[str, ...]:
    """The same of a basis."""
    return entry.finds or (re.escape(plain(entry.label)),)


def _compile(where: str, finds: Sequence[str]) -> re.Pattern[str]:
    for words in finds:
        if _repeats_a_repetition(words):
            _refuse(
                where,
                f"“{words}” lặp lại một nhóm mà trong nhóm đã có phần lặp, ví dụ (a+)+",
                "biểu thức chính quy không lặp lồng nhau: loại này có thể chạy hàng giờ trên một câu ngắn",
                "bỏ dấu * hoặc + ở một trong hai chỗ",
            )
    try:
        return re.compile("|".join(f"(?:{words})" for words in finds))
    except re.error as error:
        _refuse(where, f"finds = {list(finds)} ({error})", "biểu thức chính quy đúng cú pháp", "sửa finds")


def _repeats_a_repetition(pattern: str) -> bool:
    """Whether a group that holds an unbounded repetition is itself repeated without a bound."""
    bare = _IN_SQUARE.sub("x", _ESCAPED.sub("x", pattern))
    while group := _INNERMOST.search(bare):
        held = bool(_UNBOUNDED.search(group["inside"]))
        if held and _UNBOUNDED.match(bare, group.end()):
            return True
        # What a group holds counts for the group around it.
        bare = f"{bare[: group.start()]}{'x*' if held else 'x'}{bare[group.end() :]}"
    return False


def _check_unique(table: str, entries: Sequence[BaseModel], names: Sequence[str], place: str) -> None:
    for name in names:
        seen: set[str] = set()
        for code, value in _values(entries, name):
            if fold(value) in seen:
                _refuse(
                    f"{place}, {table} {code}, {name}",
                    f"{name} = {value!r} có hai lần",
                    f"mỗi mục [[{table}]] một {name} riêng",
                    f"sửa {name} của một trong hai",
                )
            seen.add(fold(value))


def _values(entries: Sequence[BaseModel], name: str) -> Iterator[tuple[str, str]]:
    for entry in entries:
        yield str(getattr(entry, "code")), str(getattr(entry, name))  # noqa: B009


def _refuse_code(where: str, code: str) -> NoReturn:
    _refuse(
        f"{where}, code",
        f"code = {code!r}",
        "một mã chưa dùng vào việc khác: "
        + ", ".join(sorted(_TAKEN))
        + "; tên một trạng thái ("
        + ", ".join(STATES)
        + ") chỉ là mã của kết quả lấy đúng trạng thái đó",
        "đổi code",
    )


def _refuse(where: str, found: str, expected: str, remedy: str) -> NoReturn:
    raise InputError(where=where, found=found, expected=expected, remedy=remedy)
