"""Count what an audit read, what it found wrong, and what has changed since; and the bound that it states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from camket.figures.audit_record import CONFIDENCE, Audit, Key, Statement, split_key
from camket.figures.ledger import ALL, Figure, build_figure
from camket.judging.classify import Judged
from camket.settings.period import Period
from camket.settings.states import Basis

READ, WRONG, UNSETTLED, CHANGED, BOUND, DECIDED, OPEN = (
    "audit.read", "audit.wrong", "audit.unsettled", "audit.changed", "audit.fewer_than", "audit.not_listed_decided",
    "audit.not_listed_unresolved",
)  # fmt: skip


def count_audit_figures(
    audit: Audit, statement: Statement, name: str, records: Iterable[Judged], period: Period
) -> list[Figure]:
    """The figures of an audit on the pages of the period `name`.

    They count the records of the whole list, of which the figure names those of this period. The bound has no
    records: nobody knows which they are.
    """
    wrong = audit.find_wrong()
    unsettled = dict.fromkeys(key for key, _ in audit.list_unsettled())
    whole, read = statement.population, statement.read
    listed = f"{period.title} được đưa vào danh sách kiểm chứng"
    if len(audit.listed.periods) > 1:
        listed += f" của các kỳ {', '.join(audit.listed.periods)}"
    drawn = f"{period.title} đã đọc kiểm chứng"
    everything = whole + len(audit.listed.decided) + len(audit.listed.unresolved)

    def figure(figure_id: str, label: str, keys: Iterable[Key], population: str, of: int) -> Figure:
        chosen = tuple(keys)
        counted = build_figure(figure_id, label, ALL, population, chosen, of, period)
        return replace(counted, records=tuple(own for key in chosen if (own := _own(key, name))))

    unlike = "được đọc khác kết quả của phần mềm mà chưa có người thứ hai xác định"
    decided = "do công chức tổng hợp kết luận kèm văn bản"
    bound = build_figure(BOUND, "bị xếp sai", ALL, listed, (), whole, period)
    stated = f"ít hơn {statement.fewer_than}/{whole} nội dung (độ tin cậy {CONFIDENCE})"
    return [
        figure(READ, "được đọc kiểm chứng", audit.readings, listed, whole),
        figure(WRONG, "bị xếp sai khi đọc kiểm chứng", wrong, drawn, read),
        figure(UNSETTLED, unlike, unsettled, drawn, read),
        figure(CHANGED, "đã đổi kết quả sau khi rút mẫu", _find_changed(audit, name, records), listed, whole),
        figure(DECIDED, decided, audit.listed.decided, period.title, everything),
        figure(OPEN, "chưa xác định được kết quả", audit.listed.unresolved, period.title, everything),
        replace(bound, numerator=statement.fewer_than, percent=None, text=stated),
    ]


def count_last_audit(
    audit: Audit | None, name: str, records: Sequence[Judged], period: Period
) -> dict[str, Figure]:
    """The figures of an audit by id, if there is one that states anything."""
    if audit is None or audit.statement is None:
        return {}
    return {each.id: each for each in count_audit_figures(audit, audit.statement, name, records, period)}


def _own(key: Key, name: str) -> str:
    """The id of a record of the period, or empty."""
    period, record_id = split_key(key)
    return record_id if period == name else ""


def _find_changed(audit: Audit, name: str, records: Iterable[Judged]) -> list[Key]:
    """The audited records of the period that have another status now, or are gone."""
    now = {judged.record.commitment.record_id: judged for judged in records}

    def status_now(key: Key, basis: Basis) -> str:
        judged = now.get(_own(key, name))
        return judged.at(basis).status if judged else ""

    return [key for key in audit.listed.list_changed(status_now) if _own(key, name)]
