"""What keeps a report from being final: places left blank, text of another period, units forgotten, files changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from camket.errors import CamketError, InputError, OpenQuestionsError, list_faults
from camket.exchange.apply import refuse_unapplied
from camket.exchange.period_sources import MARK, list_marked
from camket.exchange.review_workbook import FILE as REVIEW
from camket.pipeline import Prepared
from camket.running.changes import compare_files
from camket.running.manifest import MANIFEST, list_input_files, read_manifest
from camket.settings.period import Carried, Period, read_period
from camket.settings.project import PeriodFolder
from camket.settings.units import read_units

# What people write where something is still to come.
_PLACEHOLDER = re.compile(rf"{MARK}|…|\.{{3,}}|_{{3,}}")
_LABELS: Mapping[Carried, str] = {
    "notice": "lưu ý in trên mọi sản phẩm",
    "legal_bases": "các căn cứ",
    "signer_name": "người ký",
}
# The titles of the signer go with the name.
_CONFIRMED_WITH: Mapping[str, Carried] = {"signer_titles": "signer_name"}
# The number and the day may come after the signature.
_MAY_WAIT = frozenset({"number", "day"})


def refuse_unfinished(folder: PeriodFolder, prepared: Prepared, further: Sequence[InputError]) -> None:
    """Raise one error that lists all that keeps a report from being final, `further` findings last.

    It is `OpenQuestionsError` where a question is open, else `InputError`.
    """
    asked = [_say_open_questions(folder.name, prepared)] if prepared.questions else []
    findings: list[CamketError] = [*asked, *find_unfinished(folder, prepared), *further]
    if len(findings) == 1:
        raise findings[0]
    if findings:
        kind = OpenQuestionsError if asked else InputError
        raise kind(
            where=f"camket run {folder.name} --final",
            found=f"chưa phát hành được, còn {len(findings)} việc:{list_faults(findings)}",
            expected="không còn việc nào ở trên",
            remedy="làm từng việc như đã nêu rồi chạy lại; hoặc bỏ --final để ra bản dự thảo",
        )


def find_unfinished(folder: PeriodFolder, prepared: Prepared) -> Iterator[InputError]:
    """All that is unfinished besides open questions: the settings of the report, and the units."""
    period, place = prepared.period, f"data/raw/{folder.name}/period.toml"
    yield from _find_blanks(period, place)
    yield from _find_carried(folder, period, place)
    yield from _find_forgotten_units(folder, prepared, place)
    yield from _find_unchecked(folder, prepared)


def list_unfinished_settings(folder: PeriodFolder, period: Period) -> tuple[str, ...]:
    """The keys of period.toml that keep a report from being final, in their order, each once."""
    place = f"data/raw/{folder.name}/period.toml"
    faults = (*_find_blanks(period, place), *_find_carried(folder, period, place))
    return tuple(dict.fromkeys(fault.where.removeprefix(f"{place}, ") for fault in faults))


def _find_unchecked(folder: PeriodFolder, prepared: Prepared) -> Iterator[InputError]:
    """Decisions that wait for a second person, whether or not the record is open without them."""
    label = prepared.period.scheme.label_basis
    waiting = [
        f"{judged.record.commitment.record_id} ({label(made.basis)})"
        for judged in prepared.records
        for made in judged.proposed.values()
    ]
    if waiting:
        yield InputError(
            where=f"data/raw/{folder.name}/decisions.csv",
            found=f"{len(waiting)} quyết định chờ người thứ hai kiểm tra: {'; '.join(waiting)}",
            expected="mọi quyết định về kết quả đã có người thứ hai kiểm tra",
            remedy=f"người kiểm tra ghi tên ở trang Đã quyết định của outputs/{folder.name}/{REVIEW} rồi áp dụng; hoặc "
            "thu hồi quyết định",
        )


def _find_blanks(period: Period, place: str) -> Iterator[InputError]:
    """Keys that nobody has given, and texts with a place left blank."""
    for key, label, none in (
        ("legal_bases", "các căn cứ", "[]"),
        ("signer_name", "họ và tên người ký", '""'),
    ):
        if key not in period.report.model_fields_set:
            yield InputError(
                where=f"{place}, report.{key}",
                found=f"chưa có {key} ({label})",
                expected=f"{label}, hoặc ghi rõ là không có",
                remedy=f"ghi {key} trong [report]; báo cáo không có thì ghi {key} = {none}",
            )
    texts = {**period.model_dump(exclude={"report", "scheme"}), **period.report.model_dump()}
    for key, value in texts.items():
        said = " ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        if key not in _MAY_WAIT and (blank := _PLACEHOLDER.search(said)):
            yield InputError(
                where=f"{place}, {key}",
                found=f"còn chỗ để trống “{said[max(blank.start() - 30, 0) : blank.end() + 30]}”",
                expected="nội dung đầy đủ",
                remedy=f"điền {key}",
            )


def _find_carried(folder: PeriodFolder, period: Period, place: str) -> Iterator[InputError]:
    """What is still marked as another period's, or is the same as there, and was not confirmed."""
    marked = list_marked((folder.raw / "period.toml").read_bytes().decode("utf-8-sig"))
    # Earlier versions of camket wrote the cut-off as the day, and marked it.
    may_wait = _MAY_WAIT - ({"day"} if period.report.day else set())
    for key in marked:
        confirmed = _CONFIRMED_WITH.get(key, key)
        if key not in may_wait and {key, confirmed}.isdisjoint(period.confirmed):
            yield InputError(
                where=f"{place}, {key}",
                found=f"còn ghi {MARK}",
                expected="nội dung của kỳ này",
                remedy=f"sửa {key} rồi xóa ghi chú {MARK}"
                + (f'; vẫn đúng thì ghi confirmed = ["{confirmed}"]' if confirmed in _LABELS else ""),
            )
    others = list(_read_earlier(folder, period))
    for key in _LABELS:
        same = [name for name, other in others if _said(other, key) == _said(period, key)]
        if same and _said(period, key) and key not in (*period.confirmed, *marked):
            yield InputError(
                where=f"{place}, {key}",
                found=f"{_LABELS[key]} giống hệt kỳ {same[-1]}",
                expected="nội dung của kỳ này, hoặc xác nhận là vẫn đúng",
                remedy=f'sửa {key}; vẫn đúng thì ghi confirmed = ["{key}"] ở đầu tệp, cách nhau bằng dấu phẩy nếu '
                "có nhiều mục",
            )
    report = period.report
    for name, other in others:
        if (
            report.is_numbered
            and report.day
            and (other.report.number, other.report.day) == (report.number, report.day)
        ):
            yield InputError(
                where=f"{place}, number, day",
                found=f"số và ngày báo cáo giống hệt kỳ {name}",
                expected="số và ngày của báo cáo kỳ này, hoặc để trống cho đến khi ký",
                remedy=f'ghi number = "{report.symbol}" và xóa dòng day',
            )


