"""Read the settings of a reporting period: `data/raw/<period>/period.toml`."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from camket.dates import BLANK, format_date, format_long_date, leave_day_blank
from camket.errors import InputError
from camket.settings.csv_tables import validate
from camket.settings.decision_fields import DecisionField
from camket.settings.project import PeriodFolder
from camket.settings.read_scheme import built_in_scheme, read_scheme
from camket.settings.scheme import Scheme
from camket.settings.toml_files import read_toml
from camket.settings.value_types import (
    LINE,
    PARAGRAPH,
    Distinct,
    Line,
    NotTruth,
    Paragraph,
    Title,
    TomlDay,
    check_words,
    printed,
    typed,
)
from camket.text import clean

# A4 upright with these margins leaves 90 mm for text, and the page number stands in the top margin.
Margin = Annotated[int, NotTruth, Field(ge=10, le=60)]
# What one period's report says and the next one's seldom does.
Carried = Literal["notice", "legal_bases", "signer_titles", "signer_name"]
# The keys of [report] that are known only when it is about to be issued.
GIVEN_AT_END = ("number", "day", "legal_bases", "signer_titles", "signer_name")
Share = Annotated[float, NotTruth, Field(ge=0, le=1)]
# Of a longer task no item says enough to be recognised as it.
_TASK_WORDS = 60


def _check_brief(task: str) -> str:
    words = len(task.split())
    if words > _TASK_WORDS:
        raise ValueError(
            f"nhiệm vụ giao chung dài {words} từ; ghi gọn trong {_TASK_WORDS} từ, đúng phần mà các đơn vị nhắc lại"
        )
    return task


Task = Annotated[Paragraph, AfterValidator(check_words), AfterValidator(_check_brief)]
# What stands for a number that is not given yet.
_NO_NUMBER = re.compile(r"[\s….]*")
_FONT_NAME = 63  # characters, the longest name that a font file can give to Word


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Report(_Section):
    """The covering report that the appendices belong to.

    `number` is the report's number and symbol, or its symbol alone (`/BC-SKHĐT`) until it has a number.
    """

    number: Line = Field(
        "/BC",
        min_length=1,
        description="Số và ký hiệu của báo cáo, ví dụ 158/BC-SKHĐT; chưa có số thì ghi ký hiệu, ví dụ /BC-SKHĐT",
    )
    day: TomlDay | None = Field(None, description="Ngày ban hành báo cáo")
    agency: Title = Field(min_length=1, description="Cơ quan tổng hợp, ban hành báo cáo")
    superior: Title = Field(min_length=1, description="Cơ quan cấp trên trực tiếp")
    place: Line = Field(min_length=1, description="Địa danh ghi trên báo cáo")
    legal_bases: tuple[Paragraph, ...] = Field(
        (), max_length=50, description="Các căn cứ, mỗi căn cứ một câu đủ cả chữ Căn cứ và dấu cuối câu"
    )
    recipients: tuple[Title, ...] = Field((), max_length=50, description="Nơi nhận, không kể dòng Lưu")
    filed: Line = Field("VT", description="Nơi lưu, viết sau chữ Lưu, ví dụ VT, VP")
    signer_titles: tuple[Line, ...] = Field(
        (), max_length=5, description="Quyền hạn, chức vụ của người ký, mỗi dòng một chuỗi"
    )
    signer_name: Annotated[str, printed(LINE, blank=True)] = Field("", description="Họ và tên người ký")
    audit: bool = Field(
        False, description="Ghi kết quả đọc kiểm chứng (camket audit) thành mục 3 của phần I, nếu đã có"
    )

    @property
    def is_numbered(self) -> bool:
        """Whether the report has its number."""
        return not _NO_NUMBER.fullmatch(self.number.partition("/")[0])

    @property
    def symbol(self) -> str:
        """What stands after the number: `/BC-SKHĐT`."""
        return clean("".join(self.number.partition("/")[1:]))

    def label_number(self) -> str:
        """The number and the symbol, with room for a number that is not given yet."""
        return clean(self.number) if self.is_numbered else f"{BLANK}{self.symbol}"

    def label_day(self) -> str:
        """The day in words, with room for one that is not given yet."""
        return format_long_date(self.day) if self.day else leave_day_blank()


class Layout(_Section):
    """The layout options that the decree leaves open, with the usual defaults."""

    zero_padded: bool = Field(True, description="Viết số đếm dưới 10 có số 0 đứng trước (05/293)")
    electronic: bool = Field(
        False, description="Văn bản điện tử: để trống số và ngày trong dòng (Kèm theo Báo cáo…)"
    )
    fonts: Annotated[tuple[Annotated[str, typed(_FONT_NAME)], ...], Distinct] = Field(
        ("Times New Roman",),
        min_length=1,
        max_length=20,
        description="Phông chữ của máy cho PDF, theo thứ tự ưu tiên; không ghi khóa này thì PDF dùng phông kèm chương "
        "trình (Liberation Serif, cùng khổ chữ với Times New Roman) và giống nhau trên mọi máy",
    )
    margins_mm: tuple[Margin, Margin, Margin, Margin] = Field(
        (20, 15, 20, 30), description="Lề trên, phải, dưới, trái (mm)"
    )

    @property
    def machine_fonts(self) -> tuple[str, ...]:
        """The fonts of the machine that a PDF may use; none unless period.toml names them."""
        return self.fonts if "fonts" in self.model_fields_set else ()


class Thresholds(_Section):
    """The similarity of two texts (0–100) that suffices to join a row to its commitment."""

    same_text: Annotated[int, NotTruth] = Field(
        85, ge=50, le=100, description="Độ giống tối thiểu khi chỉ dựa vào nội dung"
    )
    same_number: Annotated[int, NotTruth] = Field(
        60, ge=0, le=100, description="Độ giống tối thiểu khi số thứ tự đã trùng"
    )


class Registration(_Section):
    """The thresholds above which a registered item is shown to a person."""

    common_sure: Share = Field(
        0.6,
        description="Phần chữ (0–1) của nhiệm vụ giao chung từ đó một nội dung chắc chắn là nó",
    )
    common_asked: Share = Field(0.4, description="Phần chữ từ đó phải hỏi có phải nhiệm vụ giao chung không")
    far_from_rest: Annotated[float, NotTruth] = Field(
        3.5,
        gt=0,
        le=100,
        description="Số nội dung lệch hẳn các đơn vị khác: |số − trung vị| theo độ lệch trung vị",
    )

    @field_validator("common_asked")
    @classmethod
    def _asked_is_below_sure(cls, asked: float, info: ValidationInfo) -> float:
        if asked > info.data.get("common_sure", 1):
            raise ValueError("không lớn hơn common_sure")
        return asked


class DecisionRules(_Section):
    """What decisions on statuses need besides a reason, a name and a day."""

    second_person: bool = Field(
        False, description="Quyết định về kết quả chỉ có hiệu lực khi có người thứ hai kiểm tra"
    )


class Notebooks(_Section):
    """What one notebook may take before it is stopped."""

    longest_minutes: Annotated[float, NotTruth] = Field(
        10, gt=0, le=1440, description="Thời gian chạy tối đa của một sổ tay (phút)"
    )
    largest_megabytes: Annotated[float, NotTruth] = Field(
        50, gt=0, le=1000, description="Kết quả in ra tối đa của một sổ tay (MB)"
    )


class PeriodSettings(_Section):
    """What period.toml says, with the day on which units are looked up (`cut_off`)."""

    title: Title = Field(
        min_length=1, description="Tên gọi chung, ví dụ: nội dung cam kết hành động với UBND Tỉnh"
    )
    year: Annotated[int, NotTruth] = Field(ge=1900, le=2999, description="Năm cam kết")
    cut_off: TomlDay = Field(description="Ngày chốt số liệu")
    report_due: TomlDay | None = Field(
        None, description="Hạn các đơn vị gửi báo cáo; để trống thì không xét đúng hạn, quá hạn gửi"
    )
    superior_in_text: Line = Field(
        min_length=1, description="Cơ quan nhận cam kết, viết trong câu, ví dụ UBND Tỉnh"
    )
    notice: Annotated[str, printed(PARAGRAPH, breaks=True, blank=True)] = Field(
        "", description="Lưu ý in trên mọi sản phẩm, ví dụ số liệu giả lập"
    )
    common_tasks: Annotated[tuple[Task, ...], Distinct] = Field(
        (), max_length=100, description="Nhiệm vụ giao chung, không tính vào đăng ký"
    )
    no_commitments: Annotated[tuple[str, ...], Distinct] = Field(
        (),
        max_length=1_000,
        description='Mã các đơn vị không ký cam kết nào trong kỳ này, ví dụ ["SNV", "STP"]',
    )
    confirmed: Annotated[tuple[Carried, ...], Distinct] = Field(
        (),
        description="Các mục chép từ kỳ khác, đã xem lại và vẫn đúng cho kỳ này: notice, legal_bases, signer_titles, "
        "signer_name (gồm cả signer_titles)",
    )
    report: Report
    layout: Layout = Layout()
    thresholds: Thresholds = Thresholds()
    registration: Registration = Registration()
    decisions: DecisionRules = DecisionRules()
    notebooks: Notebooks = Notebooks()

    @field_validator("cut_off")
    @classmethod
    def _cut_off_lies_in_year(cls, cut_off: date, info: ValidationInfo) -> date:
        year = info.data.get("year")
        if year is not None and not date(year, 1, 1) <= cut_off <= date(year + 1, 6, 30):
            raise ValueError(f"ngày chốt số liệu thuộc năm {year} (hoặc nửa đầu năm sau)")
        return cut_off

    @field_validator("report_due")
    @classmethod
    def _report_is_due_in_year_or_next(cls, due: date | None, info: ValidationInfo) -> date | None:
        year = info.data.get("year")
        if due and year is not None and not date(year, 1, 1) <= due <= date(year + 1, 12, 31):
            raise ValueError(f"hạn gửi báo cáo thuộc năm {year} hoặc năm sau")
        return due


class Period(PeriodSettings):
    """What one period is about: its settings, and the scheme of its project."""

    scheme: Scheme = Field(default_factory=built_in_scheme)

    @property
    def superiors(self) -> tuple[str, str]:
        """The names that are no unit's, whatever a city is called: the superior body and its province."""
        return self.report.superior, self.report.place

    @property
    def document_day(self) -> date:
        """The day by which files are dated: that of the report, until then the cut-off."""
        return self.report.day or self.cut_off


