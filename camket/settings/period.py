"""Read the settings of a reporting period: `data/raw/<period>/period.toml`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from camket.errors import InputError
from camket.settings.csv_tables import validate
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
)

# A4 upright with these margins leaves 90 mm for text, and the page number stands in the top margin.
Margin = Annotated[int, NotTruth, Field(ge=10, le=60)]
Share = Annotated[float, NotTruth, Field(ge=0, le=1)]
Task = Annotated[Paragraph, AfterValidator(check_words)]
_FONT_NAME = 63  # characters, the longest name that a font file can give to Word


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Report(_Section):
    """The covering report that the appendices belong to."""

    number: Line = Field(min_length=1, description="Số, ký hiệu của báo cáo, ví dụ 158/BC-SKHĐT")
    day: TomlDay = Field(description="Ngày ban hành báo cáo")
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


class Layout(_Section):
    """The layout options that the decree leaves open, with the usual defaults."""

    zero_padded: bool = Field(True, description="Viết số đếm dưới 10 có số 0 đứng trước (05/293)")
    electronic: bool = Field(
        False, description="Văn bản điện tử: để trống số và ngày trong dòng (Kèm theo Báo cáo…)"
    )
    fonts: Annotated[tuple[Annotated[str, printed(_FONT_NAME)], ...], Distinct] = Field(
        ("Times New Roman", "Liberation Serif", "Tinos", "TeX Gyre Termes", "Libertinus Serif"),
        min_length=1,
        max_length=20,
        description="Phông chữ của PDF, theo thứ tự ưu tiên",
    )
    margins_mm: tuple[Margin, Margin, Margin, Margin] = Field(
        (20, 15, 20, 30), description="Lề trên, phải, dưới, trái (mm)"
    )


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
    superior_in_text: Line = Field(
        min_length=1, description="Cơ quan nhận cam kết, viết trong câu, ví dụ UBND Tỉnh"
    )
    notice: Annotated[str, printed(PARAGRAPH, breaks=True, blank=True)] = Field(
        "", description="Lưu ý in trên mọi sản phẩm, ví dụ số liệu giả lập"
    )
    common_tasks: Annotated[tuple[Task, ...], Distinct] = Field(
        (), max_length=100, description="Nhiệm vụ giao chung, không tính vào đăng ký"
    )
    report: Report
    layout: Layout = Layout()
    thresholds: Thresholds = Thresholds()
    registration: Registration = Registration()
    notebooks: Notebooks = Notebooks()

    @field_validator("cut_off")
    @classmethod
    def _cut_off_lies_in_year(cls, cut_off: date, info: ValidationInfo) -> date:
        year = info.data.get("year")
        if year is not None and not date(year, 1, 1) <= cut_off <= date(year + 1, 6, 30):
            raise ValueError(f"ngày chốt số liệu thuộc năm {year} (hoặc nửa đầu năm sau)")
        return cut_off


class Period(PeriodSettings):
    """What one period is about: its settings, and the scheme of its project."""

    scheme: Scheme = Field(default_factory=built_in_scheme)

    @property
    def superiors(self) -> tuple[str, str]:
        """The names that are no unit's, whatever a city is called: the superior body and its province."""
        return self.report.superior, self.report.place


def open_settings(folder: PeriodFolder) -> Period:
    """The settings of a period with the scheme of its project. Raises as `read_period` and `read_scheme` do."""
    scheme = read_scheme(folder.scheme_file, "data/raw/scheme.toml")
    return read_period(folder.raw / "period.toml", f"data/raw/{folder.name}/period.toml", scheme)


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
    first, last = date(settings.year, 1, 1), date(settings.year + 1, 12, 31)
    if not first <= settings.report.day <= last:
        raise InputError(
            where=f"{place}, report.day",
            found=f"report.day = {settings.report.day}",
            expected=f"ngày ban hành báo cáo trong năm {settings.year} hoặc năm sau",
            remedy="sửa report.day, hoặc year",
        )
    return Period(**dict(settings), scheme=scheme)


def decision_days(period: Period) -> tuple[date, date]:
    """The first and the last day on which a decision for the period's report can be dated."""
    return date(period.year, 1, 1), period.report.day


def next_year_days(period: Period) -> tuple[date, date]:
    """The first and the last day on which a person can have decided on what is registered for the next year."""
    return date(period.year, 1, 1), date(period.year + 1, 12, 31)
