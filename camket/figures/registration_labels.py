"""Labels of the figures about the next year."""

from __future__ import annotations

# The prefix of their ids.
STEM = "registration"
KINDS = {
    "unchanged": "giữ nguyên chỉ tiêu",
    "changed": "điều chỉnh chỉ tiêu",
    "reworded": "diễn đạt lại",
    "new": "bổ sung so với năm {before}",
    "asked": "chưa rõ tiếp tục nội dung nào của năm {before}",
}
TREATMENTS: dict[str, str] = {
    "keeps": "giữ nguyên",
    "changes": "điều chỉnh chỉ tiêu",
    "adds": "bổ sung",
    "drops": "đề nghị giảm",
    "asked": "chưa rõ",
}
