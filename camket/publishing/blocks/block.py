"""The blocks of a page. They hold content only; each output format decides the layout."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import groupby
from typing import Annotated, Any, Literal

import jinja2
from IPython.display import display
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, field_serializer, field_validator

from camket.dates import read_deadline
from camket.figures.record_sources import RecordSource
from camket.publishing.blocks.bars import Bars
from camket.publishing.blocks.inline import Text, as_plain

BLOCK_MIME = "application/vnd.camket.block+json"
# The output of a cell that declares a figure, with the fields of `figures.json`.
DECLARED_MIME = "application/vnd.camket.figure+json"


# Letters of a column of the width 1, and the bounds of a width.
_LETTERS_OF_ONE, _NARROWEST, _WIDEST = 9.0, 0.8, 6.0


def block_to_html(block: BaseModel) -> str:
    """Returns one block as an HTML fragment."""
    return load_templates().get_template("publishing/blocks/block.html.j2").render(block=block)


@cache
def load_templates() -> jinja2.Environment:
    """Loads the templates of the package, with escaping on."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("camket", "."),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["plain"] = as_plain
    environment.filters["data_uri"] = _svg_uri
    environment.filters["header_groups"] = header_groups
    environment.filters["day"] = _day
    return environment


def header_groups(columns: Sequence[Column]) -> list[tuple[str, int]]:
    """Returns the upper header row: each heading with the number of columns it spans. Empty headings span one each."""
    groups: list[tuple[str, int]] = []
    for name, members in groupby(columns, key=lambda column: column.group):
        width = len(list(members))
        groups += [(name, width)] if name else [("", 1)] * width
    return groups


def _day(text: Text, year: int) -> str:
    """The ISO date of a deadline, for sorting; empty where the text names no day."""
    day = read_deadline(as_plain(text), year=year)
    return day.isoformat() if day else ""


