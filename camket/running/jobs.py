"""The work handed to a worker process."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from camket.errors import UsageError
from camket.settings.scheme import Scheme

if TYPE_CHECKING:
    from camket.publishing.blocks.block import LedgerLine

# The notebook of the units' sheets, and its parameter.
UNIT, UNIT_PARAMETER = "unit", "unit"

Value = str | int | float | bool
_TYPES: dict[str, type[Value]] = {"str": str, "int": int, "float": float, "bool": bool}
_BOOLEANS = {"true": True, "false": False, "1": True, "0": False}


# Magics whose cells are Python all the same.
_PLAIN_MAGICS = frozenset(
    {"time", "timeit", "capture", "prun", "html", "markdown", "latex", "svg", "javascript", "js"}
)


def asks_for_kernel(notebook: Path) -> bool:
    """Whether a notebook cannot be run within a worker: another language, or a cell for another program (`%%bash`).

    Its metadata may ask too (`"camket": {"kernel": true}`).
    """
    try:
        read = json.loads(notebook.read_text(encoding="utf-8"))
        metadata = read.get("metadata", {})
        sources = ["".join(cell["source"]).lstrip() for cell in read["cells"] if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return True
    magics = {
        source[2:].split(maxsplit=1)[0]
        for source in sources
        if source.startswith("%%") and source[2:].strip()
    }
    language = metadata.get("kernelspec", {}).get("language", "python")
    return bool(language != "python" or magics - _PLAIN_MAGICS or metadata.get("camket", {}).get("kernel"))


class Progress(Protocol):
    """Takes what is being done: the next step, or how far the present one is."""

    def __call__(self, text: str, *, step: bool = True) -> None: ...


def say_nothing(text: str, *, step: bool = True) -> None:
    """The progress of a run that nobody watches."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One declared parameter, such as `show_evidence: bool = False`."""

    name: str
    type: str
    default: Value


def read_parameters(notebook: Path) -> dict[str, Parameter]:
    """Reads the parameters declared in the cell tagged `parameters`, by name.

    Each parameter needs an annotation: str, int, float or bool. papermill itself accepts any name and value.
    Raises `UsageError` where the cell is missing or declares something else.
    """
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    except (ValueError, KeyError) as error:
        raise UsageError(
            where=notebook.name,
            found=f"không phải sổ tay ({type(error).__name__}: {error})",
            expected="một sổ tay Jupyter, nbformat 4",
            remedy="lấy lại tệp, hoặc mở bằng JupyterLab rồi lưu lại",
        ) from None
    tagged = [cell for cell in cells if "parameters" in cell.get("metadata", {}).get("tags", ())]
    if not tagged:
        raise UsageError(
            where=notebook.name,
            found="không có ô nào gắn thẻ 'parameters'",
            expected="một ô gắn thẻ 'parameters', ít nhất có: period: str = \"\"",
            remedy="gắn thẻ cho ô trong JupyterLab (property inspector, Cell Tags)",
        )
    source = "".join(tagged[0]["source"])
    parameters = {}
    try:
        lines = ast.parse(source).body
    except SyntaxError as error:
        raise UsageError(
            where=f"{notebook.name}, ô parameters",
            found=f"{error.msg} (dòng {error.lineno})",
            expected='các khai báo như  period: str = "2022-10"',
            remedy="sửa ô này trong JupyterLab",
        ) from None
    for line in lines:
        parameter = _parse_declaration(line)
        if parameter is None:
            raise UsageError(
                where=f"{notebook.name}, ô parameters",
                found=ast.unparse(line),
                expected='các khai báo như  period: str = "2022-10"  với str, int, float hoặc bool',
                remedy="ghi kiểu và giá trị mặc định của tham số",
            )
        parameters[parameter.name] = parameter
    return parameters


