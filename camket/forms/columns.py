"""The columns of a unit's form: what is signed is printed, what became of it is asked."""

from __future__ import annotations

from dataclasses import dataclass

from camket.settings.fields import Field, Fields


@dataclass(frozen=True, slots=True)
class Column:
    """A column with the field that its reader finds in it."""

    field: Field
    heading: str
    width: float
    answer: bool
    hidden: bool


def form_columns(fields: Fields) -> tuple[Column, ...]:
    """The columns from left to right, of the dictionary as it is in the form's period.

    The key stands between visible columns, so that whoever copies the table copies it too.
    """
    columns = [
        Column(
            field,
            f"{field.label} {field.form.adds}".strip(),
            field.form.width,
            field in fields.asked,
            field.form.hidden,
        )
        for field in fields
        if field.form
    ]
    hidden = [column for column in columns if column.hidden]
    first, *others = [column for column in columns if not column.hidden]
    return (first, *hidden, *others)
