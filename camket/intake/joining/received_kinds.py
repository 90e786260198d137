"""The kinds of files that a period receives, and what is looked for in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from camket.intake.joining.attribution import make_unit_sections
from camket.intake.joining.reading_context import ReadingContext
from camket.intake.tables.source_files import SourceFile, open_file, refuse_without_table
from camket.settings.fields import Fields, TableKind
from camket.settings.project import PeriodFolder


@dataclass(frozen=True, slots=True)
class ReceivedKind:
    """A kind of file: its columns, those without which a table is none, and what officials call both, in Vietnamese.

    `list_paths` gives the files of the kind in the folder of a period. `has_unit_sections` says that a row with the
    name of a unit and nothing else is the title of the rows below it.
    """

    columns: TableKind
    list_paths: Callable[[PeriodFolder], Iterable[Path]]
    label: str
    needed: frozenset[str]
    table: str
    has_unit_sections: bool = True

    def find_fields(self, context: ReadingContext) -> Fields:
        """The fields that are looked for."""
        return context.fields.found_in(self.columns)

    def find_sections(self, file: SourceFile, context: ReadingContext) -> SourceFile:
        """The file with the names of units that stand alone as titles, where its kind has such."""
        return make_unit_sections(file, context.unit_names) if self.has_unit_sections else file

    def open(self, path: Path, folder: PeriodFolder, context: ReadingContext) -> SourceFile:
        """A file of this kind, also one without a table. Raises `InputError` if it cannot be read."""
        file = open_file(path, folder.place(path), self.needed, folder.raw, self.find_fields(context))
        return self.find_sections(file, context)

    def read(self, path: Path, folder: PeriodFolder, context: ReadingContext) -> SourceFile:
        """A file of this kind. Raises `InputError` also if it has no table."""
        file = self.open(path, folder, context)
        if not file.tables:
            raise refuse_without_table(file, self.table)
        return file


SIGNED_LIST = ReceivedKind(
    "register", PeriodFolder.registers, "danh mục đã ký", frozenset({"item_no", "content"}),
    "một bảng có cột số thứ tự và cột nội dung cam kết",
)  # fmt: skip
SUBMISSION = ReceivedKind(
    "submissions", PeriodFolder.submissions, "báo cáo đơn vị gửi", frozenset({"content"}),
    "một bảng có cột nội dung cam kết và cột kết quả thực hiện hoặc ước cả năm",
)  # fmt: skip
REGISTRATION = ReceivedKind(
    "registrations", PeriodFolder.registrations, "đăng ký năm sau của đơn vị", frozenset({"content"}),
    "một bảng có cột nội dung cam kết và cột chỉ tiêu hoặc thời hạn",
)  # fmt: skip
PROGRAMME = ReceivedKind(
    "programme", PeriodFolder.programmes, "chương trình, kế hoạch", frozenset({"content"}),
    "một bảng có cột nội dung cam kết và cột chỉ tiêu, cơ quan chủ trì", has_unit_sections=False,
)  # fmt: skip


KINDS = (SIGNED_LIST, SUBMISSION, REGISTRATION, PROGRAMME)