def check_parameters(
    declared: Mapping[str, Mapping[str, Parameter]], period: str, given: Sequence[str]
) -> dict[str, dict[str, Value]]:
    """Returns the parameter values of each notebook, from texts `NAME=VALUE` or `NOTEBOOK.NAME=VALUE`.

    Raises `UsageError` for a name that no notebook declares and for a value of the wrong type.
    """
    values: dict[str, dict[str, Value]] = {
        notebook: {"period": period} if "period" in parameters else {}
        for notebook, parameters in declared.items()
    }
    for text in given:
        target, equals, raw = text.partition("=")
        notebook, _, name = target.rpartition(".")
        chosen = [n for n, parameters in declared.items() if name in parameters and notebook in ("", n)]
        if not equals or not chosen or name == "period":
            known = sorted(
                {f"{n}.{p}" for n, parameters in declared.items() for p in parameters if p != "period"}
            )
            raise UsageError(
                where=f"--parameter {text}",
                found=f"không sổ tay nào khai báo {target!r}"
                if equals and name != "period"
                else "không phải TÊN=GIÁ_TRỊ",
                expected="TÊN=GIÁ_TRỊ hoặc SỔ_TAY.TÊN=GIÁ_TRỊ, với một trong: "
                + (", ".join(known) or "(không có)"),
                remedy="sửa tên; `period` do chính lệnh đặt",
            )
        for n in chosen:
            values[n][name] = _convert(raw, declared[n][name], text)
    return values


def fill_in_defaults(
    declared: Mapping[str, Mapping[str, Parameter]], values: Mapping[str, Mapping[str, Value]]
) -> dict[str, dict[str, Value]]:
    """Returns all parameter values of each notebook, with its defaults for those not given."""
    return {
        notebook: {name: parameter.default for name, parameter in parameters.items()} | {**values[notebook]}
        for notebook, parameters in declared.items()
    }


def _parse_declaration(line: ast.stmt) -> Parameter | None:
    match line:
        case ast.AnnAssign(target=ast.Name(id=name), annotation=ast.Name(id=kind), value=ast.expr() as value):
            if kind not in _TYPES:
                return None
            try:
                default = ast.literal_eval(value)
            except ValueError:
                return None
            return Parameter(name, kind, default) if type(default) is _TYPES[kind] else None
    return None


def _convert(raw: str, parameter: Parameter, text: str) -> Value:
    try:
        if parameter.type == "bool":
            return _BOOLEANS[raw.lower()]
        return _TYPES[parameter.type](raw)
    except (ValueError, KeyError):
        raise UsageError(
            where=f"--parameter {text}",
            found=f"{raw!r} không thuộc kiểu {parameter.type}",
            expected=f"{parameter.name}: {parameter.type}, ví dụ {parameter.name}={parameter.default}",
            remedy="sửa giá trị",
        ) from None


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one notebook may run, and how much it may put out."""

    minutes: float
    megabytes: float

    @property
    def seconds(self) -> float:
        """The time in seconds."""
        return self.minutes * 60


@dataclass(frozen=True, slots=True)
class Job:
    """A notebook with its parameters and its output folder. `pages` are all that its run makes, by name."""

    name: str
    notebook: Path
    parameters: Mapping[str, Value]
    outputs: Path
    environment: Mapping[str, str]
    limits: Limits
    pages: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What a message calls it."""
        return f"{self.name}.ipynb"


@dataclass(frozen=True, slots=True)
class Rendered:
    """What became of a notebook: its outputs, as paths in the outputs folder, and the figures that it declared."""

    outputs: tuple[str, ...]
    declared: tuple[LedgerLine, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitJob:
    """The units' notebook for one unit, with its parameters, its tables and its output folder."""

    code: str
    notebook: Path
    parameters: Mapping[str, Value]
    tables: Path
    outputs: Path
    scheme: Scheme
    environment: Mapping[str, str]
    limits: Limits

    @property
    def label(self) -> str:
        """What a message calls it."""
        return f"{self.notebook.stem} ({self.code}).ipynb"


def name_sheet(code: str, kind: str) -> str:
    """Returns the path of a unit's sheet in the outputs, such as `units/SNV.pdf`."""
    return f"units/{code}.{kind}"
