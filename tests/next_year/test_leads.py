"""Who leads a task of the programme, and who only helps."""

import pytest

from camket.next_year.programme import cut_helpers


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("Sở TN&MT", "Sở TN&MT"),
        ("Sở TN&MT (chủ trì), UBND các huyện (phối hợp)", "Sở TN&MT"),
        ("Sở TN&MT (phối hợp: UBND các huyện)", "Sở TN&MT"),
        ("Sở TN&MT (Sở Tài chính phối hợp)", "Sở TN&MT"),
        ("Sở TN&MT; Sở Tài chính phối hợp", "Sở TN&MT"),
        ("Sở TN&MT, UBND huyện Ba Tri phối hợp", "Sở TN&MT"),
        ("Sở TN&MT chủ trì, UBND các huyện phối hợp", "Sở TN&MT"),
        ("Sở TN&MT chủ trì, phối hợp với Sở Tài chính", "Sở TN&MT"),
        ("Sở TN&MT phối hợp Sở Tài chính, UBND các huyện", "Sở TN&MT"),
        ("Chủ trì: Sở TN&MT; phối hợp: Sở Tài chính", "Sở TN&MT"),
        ("Chủ trì, phối hợp: Sở TN&MT", "Sở TN&MT"),
        ("Phối hợp: Sở Tài chính. Chủ trì: Sở TN&MT", "Sở TN&MT"),
        ("Đơn vị phối hợp: Sở Tài chính Đơn vị chủ trì: Sở TN&MT", "Sở TN&MT"),
        ("Cơ quan chủ trì: Sở TN&MT", "Sở TN&MT"),
        ("Sở TN&MT (đơn vị chủ trì), Sở Tài chính, Cục Thuế (phối hợp)", "Sở TN&MT"),
        ("Sở TN&MT (chủ trì), Sở Tài chính", "Sở TN&MT"),
        ("Các sở, ban, ngành và UBND các huyện", "Các sở, ban, ngành và UBND các huyện"),
        ("Sở Tài chính, Cục Thuế; UBND các huyện", "Sở Tài chính, Cục Thuế; UBND các huyện"),
    ],
)
def test_who_leads_is_told_from_who_helps(written, leads):
    assert cut_helpers(written) == leads
