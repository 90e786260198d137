"""Read XML that repeats one element many times (rows, shared strings) without holding its whole tree."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, XMLPullParser

from camket.intake.formats.limits import check_row, check_tags, refuse_document_type

_PIECE = 20_000  # bytes: the elements of a piece stay in the cache of the processor


class RowReader:
    """The elements `name` of the element `around`, one after the other; each is cleared after its turn.

    Names are local: any prefix and any namespace of the root will do. `root` and `names` are known when the first
    element comes; what stands behind the last one is in `root` when all have come. Raises `Refusal` if a limit is
    exceeded, `ParseError` if the XML is damaged. ElementTree builds elements twice as fast as handlers of expat in
    Python build cells.
    """

    def __init__(self, content: bytes, around: str, name: str) -> None:
        refuse_document_type(content)
        check_tags(content)
        self._content = content
        self._around, self._name = around, name
        self.root: Element = Element(around)
        self.space = ""

    def __iter__(self) -> Iterator[Element]:
        parser = XMLPullParser(("start",))
        around: Element | None = None
        row: Element | None = None
        row_name, since = "", 0
        for start in range(0, len(self._content), _PIECE):
            parser.feed(self._content[start : start + _PIECE])
            for _, element in parser.read_events():
                if element.tag == row_name:
                    if row is not None:
                        yield row
                        row.clear()
                    row, since = element, 0
                    continue
                since += 1
                if around is None:
                    if not row_name:
                        self.root = element
                        self.space = element.tag[: element.tag.rfind("}") + 1]
                        row_name = f"{self.space}{self._name}"
                    if element.tag == f"{self.space}{self._around}":
                        around = element
            check_row(since)
            if around is not None:
                del around[:-1]
        parser.close()
        if row is not None:
            yield row
            row.clear()
