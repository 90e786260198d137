"""What an audit states, in sentences whose numbers are figures."""

from types import SimpleNamespace

import pytest

from camket.figures.audit_figures import count_audit_figures
from camket.figures.audit_record import Audit, AuditList, Draw, Reading, Statement, summarize
from camket.publishing.analyses.audit_sentences import audit_block, say_audit
from camket.publishing.blocks.inline import Printed, as_plain
from samples import PERIOD


def audited(*, wrong=0, periods=("2022-10",), decided=()):
    keys = [f"{periods[0]}/SNV-{number:02}" for number in range(1, 41)]
    listed = AuditList(
        hash="abc",
        tables=dict.fromkeys(periods, "t"),
        whole=(),
        records=dict.fromkeys(keys, ("completed", "completed")),
        decided=decided,
        unresolved=(),
    )
    readings = {
        key: Reading(
            key=key, cut_off="stopped" if at < wrong else "completed", full_year="completed", reader="B"
        )
        for at, key in enumerate(keys[:25])
    }
    statement = Statement(population=40, read=25, wrong=wrong, unsettled=wrong, fewer_than=4, aim=3)
    return Audit(
        listed, {"30452": Draw(hash="abc", number="30452", drawn=25, aim=3)}, readings, {}, statement
    )


def sentences(audit):
    figures = count_audit_figures(audit, audit.statement, "2022-10", (), PERIOD)
    texts = list(say_audit({figure.id: figure for figure in figures}, summarize(audit)))
    return texts, [as_plain(text) for text in texts]


def test_the_statement_stands_first_with_its_bound_and_its_list():
    texts, said = sentences(audited())
    assert said[0] == "Đủ căn cứ kết luận, với độ tin cậy 95%, có ít hơn 4 trong 40 nội dung bị xếp sai."
    assert [run.figure for run in texts[0] if isinstance(run, Printed)] == ["audit.fewer_than"] * 2


def test_sample_errors_and_seed_are_named():
    _, said = sentences(audited(wrong=2))
    assert "Có 25/40 nội dung được đọc kiểm chứng" in said[1]
    assert "trong đó có 02 nội dung bị xếp sai" in said[1]
    assert "02 nội dung được đọc khác kết quả của phần mềm" in said[2]
    assert "Mẫu rút theo số công khai 30452 và mã danh sách abc." in said


@pytest.mark.parametrize(
    ("audit", "said"),
    [
        (audited(decided=("2022-10/SNV-99",)), "01 nội dung do công chức tổng hợp kết luận kèm văn bản"),
        (audited(periods=("2022-09", "2022-10")), "gộp các kỳ 2022-09 và 2022-10"),
    ],
)
def test_what_narrows_or_widens_the_list_is_told(audit, said):
    assert any(said in text for text in sentences(audit)[1])
    assert not any(said in text for text in sentences(audited())[1])


def test_a_change_after_the_draw_is_told():
    _, said = sentences(audited())
    assert any("có 40 nội dung đã đổi kết quả sau khi rút mẫu" in text for text in said)  # all are gone


def test_a_period_without_an_audit_says_so():
    block = audit_block(SimpleNamespace(audit=None))
    assert "chưa có kết quả đọc kiểm chứng" in as_plain(block.text)
