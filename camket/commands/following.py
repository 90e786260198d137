"""`camket trace`, `camket reconcile` and `camket explain`: the provenance of a number and of a judgement."""

from __future__ import annotations

import argparse
import json

from camket.commands.progress import show_progress
from camket.errors import REPORT_DIFFERS, UsageError


def trace(options: argparse.Namespace) -> int:
    """Traces a printed number to its cells, or a cell to its numbers."""
    from camket.inputs.project import open_folder
    from camket.processed.prepare import prepare_period
    from camket.tracing.answer import found_to_json, print_found
    from camket.tracing.find import find
    from camket.tracing.trail import build_trail

    folder = open_folder(options.project, options.period)
    with show_progress(3) as progress:
        trail = build_trail(prepare_period(folder, progress))
    found = find(trail, options.asked)
    print(
        json.dumps(found_to_json(found), ensure_ascii=False, indent=1)
        if options.json
        else print_found(found, trail)
    )
    return 0


def reconcile(options: argparse.Namespace) -> int:
    """Checks a written report against the figures; returns 12 where they disagree."""
    from camket.reconciling.answer import print_answer
    from camket.reconciling.compare import check_arithmetic, reconcile
    from camket.reconciling.words import load_words
    from camket.reconciling.written import read_report
    from camket.settings.read_scheme import built_in_scheme

    if options.arithmetic or options.period is None:
        if not options.arithmetic:
            raise UsageError(
                where="camket reconcile",
                found="one argument",
                expected="camket reconcile PERIOD FILE, or camket reconcile --arithmetic FILE",
                remedy="name the period, such as 2022-10, before the file",
            )
        found = check_arithmetic(read_report(options.file), load_words(built_in_scheme()))
        print(print_answer(found))
        return REPORT_DIFFERS if found.disagrees else 0
    from camket.inputs.project import open_folder
    from camket.processed.prepare import prepare_period
    from camket.publishing.files import put_file
    from camket.reconciling.as_html import reconciliation_to_html

    folder = open_folder(options.project, options.period)
    passages = read_report(options.file)
    with show_progress(3) as progress:
        prepared = prepare_period(folder, progress)
    words = load_words(prepared.period.scheme)
    found = reconcile(passages, words, prepared.period, prepared.units, prepared.figures)
    print(print_answer(found))
    page = reconciliation_to_html(found, report=options.file.name, period=folder.name)
    put_file(folder.outputs / "reconcile.html", page.encode())
    return REPORT_DIFFERS if found.disagrees else 0


def explain(options: argparse.Namespace) -> int:
    """Prints the rules that match a text and the one that decides."""
    from camket.judging.rules import load_rules
    from camket.settings.states import UNRESOLVED, Basis, name_state

    rules = load_rules()
    kinds = rules.kinds(options.target, "")
    basis: Basis = "full_year" if options.full_year else "cut_off"
    found = rules.findings(options.text, options.target, kinds, basis)
    for number, finding in enumerate(found):
        mark = "→" if number == 0 else " "
        print(
            f"{mark} {finding.rule}: {name_state(finding.concludes)} – “{finding.evidence}” ({finding.says})"
        )
    if not found:
        print(f"→ {name_state(UNRESOLVED)}: không quy tắc nào kết luận được")
    for kind in rules.book.kind:
        if kind.name in kinds:
            print(f"Loại cam kết: {kind.says}")
    print("Đọc từng mệnh đề (· là từ không có trong danh sách):")
    clauses = rules.words.explain(options.text, options.target)
    for number, (clause, words) in enumerate(clauses, start=1):
        if not clause:
            continue
        spoken = [finding.rule for finding in found if finding.clauses[0] < number <= finding.clauses[1] + 1]
        print(f"  {number}. “{clause}”\n     {words}" + (f"\n     ⇒ {', '.join(spoken)}" if spoken else ""))
    return 0
