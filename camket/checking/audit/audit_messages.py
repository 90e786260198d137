"""What `camket audit` says on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from camket.checking.audit.audit import Step
from camket.checking.audit.audit_workbook import label_reading
from camket.checking.audit.blind_sample import count_changed, say_key, usual_aims
from camket.checking.audit.evaluation import count_for, count_unread, evaluate, follow_draw, list_next
from camket.checking.audit.mending import find_alike, write_decisions
from camket.figures.audit_figures import count_audit_figures
from camket.figures.audit_record import DISPUTED, AuditSummary, Key, summarize
from camket.publishing.analyses.audit_sentences import say_bound
from camket.publishing.blocks.inline import as_plain
from camket.settings.states import Basis

_MOST_NAMED = 10


def describe_step(step: Step) -> Iterator[str]:
    """The lines after a step: what is on record, what it shows, what is next."""
    yield from describe_audit(step)
    yield from _describe_next(step)


def describe_audit(step: Step) -> Iterator[str]:
    """What is on record of an audit, and what it shows."""
    audit = step.audit
    for text in step.broken:
        yield f"CẢNH BÁO: {text}; hồ sơ kiểm chứng không còn nguyên vẹn"
    yield from _describe_list(step)
    for number, draw in audit.draws.items():
        read = follow_draw(audit, number).read
        yield f"Lần rút theo số {number}: rút {draw.drawn} nội dung theo thứ tự ngẫu nhiên; đã đọc liền mạch {read}."
    if len(audit.draws) > 1:
        yield "Mọi lần rút đều được ghi và đều tính: kết luận chỉ được nêu ở mức mà từng lần rút đều chứng tỏ."
    for place in step.written:
        yield f"Đã ghi {place}"
    for what in step.skipped:
        yield f"không đọc: {what}"
    if step.added:
        yield (
            f"Đã ghi nhận {len(step.added.readings)} nội dung đã đọc, {len(step.added.settlements)} kết quả được "
            f"xác định; {step.known} dòng đã có từ trước."
        )
    if audit.readings:
        yield from _describe_errors(step)
        yield from _describe_statement(step)


def _describe_list(step: Step) -> Iterator[str]:
    listed = step.audit.listed
    names, scheme = ", ".join(listed.periods), step.period.scheme
    yield f"Kiểm chứng kỳ {names}: {len(listed.records)} nội dung trong danh sách."
    if listed.decided or listed.unresolved:
        yield (
            f"  không kể {len(listed.decided)} nội dung do công chức tổng hợp kết luận kèm văn bản, "
            f"{len(listed.unresolved)} nội dung chưa xác định"
        )
    if listed.whole:
        called = ", ".join(map(scheme.short, listed.whole))
        yield f"  đọc hết {len(listed.read_whole)} nội dung được xếp: {called}"
    yield f"  mã danh sách (SHA-256): {listed.hash}"
    yield f"  {'đã ghi thêm vào' if step.new and not step.audit.draws else 'ghi trong'} history.jsonl của kỳ"
    if step.period.notice:
        yield f"  {step.period.notice}"
    if not step.is_present:
        changed = count_changed(listed, step.tables)
        yield (
            f"CẢNH BÁO: bảng kết quả đã thay đổi sau khi lập danh sách ({changed} nội dung đổi kết quả). Kết luận dưới "
            "đây là cho bảng cũ."
        )


def _describe_errors(step: Step) -> Iterator[str]:
    """What was found wrong, what a second person has to settle, how to mend it, and which records are like it."""
    audit, scheme = step.audit, step.period.scheme
    wrong, unsettled = audit.find_wrong(), audit.list_unsettled()
    for key, bases in wrong.items():
        for basis in bases:
            found = scheme.short(audit.listed.found(key, basis))
            yield (
                f"✗ {say_key(key, audit.listed)} ({scheme.label_basis(basis)}): phần mềm xếp {found}, "
                f"{_describe_reading(step, key, basis)}"
            )
    if unsettled:
        yield (
            f"Còn {len(unsettled)} kết quả khác nhau chờ người thứ hai xác định trong audit_differences.xlsx; khi chưa "
            "xác định thì tính là xếp sai."
        )
    settled = {key for key, _ in audit.settlements} & set(wrong)
    if write_decisions(audit, step.tables):
        yield (
            "Sửa lỗi đã xác định: điền ngày quyết định (và văn bản nếu cần) trong audit_decisions.csv, chép các dòng "
            "vào decisions.csv của kỳ, rồi chạy lại camket run. Lỗi đã gặp vẫn được tính trong kết luận."
        )
    for key, alike in find_alike(audit, step.tables).items():
        if key in settled and alike:
            named = ", ".join(say_key(each, audit.listed) for each in alike[:_MOST_NAMED])
            more = f" và {len(alike) - _MOST_NAMED} nội dung khác" if len(alike) > _MOST_NAMED else ""
            yield f"Cùng quy tắc với {say_key(key, audit.listed)}, chưa ai đọc, nên xem lại: {named}{more}"


def _describe_reading(step: Step, key: Key, basis: Basis) -> str:
    audit, scheme = step.audit, step.period.scheme
    reading, settled = audit.readings[key], audit.settlements.get((key, basis))
    read = f"{reading.reader} đọc là {label_reading(reading.at(basis), scheme)}"
    if settled is None:
        return read
    if settled.status == DISPUTED:
        return f"{read}; còn ý kiến khác nhau"
    return f"{read}; {settled.settled_by} xác định {label_reading(settled.status, scheme)}"


def _describe_statement(step: Step) -> Iterator[str]:
    audit = step.audit
    statement = evaluate(audit)
    yield (
        f"Đã đọc {statement.read}/{statement.population} nội dung, {statement.wrong} nội dung bị xếp sai"
        + (f" (trong đó {statement.unsettled} chưa xác định)." if statement.unsettled else ".")
    )
    summary = summarize(replace(audit, statement=statement))
    if summary and statement.says_anything:
        said = _say_bound(step, summary)
        wanted = (
            f" (chưa đạt mức ít hơn {statement.aim} đã định)" if statement.fewer_than > statement.aim else ""
        )
        yield f"{said.rstrip('.')}{wanted}."
    else:
        yield "Chưa đủ căn cứ kết luận."
    for number, draw in audit.draws.items():
        progress = follow_draw(audit, number)
        if progress.gap and progress.read < draw.drawn:
            yield (
                f"Lần rút theo số {number} còn thiếu {say_key(progress.gap, audit.listed)}: nội dung đã đọc sau đó "
                "theo thứ tự rút chưa được tính vào mẫu."
            )


def _say_bound(step: Step, summary: AuditSummary) -> str:
    audit = step.audit
    figures = count_audit_figures(audit, summary.statement, audit.listed.periods[-1], (), step.period)
    return as_plain(say_bound({figure.id: figure for figure in figures}, summary))


def _describe_next(step: Step) -> Iterator[str]:
    audit, names = step.audit, " ".join(step.audit.listed.periods)
    aims = list(usual_aims(len(audit.listed.records)))
    if not audit.draws:
        for aim in aims:
            yield f"  đọc {count_for(audit.listed, aim)} nội dung, không gặp lỗi nào: kết luận được có ít hơn {aim}"
        yield "Tiếp theo: công bố mã danh sách; sau đó định một số trước nhiều người (gieo xúc xắc, kết quả xổ số),"
        yield f"rồi chạy camket audit {names} --seed SỐ"
        return
    if unread := count_unread(audit):
        yield f"Còn {unread} nội dung trong audit.xlsx chưa đọc; ghi xong thì camket audit {names} --apply <tệp>"
    for aim, more in list_next(audit, iter(aims)):
        yield f"  đọc thêm {more} nội dung, không gặp thêm lỗi: kết luận được có ít hơn {aim}"
    if audit.readings:
        yield f"Rút thêm: camket audit {names} --fewer-than K. Đưa kết luận vào các trang: camket run <kỳ>."