def open_settings(folder: PeriodFolder) -> Period:
    """The settings of a period with the scheme of its project, and the report's number and day of the folder, if any.

    Raises as `read_period` and `read_scheme` do.
    """
    scheme = read_scheme(folder.scheme_file, "data/raw/scheme.toml")
    period = read_period(folder.raw / "period.toml", f"data/raw/{folder.name}/period.toml", scheme)
    return _number_report(period, folder.number, folder.day) if folder.number or folder.day else period


def _number_report(period: Period, number: str, day: date | None) -> Period:
    """The settings with a number and a day given later; a number without a symbol gets that of the report."""
    report = period.report
    given = {key: getattr(report, key) for key in report.model_fields_set}
    if number:
        given["number"] = number if "/" in number else f"{number}{report.symbol}"
    if day:
        given["day"] = day
    numbered = period.model_copy(update={"report": validate(Report, given, "--number, --day")})
    _check_report_day(numbered, "--day", "ghi lại --day")
    return numbered


def read_period(path: Path, place: str, scheme: Scheme | None = None) -> Period:
    """The settings of a period, by default with the built-in scheme.

    Raises `InputError` naming every unknown, missing or ill-typed key.
    """
    try:
        data = read_toml(path, place)
    except FileNotFoundError:
        raise InputError(
            where=place,
            found="không có tệp này",
            expected="tệp period.toml của kỳ",
            remedy="tạo tệp theo mẫu",
        ) from None
    return parse_period(data, place, scheme or built_in_scheme())


