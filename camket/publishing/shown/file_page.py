"""`show/<file>.html`: a received file as camket read it, as one page that works offline."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from camket.errors import InputError
from camket.figures.staging import write_file_atomically
from camket.intake.formats.sheet import label_place
from camket.intake.joining.reading_context import Settings, read_settings
from camket.intake.joining.record import Rejected
from camket.pipeline import Prepared
from camket.publishing.pages.html import render_document
from camket.publishing.shown.labels import load_labels
from camket.publishing.shown.received_file import ReceivedFile, list_received, open_received
from camket.publishing.shown.row_results import find_row_results
from camket.publishing.shown.shown_file import MOST_ROWS, ShownFile, show_file
from camket.settings.output_names import SHOWN
from camket.settings.project import PeriodFolder

FOLDER = SHOWN
_LONGEST = 200  # bytes of a name; most systems allow 255
# What no name may hold on Windows, where the outputs may go, or what a link takes for the end of the path.
_NO_NAME = re.compile(
    r'[<>:"|?*\\#%\x00-\x1f]|^\.+|[. ]+$|^(?=(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))', re.IGNORECASE
)
_PACKAGE = "camket.publishing.shown"


def name_page(place: str) -> str:
    """The path of a file's page in the outputs: `show/submissions/so-noi-vu.xlsx.html`.

    A name that not every system takes is replaced by one of its own: `show/submissions/a_1.xlsx-8a7b5c1d2e3f.html`.
    """
    return "/".join((FOLDER, *map(_name_portably, place.split("/")))) + ".html"


def _name_portably(name: str) -> str:
    portable = _NO_NAME.sub("_", name)
    if portable == name and len(name.encode()) <= _LONGEST:
        return name
    return f"{portable[:40]}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def link_page(place: str) -> str:
    """The page as a relative link from the outputs. Letters stay as they are, as Excel itself writes them."""
    return "".join(quote(sign) if sign.isascii() else sign for sign in name_page(place))


def publish_file(folder: PeriodFolder, place: str, prepared: Prepared | InputError) -> Path:
    """Writes the page of one file of the period and returns its path.

    With the error for which the period could not be prepared, the page shows how the tables are read, and the
    error. Raises `InputError` for a file that cannot be opened.
    """
    settings = read_settings(folder)
    target = folder.outputs / name_page(place)
    write_file_atomically(
        target, file_to_html(_show(folder, place, settings, prepared), folder.name).encode()
    )
    return target


def publish_problem_files(folder: PeriodFolder, outputs: Path, prepared: Prepared) -> dict[str, str]:
    """Writes the pages of all files with a problem into the `outputs`; returns the link to each by the file's place.

    A file that cannot be opened has no page and no link. A page that is there is made anew, or removed with its
    file: no page tells of a file as it was.
    """
    settings, links = read_settings(folder), dict[str, str]()
    received = list_received(folder)
    faulty = {item.file for item in prepared.problems}
    for place in received:
        page = outputs / name_page(place)
        if place not in faulty and not page.is_file():
            continue
        try:
            shown = _show(folder, place, settings, prepared)
        except InputError:
            continue
        write_file_atomically(page, file_to_html(shown, folder.name).encode())
        links[place] = link_page(place)
    made = {outputs / name_page(place) for place in links}
    for page in set((outputs / FOLDER).rglob("*.html")) - made:
        page.unlink()
    return links


def _show(folder: PeriodFolder, place: str, settings: Settings, prepared: Prepared | InputError) -> ShownFile:
    file: ReceivedFile = open_received(folder, place, settings)
    if isinstance(prepared, InputError):
        return show_file(file, None, [], settings.fields, str(prepared))
    problems: Iterable[Rejected] = prepared.problems
    own = [item for item in problems if item.file == place]
    return show_file(file, find_row_results(prepared, place), own, settings.fields)


def file_to_html(shown: ShownFile, period: str) -> str:
    """Returns the page. The template engine escapes every text."""
    labels = load_labels()
    return render_document(
        "publishing/shown/file.html.j2",
        script=(_PACKAGE, "file.js"),
        styles=[(_PACKAGE, "file.css")],
        wide=True,
        file=shown,
        period=period,
        labels=labels,
        outcomes=[
            (key, label, shown.outcomes[key])
            for key, label in labels.outcomes.items()
            if shown.outcomes.get(key)
        ],
        kinds=[label for key, label in labels.kinds.items() if key in shown.kinds],
        most_rows=MOST_ROWS,
        label_place=label_place,
    )