def _svg_uri(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


class _Block(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:

        return {
            BLOCK_MIME: self.model_dump(mode="json"),
            "text/html": block_to_html(self),
            "text/plain": self.as_plain(),
        }

    def as_plain(self) -> str:
        """Returns the block as plain text."""
        raise NotImplementedError


class LedgerLine(BaseModel):
    """A figure of the ledger on a page, with the fields of `figures.json`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str
    scope: str
    numerator: int
    denominator: int
    percent: str | None
    text: str
    population: str
    records: tuple[str, ...]

    @field_validator("records", mode="before")
    @classmethod
    def _split(cls, records: object) -> object:
        return tuple(records.split()) if isinstance(records, str) else records

    @field_serializer("records")
    def _join(self, records: tuple[str, ...]) -> str:
        """In a notebook they stand on one line: a list would have a line for each."""
        return " ".join(records)


class Cover(_Block):
    """The top of a page: the appendix's number, title, report and warnings.

    `issued` dates the file by the report's day, so that reruns give equal bytes. `draft` states the number of
    open questions and is empty where there is none. `ledger` and `sources` make the page self-contained: its PDF
    carries a workbook that leads from each printed number to its records and their cells. `fonts` are those of the
    machine that the page asks for before the shipped one. `code` ties the printed page to its data.
    """

    kind: Literal["cover"] = "cover"
    label: str = ""
    title: str
    subtitle: str = ""
    reference: str = ""
    agency: str
    superior: str
    notice: str = ""
    draft: Text = ()
    issued: date
    landscape: bool = False
    fonts: tuple[str, ...] = ()
    margins_mm: tuple[int, int, int, int] = (20, 15, 20, 30)
    ledger: tuple[LedgerLine, ...] = ()
    sources: tuple[RecordSource, ...] = ()
    code: str = ""

    def as_plain(self) -> str:
        return " – ".join(part for part in (self.label, self.title) if part)


class Heading(_Block):
    """A heading. Level 2 is the highest below the page's title. An `anchor` is the id by which links find it."""

    kind: Literal["heading"] = "heading"
    level: int = Field(ge=2, le=6)
    text: Text
    anchor: str = ""

    def as_plain(self) -> str:
        return as_plain(self.text)


class Paragraph(_Block):
    """A paragraph of running text."""

    kind: Literal["paragraph"] = "paragraph"
    text: Text

    def as_plain(self) -> str:
        return as_plain(self.text)


class Listing(_Block):
    """A list whose markers are printed as given: `a)`, `b)`, … or `-`."""

    kind: Literal["listing"] = "listing"
    items: tuple[tuple[str, Text], ...]

    def as_plain(self) -> str:
        return "\n".join(f"{marker} {as_plain(text)}" for marker, text in self.items)


class Column(BaseModel):
    """A column of a table: heading, group heading shared with its neighbours, alignment, relative width.

    `deadlines_of` is the year for reading a column of deadlines, which is then sorted by date. A column of
    `choices` has few values, which the filter offers as a list.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    heading: str
    group: str = ""
    align: Literal["left", "center", "right"] = "left"
    width: float = 1.0
    deadlines_of: int | None = None
    choices: bool = False


def fit_width(letters: float) -> float:
    """The relative width of a column whose longest cell has so many letters, within bounds."""
    return round(min(max(letters / _LETTERS_OF_ONE, _NARROWEST), _WIDEST), 1)


class Row(BaseModel):
    """A row of cells. A `group` row has one cell over the whole width."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cells: tuple[Text, ...]
    kind: Literal["body", "group", "total"] = "body"
    anchor: str = ""


class Table(_Block):
    """A table with its title above, its note and source below. `head_column` is the index of the row headers."""

    kind: Literal["table"] = "table"
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    source: str = ""
    head_column: int = 1

    def as_plain(self) -> str:
        lines = [self.title, "\t".join(column.heading for column in self.columns)]
        lines += ["\t".join(as_plain(cell) for cell in row.cells) for row in self.rows]
        return "\n".join(lines)


class Chart(_Block):
    """A drawing as SVG, with its title, its finding in words (`alt`) and its source.

    Slides draw their own bars where there are `bars`.
    """

    kind: Literal["chart"] = "chart"
    title: str
    alt: Text
    svg: str
    source: str = ""
    bars: Bars | None = None

    def as_plain(self) -> str:
        return f"{self.title}: {as_plain(self.alt)}"


class KeyNumbers(_Block):
    """A few numbers in a row, large, each with the words of what it counts."""

    kind: Literal["key_numbers"] = "key_numbers"
    items: tuple[tuple[Text, Text], ...]

    def as_plain(self) -> str:
        return "\n".join(f"{as_plain(number)} {as_plain(words)}" for number, words in self.items)


class SlideTitle(_Block):
    """The finding of a slide in a sentence, and what its speaker says or looks up. Pages leave it out."""

    kind: Literal["slide_title"] = "slide_title"
    text: Text
    notes: Text = ()

    def as_plain(self) -> str:
        return as_plain(self.text)


class SignOff(_Block):
    """A form to agree or disagree and to sign: boxes to tick, empty lines, two signatures."""

    kind: Literal["sign_off"] = "sign_off"
    choices: tuple[str, ...]
    lines: int = Field(ge=0, description="empty lines below the choices")
    day: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    def as_plain(self) -> str:
        return "\n".join((*self.choices, self.day, " ".join(self.left), " ".join(self.right)))


class Preformatted(_Block):
    """Text shown as printed by a cell of an analyst's own notebook."""

    kind: Literal["preformatted"] = "preformatted"
    text: str

    def as_plain(self) -> str:
        return self.text


class Picture(_Block):
    """A bitmap drawn by a cell of an analyst's own notebook, in base64."""

    kind: Literal["picture"] = "picture"
    png: str
    alt: str

    def as_plain(self) -> str:
        return self.alt


Block = Annotated[
    Cover
    | Heading
    | Paragraph
    | Listing
    | Table
    | Chart
    | KeyNumbers
    | SlideTitle
    | SignOff
    | Preformatted
    | Picture,
    Field(discriminator="kind"),
]
_ADAPTER: TypeAdapter[Block] = TypeAdapter(Block)


def block_from_json(data: object) -> Block:
    """Reads a block back from the output of a notebook. Raises pydantic's `ValidationError`."""
    return _ADAPTER.validate_python(data)


def show(*blocks: Block | None) -> None:
    """Shows blocks one below the other, or nothing if there are none."""
    for block in blocks:
        if block is not None:
            display(block)  # type: ignore[no-untyped-call]
