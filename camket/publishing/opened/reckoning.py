"""Counts that a notebook reckons from frames: held against the ledger, or declared under the notebook's own name."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from camket.errors import FigureError, InputError
from camket.figures.ledger import ALL, UNITS, Figure, build_figure
from camket.publishing.blocks.block import DECLARED_MIME
from camket.settings.period import Period
from camket.text import fold

if TYPE_CHECKING:
    import pandas as pd

# A run names the notebook here; JupyterLab has its path in the other variable.
NOTEBOOK = "CAMKET_NOTEBOOK"
_SESSION = "JPY_SESSION_NAME"
_UNNAMED = "so_tay"
# The columns that tell what a row stands for, the first that a frame has.
KEYS = ("record_id", "registration_id", "item_id", "key")
_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Request:
    """A count to be made: its name, the part it belongs to (a unit or a group), and what it is called."""

    name: str
    label: str
    scope: str = ALL
    by: str = ""

    @property
    def place(self) -> str:
        """Where an error points to."""
        return f"period.figure(…, name={self.name!r})"

    @property
    def id(self) -> str:
        """The id in the ledger."""
        return self.name if self.scope == ALL else f"{self.name}@{self.scope}"


def count_frame(
    frame: pd.DataFrame, whole: pd.DataFrame, request: Request, population: str, period: Period
) -> Figure:
    """Returns the figure of the rows of `frame` among those of `whole`.

    Raises `InputError` for a name that is no id, for a frame without ids, for an id that stands twice, and for rows
    that are not in the whole.
    """
    if not _NAME.fullmatch(request.name):
        raise InputError(
            where=request.place,
            found="tên không dùng làm mã số liệu được",
            expected="chữ thường không dấu, số, dấu gạch dưới; các phần cách nhau bằng dấu chấm",
            remedy="đổi tên, ví dụ name='hoan_thanh_som'",
        )
    chosen, others = (_list_ids(each, request) for each in (frame, whole))
    if beyond := [each for each in chosen if each not in set(others)]:
        raise InputError(
            where=request.place,
            found=f"{len(beyond)} dòng không có trong bảng of=…: {_name_some(beyond)}",
            expected="các dòng được đếm là một phần của bảng of=…",
            remedy="lọc từ chính bảng đưa vào of=…",
        )
    return build_figure(
        request.id, request.label, request.scope, population, tuple(chosen), len(others), period
    )


def check_frame(frame: object, place: str) -> None:
    """Raises `InputError` for what is no DataFrame, such as the mask that should choose its rows."""
    import pandas as pd

    if not isinstance(frame, pd.DataFrame):
        raise InputError(
            where=place,
            found=f"{type(frame).__name__}, không phải bảng",
            expected="một DataFrame: các dòng được đếm",
            remedy="dùng điều kiện để lọc bảng: records[điều_kiện]; một cột thì dùng [[tên_cột]]",
        )


def check_scope(whole: pd.DataFrame, request: Request, scopes: Mapping[str, str]) -> None:
    """Raises `InputError` for a scope that is no unit and no group, and for rows of the whole that are not its own."""
    if request.scope == ALL:
        return
    column = scopes.get(request.scope)
    if column is None:
        raise InputError(
            where=request.place,
            found=f"scope={request.scope!r}: không có đơn vị, nhóm nào mang mã này",
            expected=", ".join(scopes),
            remedy="ghi đúng mã đơn vị hoặc nhóm, hoặc bỏ scope",
        )
    if column in whole.columns and (others := set(map(str, whole[column].unique())) - {request.scope}):
        raise InputError(
            where=request.place,
            found=f"bảng of=… có cả dòng của {_name_some(sorted(others))}",
            expected=f"scope={request.scope!r}: mọi dòng của of=… là của {request.scope}",
            remedy=f"đưa vào of=… các dòng của riêng {request.scope}: period.scopes(bảng)[{request.scope!r}]",
        )


def check_known(figure: Figure, request: Request, known: frozenset[str]) -> None:
    """Raises `InputError` for an id of no commitment, registration or other item of the period."""
    if unknown := [each for each in figure.records if each not in known]:
        raise InputError(
            where=request.place,
            found=f"{len(unknown)} mã không có trong kỳ: {_name_some(unknown)}",
            expected="mã của nội dung cam kết, nội dung đăng ký, nhiệm vụ của kỳ này",
            remedy="giữ nguyên cột mã của bảng; đếm đơn vị thì thêm by='unit'",
        )


def hold_against(figure: Figure, own: Figure, place: str) -> None:
    """Checks a count that a notebook has reckoned against the ledger's own. Raises `FigureError` for a difference."""
    differences = list(_list_differences(figure, own))
    if differences:
        raise FigureError(
            where=f"{place} › {own.id}",
            found="; ".join(differences),
            expected=f"như sổ số liệu: {own.text}, {own.label}",
            remedy="sửa cách tính ở ô này; nếu là chỉ tiêu của riêng sổ tay thì đặt tên khác, không trùng mã sẵn có",
        )


