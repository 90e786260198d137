"""A unit's items meet its own tasks of the programme first; a task is that of many units, each its part."""

import pytest

from camket.intake.joining.record import Source
from camket.next_year.candidates import match_programme, rank_candidates
from camket.next_year.items import ProgrammeItem, Registration
from samples import HCL, SNV, STC

SOURCE = Source("programme.xlsx", "a" * 64, "S", 2)
LEVELS = frozenset(("department",))
BRIDGES, COURSES = "Xây dựng cầu nông thôn thay cầu tạm", "Mở lớp kỹ năng số cho cán bộ cấp xã"
HALF = "Duy tu các cầu nông thôn xuống cấp, thanh thải lòng kênh"
MARKET = "Nâng cấp chợ nông sản Mỹ Hiệp"


def item(unit, content, target="", number=1):
    return Registration(
        f"{unit.code}-2023-{number:02d}", unit, number, content, target, target, "", "", "", "", SOURCE, {}
    )


def task(number, content, unit=None, groups=(), target="", deadline="", basis=""):
    return ProgrammeItem(
        f"CTR-{number}", unit, frozenset(groups), "", content, target, deadline, basis, SOURCE, {}
    )


@pytest.mark.parametrize(
    ("tasks", "items", "matched", "left"),
    [
        ([task(1, BRIDGES, SNV)], [item(SNV, BRIDGES)], {"SNV-2023-01": "CTR-1"}, []),
        ([task(1, BRIDGES, STC), task(2, BRIDGES, SNV)], [item(SNV, BRIDGES)], {"SNV-2023-01": "CTR-2"}, ["CTR-1"]),
        ([task(1, BRIDGES, STC), task(2, BRIDGES, groups=["department"])], [item(SNV, BRIDGES)],
         {"SNV-2023-01": "CTR-2"}, ["CTR-1"]),
        ([task(1, BRIDGES, STC)], [item(SNV, BRIDGES)], {"SNV-2023-01": "CTR-1"}, []),
        ([task(1, BRIDGES, STC)], [item(SNV, HALF)], {}, ["CTR-1"]),
        ([task(1, BRIDGES, SNV)], [item(SNV, HALF)],
         {"SNV-2023-01": "CTR-1"}, []),
        ([task(1, BRIDGES, SNV)], [item(SNV, COURSES)], {"SNV-2023-01": None}, ["CTR-1"]),
        ([task(1, BRIDGES, groups=["district"])], [item(HCL, BRIDGES), item(SNV, BRIDGES)],
         {"HCL-2023-01": "CTR-1", "SNV-2023-01": "CTR-1"}, []),
        ([task(1, BRIDGES, groups=["department"])], [item(SNV, BRIDGES, "02 cầu"), item(STC, BRIDGES, "05 cầu")],
         {"SNV-2023-01": "CTR-1", "STC-2023-01": "CTR-1"}, []),
        ([task(1, BRIDGES, SNV)], [item(SNV, BRIDGES), item(SNV, BRIDGES, number=2)], {}, []),
        ([task(1, BRIDGES, HCL)], [], {}, []),
        ([task(1, "Tỷ lệ dân số tham gia BHYT", SNV)], [item(SNV, "Tỷ lệ học sinh tham gia BHYT")],
         {"SNV-2023-01": None}, ["CTR-1"]),
        ([task(1, BRIDGES, SNV, target="100 cầu")], [item(SNV, BRIDGES, "10 cầu")], {"SNV-2023-01": "CTR-1"}, []),
    ],
    ids=["its own", "its own before another's", "its group's before another's", "another's, very like",
         "another's, half like: asked", "its own, half like", "nothing like it", "a task of another group",
         "many units, one task", "two alike: asked, and not left", "of no screened group", "another measure",
         "a part of a great count"],
)  # fmt: skip
def test_which_task_of_the_programme_an_item_is(tasks, items, matched, left):
    found = match_programme(tasks, items, 2023, LEVELS)
    assert found.by_item == matched
    assert [each.item_id for each in found.left] == left


def test_the_order_of_the_programme_changes_nothing():
    tasks = [task(1, BRIDGES, STC), task(2, COURSES, SNV), task(3, MARKET, SNV)]
    items = [item(SNV, MARKET), item(SNV, BRIDGES, number=2), item(STC, BRIDGES)]
    found = [match_programme(order, items, 2023, LEVELS).by_item for order in (tasks, tasks[::-1])]
    assert found[0] == found[1] == {"SNV-2023-01": "CTR-3", "SNV-2023-02": "CTR-1", "STC-2023-01": "CTR-1"}


def test_what_speaks_for_a_task_ranks_it_and_equals_stay_in_their_order():
    plain = task(1, "Chăm lo người cao tuổi", STC)
    measured = task(2, "Mở lớp", STC, target="12 lớp", deadline="30/6/2023", basis="Nghị quyết 12")
    few = task(3, "Chăm lo trẻ em", SNV)
    ranked = rank_candidates([plain, measured, few], frozenset(("SNV",)), 2023)
    assert [(each.item.item_id, each.reasons) for each in ranked] == [
        ("CTR-2", ("có trong nghị quyết", "có chỉ tiêu, sản phẩm đo được", "có thời hạn")),
        ("CTR-3", ("đơn vị đăng ký ít nội dung",)),
        ("CTR-1", ()),
    ]
