"""What a person does next in a period: the first of the steps that is due."""

from __future__ import annotations

from dataclasses import dataclass

from camket.exchange.letter_sources import LettersThere
from camket.running.last_issue import LastIssue


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a period is.

    `wrong` is the fault of settings or units, `submissions` the number of files, `is_stale` whether the last run is of
    other files or was touched, `owing` the number of units that have something to send or mend, `questions` those that
    are open, `unconfirmed` the number of units that have not answered to the sheets of the issue, `unfinished` the keys
    of period.toml that are to be filled in before an issue.
    """

    name: str
    has_settings: bool
    wrong: str
    has_register: bool
    submissions: int
    has_run: bool
    is_stale: bool
    owing: int
    letters: LettersThere | None
    questions: int
    issue: LastIssue | None
    unconfirmed: int
    unfinished: tuple[str, ...] = ()

    @property
    def is_issued(self) -> bool:
        """Whether the present figures are issued."""
        return self.issue is not None and self.issue.is_current

    @property
    def needs_letters(self) -> bool:
        """Whether there are no letters that say what is asked of the units now."""
        return self.letters is None or bool(self.letters.stale)


def find_next_step(stage: Stage) -> str:
    """The step in a sentence, with its command."""
    name, issued = stage.name, stage.is_issued
    begun = not issued and stage.issue is not None
    steps = (
        (not stage.has_settings, f"camket new {name} --cut-off NGÀY"),
        (stage.wrong, f"sửa hoặc điền period.toml, units.csv (camket status {name} nêu chỗ sai)"),
        (not stage.has_register, f"đặt danh mục đã ký vào data/raw/{name}/register.xlsx"),
        (
            not stage.submissions,
            f"gửi biểu mẫu trong data/raw/{name}/forms, đặt tệp nhận được vào submissions",
        ),
        (not stage.has_run, f"camket check {name}, rồi camket run {name}"),
        (
            stage.is_stale,
            f"camket run {name} (xem trước: camket check {name} nêu vấn đề, không đổi kết quả)",
        ),
        (
            not issued
            and stage.owing
            and stage.needs_letters
            and not (stage.letters and stage.letters.only_decided),
            f"camket letters {name} (thư nhắc, thư đề nghị sửa cho từng đơn vị)",
        ),
        (
            stage.questions,
            f"trả lời outputs/{name}/review.xlsx, rồi camket review {name} --apply TỆP; đơn vị gửi thêm thì đặt vào "
            f"submissions, chạy lại camket run {name}",
        ),
        (
            not issued and not begun and stage.unfinished,
            f"điền {', '.join(stage.unfinished)} trong period.toml, rồi camket run {name} --final",
        ),
        (begun, f'phát hành lần mới: camket run {name} --final --reason "LÝ DO"'),
        (not issued, f"camket run {name} --final"),
        (
            stage.issue and stage.issue.number and not stage.issue.is_numbered,
            f"khi báo cáo đã ký: camket run {name} --final --number SỐ --day NGÀY",
        ),
        (
            stage.unconfirmed and stage.needs_letters,
            f"camket letters {name} (gửi phiếu xác nhận cho các đơn vị)",
        ),
        (
            stage.unconfirmed,
            f"chờ {stage.unconfirmed} đơn vị gửi lại phiếu xác nhận; đọc phiếu: camket letters {name} --read TỆP",
        ),
    )
    return next(
        (step for due, step in steps if due),
        f"kỳ này đã xong; kỳ sau: camket new KỲ --cut-off NGÀY --from {name}",
    )