def declare_figure(figure: Figure, request: Request) -> Figure:
    """Returns a figure under the namespace of its notebook, and puts it into the output of the cell."""
    if not request.label:
        raise InputError(
            where=request.place,
            found="chưa có tên gọi của số liệu",
            expected="label='…', ví dụ label='hoàn thành trước hạn'",
            remedy="thêm label",
        )
    own = replace(figure, id=f"{name_namespace(os.environ)}.{figure.id}")
    _publish(own)
    return own


def name_namespace(environment: Mapping[str, str]) -> str:
    """What the ids of a notebook's own figures begin with: its file name, in plain letters."""
    called = environment.get(NOTEBOOK) or PurePath(environment.get(_SESSION, "")).stem or _UNNAMED
    return make_namespace(called)


def make_namespace(notebook: str) -> str:
    """The name of a notebook in plain letters: `Thống kê xã` gives `thong_ke_xa`."""
    return fold(notebook).replace(" ", "_") or _UNNAMED


def mark_units(request: Request) -> Request:
    """A count of units is told by its id."""
    if request.by != "unit" or request.name.startswith(UNITS):
        return request
    return replace(request, name=f"{UNITS}{request.name}")


def _list_ids(frame: pd.DataFrame, request: Request) -> list[str]:
    key = request.by or next((name for name in KEYS if name in (*frame.columns, frame.index.name)), "")
    if key not in (*frame.columns, frame.index.name) or not key:
        raise InputError(
            where=request.place,
            found=f"bảng có các cột {', '.join(map(str, frame.columns)) or '(không có)'}",
            expected=f"cột {request.by or 'record_id (hoặc registration_id)'}, để biết mỗi dòng là nội dung nào",
            remedy="giữ cột này khi lọc; đếm theo nhóm thì đếm từng phần mà groupby tách ra; "
            "đếm đơn vị thì thêm by='unit'",
        )
    ids = [str(each) for each in (frame[key] if key in frame.columns else frame.index)]
    if twice := [each for each, times in Counter(ids).items() if times > 1]:
        raise InputError(
            where=request.place,
            found=f"{len(twice)} mã đứng ở nhiều dòng: {_name_some(twice)}",
            expected="mỗi nội dung một dòng",
            remedy="bỏ dòng trùng (drop_duplicates) trước khi đếm",
        )
    return ids


def _list_differences(figure: Figure, own: Figure) -> Iterator[str]:
    if sorted(figure.records) != sorted(own.records) and own.records:
        more, fewer = set(figure.records) - set(own.records), set(own.records) - set(figure.records)
        said = [f"thừa {_name_some(sorted(more))}"] if more else []
        said += [f"thiếu {_name_some(sorted(fewer))}"] if fewer else []
        yield f"{figure.numerator} thay vì {own.numerator} ({'; '.join(said)})"
    elif figure.numerator != own.numerator:
        yield f"{figure.numerator} thay vì {own.numerator}"
    if figure.denominator != own.denominator:
        yield f"tính trên {figure.denominator} thay vì {own.denominator}"
    if figure.label != own.label:
        yield f"tên gọi “{figure.label}”"


def _name_some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_MOST_NAMED]) + (", …" if len(ids) > _MOST_NAMED else "")


def _publish(figure: Figure) -> None:
    from IPython.core.getipython import get_ipython
    from IPython.display import publish_display_data

    from camket.figures.store import figure_data

    if get_ipython() is not None:
        publish_display_data({DECLARED_MIME: figure_data(figure), "text/plain": ""})  # type: ignore[no-untyped-call]
