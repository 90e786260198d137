"""Projects to run on: the demonstration period, published once, and a period of five commitments."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings

from time_budgets import TimeBudgets, read_budgets

if TYPE_CHECKING:  # a test that needs no browser is collected without one
    from playwright.sync_api import Browser, Page

    from camket.pipeline import Prepared

CHECKOUT = Path(__file__).parents[1]
PERIOD = "2022-10"
# Those of WCAG 2.2 AA have to be asked for by name: axe-core leaves them out otherwise.
COLOURS = ["color-contrast", "link-in-text-block"]
SIZES = ["target-size", "scrollable-region-focusable", "color-contrast", "meta-viewport", "landmark-unique"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

UNITS = """code,name,group,order,aliases,valid_from,valid_to
SNV,Sở Nội vụ,department,1,,,
HTN,UBND huyện Tam Nông,district,2,Huyện Tam Nông,,
"""
SETTINGS = """title = "nội dung cam kết hành động với UBND Tỉnh"
year = 2022
cut_off = 2022-10-30
superior_in_text = "UBND Tỉnh"
[report]
number = "158/BC-SKHĐT"
day = 2022-11-09
agency = "Sở Kế hoạch và Đầu tư"
superior = "UBND tỉnh Đồng Tháp"
place = "Đồng Tháp"
"""
# unit, number, content, target, deadline, result, estimate
SIGNED = [
    (
        "SNV",
        1,
        "Ban hành Đề án vị trí việc làm",
        "01 đề án",
        "30/9/2022",
        "Đang xây dựng dự thảo",
        "Hoàn thành",
    ),
    ("SNV", 2, "Tinh giản biên chế theo kế hoạch", "20 người", "31/12/2022", "Đã hoàn thành", ""),
    ("SNV", 3, "Bồi dưỡng cán bộ cấp xã", "100%", "31/12/2022", "Đã trình", "Ước đạt 100% kế hoạch"),
    ("HTN", 1, "Giải ngân vốn đầu tư công", "100%", "31/12/2022", "Không thể hoàn thành trong năm 2022", ""),
    ("HTN", 2, "Xây dựng 02 xã nông thôn mới", "02 xã", "31/12/2022", "Chờ Tỉnh thẩm định", "Hoàn thành"),
]

# `make test` tries the same examples on every machine, and shows a failure as it was found. `shrink` makes that failure
# small, which may take minutes. `explore` looks for new ones. Choose by --hypothesis-profile.
settings.register_profile(
    "decide",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=100,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("shrink", settings.get_profile("decide"), phases=tuple(Phase))
settings.register_profile("explore", settings.get_profile("shrink"), derandomize=False, max_examples=2000)
settings.load_profile("decide")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(TimeBudgets(read_budgets()))


@dataclass(frozen=True)
class Published:
    """A project after `camket run`, with what the command printed."""

    project: Path
    done: subprocess.CompletedProcess[str]

    @property
    def outputs(self) -> Path:
        return self.project / "outputs" / PERIOD

    @property
    def processed(self) -> Path:
        return self.project / "data" / "processed" / PERIOD


@pytest.fixture(scope="session")
def publish() -> Callable[..., Published]:
    """Runs the command as a user would, in a process of its own."""

    def run(project: Path, *arguments: str, **environment: str) -> Published:
        command = [sys.executable, "-W", "error", "-m", "camket", "run", PERIOD, "--project", str(project)]
        done = subprocess.run(
            [*command, *arguments],
            env={**os.environ, **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Published(project, done)

    return run


@pytest.fixture(scope="session")
def demonstration(
    publish: Callable[..., Published], tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Published:
    """The demonstration period, run once from clean; each process of the tests has a copy of its own."""
    own = tmp_path_factory.mktemp("demonstration") / "project"
    if worker_id == "master":
        return _succeeded(_publish_demonstration(publish, own))
    shared = tmp_path_factory.getbasetemp().parent / "demonstration"
    try:
        shared.mkdir()
    except FileExistsError:
        while not (shared / "done").exists():  # another process is at it
            time.sleep(0.2)
    else:
        published = _publish_demonstration(publish, shared / "project")
        (shared / "made").write_bytes(pickle.dumps(published.done))
        (shared / "made").rename(shared / "done")
    published = _succeeded(Published(own, pickle.loads((shared / "done").read_bytes())))
    shutil.copytree(shared / "project", own)
    return published


def _publish_demonstration(publish: Callable[..., Published], project: Path) -> Published:
    shutil.copytree(CHECKOUT / "data" / "raw", project / "data" / "raw")
    return publish(project)


def _succeeded(published: Published) -> Published:
    assert published.done.returncode == 0, published.done.stderr
    return published


@pytest.fixture(scope="session")
def prepared_demonstration() -> Prepared:
    """The demonstration period read, judged and counted, nothing written. Not to be changed."""
    from camket.pipeline import prepare_period
    from camket.settings.project import open_folder

    return prepare_period(open_folder(CHECKOUT, PERIOD))


@pytest.fixture
def small_project(made_small_project: Path, tmp_path: Path) -> Path:
    """Two units, five commitments, one open question; nothing run yet."""
    return shutil.copytree(made_small_project, tmp_path, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def made_small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project as it is made once. Not to be changed: `small_project` is a copy of it."""
    import openpyxl

    project = tmp_path_factory.mktemp("small")
    raw = project / "data" / "raw"
    folder = raw / PERIOD
    (folder / "submissions").mkdir(parents=True)
    (raw / "units.csv").write_text(UNITS, encoding="utf-8")
    (folder / "period.toml").write_text(SETTINGS, encoding="utf-8")
    register = openpyxl.Workbook()
    register.active.append(["Mã đơn vị", "STT", "Nội dung cam kết", "Chỉ tiêu", "Thời hạn"])
    for unit, number, content, target, deadline, _, _ in SIGNED:
        register.active.append([unit, number, content, target, deadline])
    register.save(folder / "register.xlsx")
    for name in ("SNV", "HTN"):
        book = openpyxl.Workbook()
        book.active.append(["STT", "Nội dung cam kết", "Kết quả thực hiện", "Ước cả năm", "Ghi chú"])
        for unit, number, content, _, _, result, estimate in SIGNED:
            if unit == name:
                book.active.append([number, content, result, estimate, None])
        book.save(folder / "submissions" / f"{name}.xlsx")
    return project


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """An empty folder with a path that is short enough for the local sockets below it, wherever pytest has its own."""
    with tempfile.TemporaryDirectory(prefix="ck", ignore_cleanup_errors=True) as folder:
        yield Path(os.path.realpath(folder))


