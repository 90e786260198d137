"""The words for what is found of an item, as an official reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from camket.next_year.criteria import REASONS
from camket.next_year.matching import DoubtWhy
from camket.settings.decision_fields import FIELDS

# Why a row is in question.
Why = DoubtWhy | Literal["taken", "gone"]
DOUBTS: Mapping[Why, str] = {
    "two_alike": "giống nhiều nội dung của năm trước",
    "object_differs": "giống một nội dung của năm trước nhưng khác đối tượng, địa bàn",
    "split": "có thể tách từ một nội dung của năm trước",
    "merged": "có thể gộp từ nhiều nội dung của năm trước",
    "denied": "đơn vị ghi là bổ sung, nhưng giống một nội dung của năm trước",
    "named": "số thứ tự đơn vị dẫn không có trong danh mục năm trước, hoặc không khớp với câu chữ",
    "noted": "đơn vị đăng ký, nhưng cũng ghi là giảm hoặc không đăng ký nội dung này",
    "unfound": "đơn vị ghi là có trong danh mục năm trước, nhưng không tìm thấy nội dung tương ứng",
    "weak": "chỉ giống một phần nội dung của năm trước",
    "taken": "người quyết định đã chọn nội dung năm trước này cho dòng khác",
    "gone": "mã mà người quyết định chọn không còn trong danh mục năm trước",
}
CHANGES = {
    "unchanged": "giữ nguyên",
    "year_only": "giữ nguyên, đổi năm",
    "target_changed": "điều chỉnh chỉ tiêu",
    "reworded": "diễn đạt lại",
    "new": "nội dung mới",
    "asked": "chưa rõ",
}


def describe_found(field: str, found: str) -> str:
    """Describe in Vietnamese what the program finds about a field; a draft stands as it is.

    >>> describe_found("carried_from", "asked:two_alike")
    'chưa rõ (giống nhiều nội dung của năm trước)'
    >>> describe_found("carried_from", "SNV-01:unchanged")
    'SNV-01 (giữ nguyên)'
    >>> describe_found("key_item", "asked:no_target")
    'chưa rõ (không có chỉ tiêu, sản phẩm đo được)'
    """
    if field not in ("common_task", "carried_from", "key_item"):
        return found
    value, _, why = found.partition(":")
    label = CHANGES["asked"] if value == "asked" else FIELDS[field].label(value)
    known = {str(code): says for book in (DOUBTS, REASONS, CHANGES) for code, says in book.items()}
    codes = why.split(";") if field == "key_item" else why.split(":")[:1]
    whys = "; ".join(known.get(code, code) for code in codes if code)
    return f"{label} ({whys})" if whys else label