def parse_period(data: object, place: str, scheme: Scheme) -> Period:
    """The keys of a period.toml as its settings. Raises as `read_period` does."""
    settings = validate(PeriodSettings, data, place)
    _check_report_day(settings, f"{place}, report.day", "sửa report.day, hoặc year")
    return Period(**dict(settings), scheme=scheme)


def _check_report_day(settings: PeriodSettings, where: str, remedy: str) -> None:
    first, last = date(settings.year, 1, 1), date(settings.year + 1, 12, 31)
    if settings.report.day and not first <= settings.report.day <= last:
        raise InputError(
            where=where,
            found=f"ngày {format_date(settings.report.day)}",
            expected=f"ngày ban hành báo cáo trong năm {settings.year} hoặc năm sau",
            remedy=remedy,
        )


def decision_days(period: Period) -> tuple[date, date]:
    """The first and the last day on which a decision for the period's report can be dated.

    The report's day bounds it once there is one; until then, the end of the next year does.
    """
    first, last = next_year_days(period)
    return first, period.report.day or last


def field_days(period: Period, field: DecisionField) -> tuple[date, date]:
    """The first and the last day on which a field can have been decided."""
    return next_year_days(period) if field.is_next_year else decision_days(period)


def next_year_days(period: Period) -> tuple[date, date]:
    """The first and the last day on which a person can have decided on what is registered for the next year."""
    return date(period.year, 1, 1), date(period.year + 1, 12, 31)