def find_chromium() -> str:
    """The installed Chromium. Where there is none the test is skipped, but never in CI."""
    found = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed; .ci/run has to install it")
        pytest.skip("Chromium is not installed")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium that is driven as a user would."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Page:
    """The one tab in which all pages are opened: a tab of its own for each takes a second of the processor."""
    return browser.new_context().new_page()


@pytest.fixture
def open_page(tab: Page) -> Callable[..., Page]:
    """Opens a file in the browser. A word on the console or a request to anywhere fails the test."""

    def open_one(path: Path, anchor: str = "", *, width: int = 1366, dark: bool = False) -> Page:
        said: list[str] = []
        listeners = {
            "console": lambda message: said.append(message.text),
            "pageerror": lambda error: said.append(str(error)),
            "request": lambda asked: (
                None if asked.url.startswith(("file:", "data:")) else said.append(asked.url)
            ),
        }
        tab.goto(
            "about:blank"
        )  # where only the anchor differs, the browser would keep the page that is there
        tab.set_viewport_size({"width": width, "height": 800})
        tab.emulate_media(media="null", color_scheme="dark" if dark else "light")
        tab.mouse.move(0, 0)
        for event, listen in listeners.items():
            tab.on(event, listen)
        tab.goto(f"{path.as_uri()}{anchor}")
        for event, listen in listeners.items():
            tab.remove_listener(event, listen)
        assert said == []
        return tab

    return open_one


@pytest.fixture
def find_barriers(open_page: Callable[..., Page]) -> Callable[..., list[str]]:
    """What keeps people out of a page: axe-core's rules for WCAG 2.2 AA and its best practices.

    Looked at as on a laptop, light and dark, and as on a phone.
    """
    from axe_playwright_python.sync_playwright import Axe

    def find(path: Path) -> list[str]:
        found = []
        # What dark mode and a narrow screen change is colour, size and what scrolls.
        for view, rules in (({}, RULES), ({"dark": True}, COLOURS), ({"width": 360}, SIZES)):
            page = open_page(path, **view)
            only = {"type": "rule" if rules is not RULES else "tag", "values": rules}
            answer = Axe().run(page, options={"runOnly": only, "resultTypes": ["violations"]}).response
            assert view or answer["passes"]
            found += [
                f"{view}: {one['id']}: {node['html']}: {node['failureSummary']}"
                for one in answer["violations"]
                for node in one["nodes"]
            ]
        return found

    return find