def _read_earlier(folder: PeriodFolder, period: Period) -> Iterator[tuple[str, Period]]:
    """The other periods of the project with an earlier cut-off, by name; unreadable ones are passed over."""
    for path in sorted(folder.raw.parent.glob("*/period.toml")):
        try:
            other = read_period(path, path.parent.name, period.scheme)
        except InputError:
            continue
        if path.parent != folder.raw and other.cut_off < period.cut_off:
            yield path.parent.name, other


def _said(period: Period, key: Carried) -> object:
    return period.notice if key == "notice" else getattr(period.report, key)


def _find_forgotten_units(folder: PeriodFolder, prepared: Prepared, place: str) -> Iterator[InputError]:
    """Units of the cut-off day without a commitment that were not declared to have none, and wrong declarations."""
    period = prepared.period
    units = read_units(folder.units_file, "data/raw/units.csv", on=period.cut_off, scheme=period.scheme)
    signed = {unit.code for unit in prepared.units}
    forgotten = [unit for unit in units if unit.code not in signed and unit.code not in period.no_commitments]
    if forgotten:
        codes = ", ".join(
            f'"{code}"' for code in (*period.no_commitments, *(unit.code for unit in forgotten))
        )
        yield InputError(
            where="data/raw/units.csv",
            found=f"{len(forgotten)}/{len(units)} đơn vị không có nội dung nào trong danh mục đã ký: "
            + "; ".join(f"{unit.code} ({unit.name})" for unit in forgotten),
            expected="mỗi đơn vị có nội dung cam kết, hoặc được khai là không ký cam kết",
            remedy=f"bổ sung danh mục; đơn vị không ký thì ghi vào đầu tệp period.toml: no_commitments = [{codes}]",
        )
    wrong = [
        code for code in period.no_commitments if code in signed or code not in {unit.code for unit in units}
    ]
    if wrong:
        yield InputError(
            where=f"{place}, no_commitments",
            found=f"{', '.join(wrong)}: có nội dung trong danh mục, hoặc không có trong units.csv vào ngày chốt",
            expected="mã của đơn vị không ký cam kết nào",
            remedy="bỏ các mã này khỏi no_commitments",
        )


def find_changed_files(folder: PeriodFolder) -> Iterator[InputError]:
    """Raw files that differ from those of the last run: nobody has seen a draft with them."""
    if not (folder.outputs / MANIFEST).is_file():
        return
    try:
        changed = compare_files(read_manifest(folder).inputs, list_input_files(folder))
    except InputError as error:
        yield error
        return
    if changed:
        yield InputError(
            where=f"data/raw/{folder.name}",
            found=f"{len(changed)} tệp đã đổi sau lần chạy gần nhất: {'; '.join(changed)}",
            expected="bản dự thảo làm từ chính các tệp này đã được xem lại",
            remedy=f"chạy camket run {folder.name} (không có --final), xem lại dự thảo rồi phát hành",
        )


def find_unapplied(folder: PeriodFolder, prepared: Prepared) -> list[InputError]:
    """The error about a workbook with answers that are not applied yet, if there is one."""
    try:
        refuse_unapplied(folder, prepared)
    except InputError as error:
        return [error]
    return []


def _say_open_questions(name: str, prepared: Prepared) -> OpenQuestionsError:
    asked = [f"{question.record_id} ({question.field})" for question in prepared.questions]
    return OpenQuestionsError(
        where=f"data/processed/{name}/review.csv",
        found=f"còn {len(asked)} câu hỏi chưa trả lời: {', '.join(asked)}",
        expected="không còn câu hỏi nào khi phát hành bản chính thức (--final)",
        remedy=f"xem bằng camket review {name}, trả lời rồi chạy lại; hoặc bỏ --final để ra bản DỰ THẢO "
        f"cùng outputs/{name}/{REVIEW}",
    )
