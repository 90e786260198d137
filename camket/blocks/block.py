"""The blocks of a page: they know what they say; the formats know how it looks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from camket.blocks.inline import Text, as_plain

BLOCK_MIME = "application/vnd.camket.block+json"


class _Block(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        from camket.blocks.as_html import block_to_html

        return {
            BLOCK_MIME: self.model_dump(mode="json"),
            "text/html": block_to_html(self),
            "text/plain": self.as_plain(),
        }

    def as_plain(self) -> str:
        """The block in one line of plain text."""
        raise NotImplementedError


class LedgerLine(BaseModel):
    """A figure of the ledger as a page carries it, the fields of `figures.json`."""

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


class Cover(_Block):
    """What a page is: the appendix's number, title, the report it goes with, and its warnings.

    `issued` dates the file (it is the report's day, so that reruns give the same bytes).
    `draft` says how many questions are open and is empty when none is. `ledger` goes with the page, so that
    its numbers can be followed without anything else: the PDF carries it as a file and, with an `index`, prints
    the lines of its numbers at the end. Without one, a number in the PDF leads into trace.html.
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
    index: bool = True
    fonts: tuple[str, ...] = ()
    margins_mm: tuple[int, int, int, int] = (20, 15, 20, 30)
    ledger: tuple[LedgerLine, ...] = ()

    def as_plain(self) -> str:
        return " – ".join(part for part in (self.label, self.title) if part)


class Heading(_Block):
    """A heading; level 2 is the highest below the page's title."""

    kind: Literal["heading"] = "heading"
    level: int = Field(ge=2, le=6)
    text: Text

    def as_plain(self) -> str:
        return as_plain(self.text)


class Paragraph(_Block):
    """A paragraph of running text."""

    kind: Literal["paragraph"] = "paragraph"
    text: Text

    def as_plain(self) -> str:
        return as_plain(self.text)


class Listing(_Block):
    """A list whose markers are printed as they are: `a)`, `b)`, … or `-`."""

    kind: Literal["listing"] = "listing"
    items: tuple[tuple[str, Text], ...]

    def as_plain(self) -> str:
        return "\n".join(f"{marker} {as_plain(text)}" for marker, text in self.items)


class Column(BaseModel):
    """A column: its heading, the heading it shares with its neighbours, its share of the width.

    `deadlines_of` is the year in which a column of deadlines is read, so that they are sorted as days. The
    few values of a column of `choices` are offered where the table is filtered.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    heading: str
    group: str = ""
    align: Literal["left", "center", "right"] = "left"
    width: float = 1.0
    deadlines_of: int | None = None
    choices: bool = False


class Row(BaseModel):
    """A row of cells; a `group` row has one cell over the whole width."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cells: tuple[Text, ...]
    kind: Literal["body", "group", "total"] = "body"
    anchor: str = ""


class Table(_Block):
    """A table with its title above and its note and source below. `head_column` heads its rows."""

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
    """A drawing as SVG, with its title, the finding it shows in words (`alt`), and its source."""

    kind: Literal["chart"] = "chart"
    title: str
    alt: Text
    svg: str
    source: str = ""

    def as_plain(self) -> str:
        return f"{self.title}: {as_plain(self.alt)}"


class SignOff(_Block):
    """Room for whoever receives a page to agree or not, and to sign: boxes to tick, empty lines, two signatures."""

    kind: Literal["sign_off"] = "sign_off"
    choices: tuple[str, ...]
    lines: int = Field(ge=0, description="empty lines below the choices")
    day: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    def as_plain(self) -> str:
        return "\n".join((*self.choices, self.day, " ".join(self.left), " ".join(self.right)))


class Preformatted(_Block):
    """Text that is shown as it was printed: what an analyst's own cell wrote."""

    kind: Literal["preformatted"] = "preformatted"
    text: str

    def as_plain(self) -> str:
        return self.text


class Picture(_Block):
    """A bitmap that an analyst's own cell drew, base64."""

    kind: Literal["picture"] = "picture"
    png: str
    alt: str

    def as_plain(self) -> str:
        return self.alt


Block = Annotated[
    Cover | Heading | Paragraph | Listing | Table | Chart | SignOff | Preformatted | Picture,
    Field(discriminator="kind"),
]
_ADAPTER: TypeAdapter[Block] = TypeAdapter(Block)


def block_from_json(data: object) -> Block:
    """A block read back from a notebook's output. Raises pydantic's `ValidationError`."""
    return _ADAPTER.validate_python(data)
