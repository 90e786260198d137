"""The fields that one project adds to the dictionary: `data/raw/fields.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as Key

from camket.errors import InputError
from camket.settings.csv_tables import validate
from camket.settings.fields import BUILT_IN, DayName, Field, Fields, FieldType, FormColumn
from camket.settings.period import Period
from camket.settings.toml_files import read_toml
from camket.settings.value_types import PARAGRAPH, TITLE, Distinct, Line, NotTruth, printed, typed
from camket.text import fold_heading

PLACE = "data/raw/fields.toml"
# What Excel allows in a list of choices, in a message to who fills a cell in, and in the title of one.
_LONGEST_LIST, _LONGEST_HELP, _LONGEST_LABEL = 255, 255, 32
# Names that mean something else in records.csv or beside it.
_TAKEN = frozenset(
    {"content_reported", "registration_id", "item_id", "key"}
    | {"filled_in", "deadline_day", "lateness", "done_by", "cut_off_found", "full_year_found", "status_then"}
    | {"appraiser_key", "appraiser_name", "next_year"}
)


# The heading of a column as units type it.
_Heading = Annotated[str, typed(TITLE)]


class _OwnField(BaseModel):
    """A field as a project declares it; what it leaves out follows from its type and label."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    name: str = Key(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)
    label: Line = Key(min_length=1, max_length=_LONGEST_LABEL, pattern=r"^[^\[\]#'@{}]+$")
    type: FieldType
    source: Literal["signed", "reported"]
    english: Annotated[str, printed(PARAGRAPH, blank=True)] = ""
    description: Annotated[str, printed(PARAGRAPH, blank=True)] = ""
    headings: tuple[_Heading, ...] = ()
    choices: Annotated[tuple[Line, ...], Distinct] = ()
    not_before: DayName | None = None
    not_after: DayName | None = None
    help: Annotated[str, printed(_LONGEST_HELP, blank=True)] = ""
    width: Annotated[float, NotTruth] = Key(14, ge=3, le=80)

    @model_validator(mode="after")
    def _has_what_its_type_needs(self) -> Self:
        if (self.type == "choice") != bool(self.choices):
            raise ValueError('choices (danh sách để chọn) đi với type = "choice", và chỉ với kiểu đó')
        if any("," in choice for choice in self.choices) or len(",".join(self.choices)) > _LONGEST_LIST:
            raise ValueError(f"choices không có dấu phẩy, tổng cộng không quá {_LONGEST_LIST} ký tự")
        if self.type != "day" and (self.not_before or self.not_after):
            raise ValueError('not_before, not_after chỉ đi với type = "day"')
        days = get_args(DayName)
        if self.not_before and self.not_after and days.index(self.not_before) > days.index(self.not_after):
            raise ValueError("not_before không sau not_after")
        return self

    def complete(self) -> Field:
        """The whole entry. The label is always a heading, so that a form is read back."""
        return Field(
            name=self.name,
            type=self.type,
            label=self.label,
            english=self.english,
            source=self.source,
            description=self.description or self.label,
            headings=tuple(dict.fromkeys((self.label, *self.headings))),
            tables=frozenset(("register", "submissions") if self.source == "signed" else ("submissions",)),
            joined=self.type == "text",
            choices=self.choices,
            not_before=self.not_before,
            not_after=self.not_after,
            form=FormColumn(width=self.width),
            help=self.help,
            workbook=self.width,
        )


class _OwnFile(BaseModel):
    """`field` are the project's own; `headings` are further wordings of built-in ones, by their names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    # A sheet of A3 in print takes some 30 columns.
    field: tuple[_OwnField, ...] = Key((), max_length=30)
    headings: dict[str, tuple[_Heading, ...]] = {}


def read_project_fields(path: Path, period: Period | None = None, place: str = PLACE) -> Fields:
    """The dictionary of a project, in a period: the built-in one and what the file adds, where there is one.

    A signed field follows the built-in signed ones, a reported field the reported ones. Raises
    `InputError` for a key that is unknown or ill-typed, for a name or label that is taken, and for a heading
    that another field has.
    """
    own = _read_file(path, place) if path.exists() else _OwnFile()
    fields = _add(BUILT_IN, own, place) if own.field or own.headings else BUILT_IN
    return fields.within(period) if period else fields


def _read_file(path: Path, place: str) -> _OwnFile:
    return validate(_OwnFile, read_toml(path, place), place)


def _add(fields: Fields, own: _OwnFile, place: str) -> Fields:
    every = _add_headings(fields, own, place)
    for number, declared in enumerate(own.field, start=1):
        field, where = declared.complete(), f"{place}, field {number} ({declared.name})"
        _check_free(field, every, fields, where)
        last = max(at for at, other in enumerate(every) if other.source == field.source)
        every.insert(last + 1, field)
    return replace(fields, every=tuple(every))


def _add_headings(fields: Fields, own: _OwnFile, place: str) -> list[Field]:
    every = {field.name: field for field in fields}
    for name, headings in own.headings.items():
        where = f"{place}, headings.{name}"
        if name not in every:
            raise InputError(
                where=where,
                found=f"không có trường {name!r}",
                expected="một trong: " + ", ".join(every),
                remedy="sửa tên trường, hoặc khai báo trường mới ở một mục [[field]]",
            )
        _check_headings(name, headings, every.values(), where)
        field = every[name]
        every[name] = field.model_copy(update={"headings": (*field.headings, *headings)})
    return list(every.values())


def _check_free(field: Field, others: Sequence[Field], fields: Fields, where: str) -> None:
    taken = {*_TAKEN, *fields.columns, *(other.name for other in others)}
    if field.name in taken:
        raise InputError(
            where=where,
            found=f"tên {field.name!r} đã dùng",
            expected="một tên chưa dùng; các tên đã dùng: " + ", ".join(sorted(taken)),
            remedy="đặt tên khác cho trường",
        )
    labels = {fold_heading(fields.label(name)): name for name in fields.columns}
    labels |= {fold_heading(other.label): other.name for other in others}
    if same := labels.get(fold_heading(field.label)):
        raise InputError(
            where=where,
            found=f"nhãn “{field.label}” đã là của {same}",
            expected="mỗi cột một tên gọi riêng",
            remedy="đặt nhãn khác cho trường",
        )
    _check_headings(field.name, field.headings, others, where)


def _check_headings(name: str, headings: Iterable[str], others: Iterable[Field], where: str) -> None:
    owners = {
        fold_heading(words): other.name for other in others if other.name != name for words in other.headings
    }
    for words in headings:
        if not fold_heading(words):
            raise InputError(
                where=where,
                found=f"tiêu đề “{words}” không có chữ nào",
                expected="tiêu đề cột như đơn vị ghi",
                remedy="ghi lại tiêu đề, hoặc bỏ đi",
            )
        if owner := owners.get(fold_heading(words)):
            raise InputError(
                where=where,
                found=f"tiêu đề “{words}” đã được nhận là cột {owner}",
                expected="tiêu đề mà chưa trường nào dùng",
                remedy=f"bỏ tiêu đề này; nếu đúng là cột {owner} thì không cần khai báo",
            )
