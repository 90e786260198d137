"""A project in a storage that fsspec reaches: fetched to a scratch folder, published with its manifest last.

A reader tells a whole publication by its manifest, which names every file with its hash: until it is replaced, the
files that were replaced before it do not belong to it. A file beside the outputs says which batch has begun a period
and what was finished last.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from camket.errors import CamketError, InputError, MachineError, UsageError
from camket.figures.freshness import MANIFEST_FILE
from camket.figures.table_files import FIGURES
from camket.running.batch.journal import Recorded
from camket.settings.project import UNFINISHED, PeriodFolder, open_folder

_ON_DISK = frozenset({"file", "local"})
_LOCK = ".lock-"


@dataclass(frozen=True, slots=True)
class Status:
    """`begun` is the batch that is at work on a period, or was when its machine went down; the rest as in a journal."""

    begun: str = ""
    key: str = ""
    manifest: str = ""

    @property
    def recorded(self) -> Recorded | None:
        """What was finished last."""
        return Recorded(self.key, self.manifest) if self.key else None


def import_package(name: str) -> ModuleType:
    """Imports a package of the optional extra. Raises `UsageError` where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(
            where="camket batch --cluster",
            found=f"chưa cài gói {name} ({error})",
            expected="camket cài kèm phần cho cụm máy",
            remedy="pip install 'camket[cluster]' trên máy này và trên mọi máy của cụm",
        ) from error


class Storage:
    """One project, at a URL or a path. Every call raises `MachineError` where the storage refuses."""

    def __init__(self, url: str) -> None:
        self.url = url
        with self._telling("mở"):
            self._fs, root = import_package("fsspec").core.url_to_fs(url)
            self._root: str = root.rstrip("/")
        protocol: Any = self._fs.protocol
        self._is_disk = bool(_ON_DISK & {protocol if isinstance(protocol, str) else protocol[0]})

    def fetch(self, period: str, target: Path) -> dict[str, str]:
        """Copies what a run of a period reads or carries on; returns the SHA-256 of each file by its place."""
        own, manifest = f"outputs/{period}/", f"/{MANIFEST_FILE}"
        places = [
            place
            for place in self._list_places()
            if place.startswith(("data/", "notebooks/", own))
            or (place.startswith("outputs/") and place.endswith(manifest))
        ]
        fetched = self._fetch_all(places, target)
        if (raw := target / "data" / "raw" / period).is_dir():
            (raw / "submissions").mkdir(exist_ok=True)  # a storage has no empty folders
        return fetched

    def fetch_published(self, period: str, target: Path) -> PeriodFolder:
        """Copies what tells the figures of a period and their meaning. Raises `InputError` where it was never run."""
        wanted = (
            "data/raw/scheme.toml",
            f"data/raw/{period}/period.toml",
            f"data/processed/{period}/{FIGURES}",
            f"outputs/{period}/{MANIFEST_FILE}",
        )
        with self._telling("đọc"):
            there = [place for place in wanted if self._fs.isfile(self._at(place))]
        self._fetch_all(there, target)
        return open_folder(target, period)

    def publish(self, folder: PeriodFolder, fetched: dict[str, str]) -> None:
        """Puts tables and outputs of a period in place of those that were `fetched`, the manifest last."""
        made = {
            path.relative_to(folder.project).as_posix(): path
            for root in (folder.processed, folder.outputs)
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }
        manifest = f"outputs/{folder.name}/{MANIFEST_FILE}"
        own = (f"data/processed/{folder.name}/", f"outputs/{folder.name}/")
        with self._telling("ghi"):
            for place, path in made.items():
                if place != manifest and fetched.get(place) != _hash(path):
                    self._put(place, path.read_bytes())
            for place in fetched:
                if place.startswith(own) and place not in made:
                    self._fs.rm_file(self._at(place))
            self._put(manifest, made[manifest].read_bytes())

    def read_status(self, period: str) -> Status:
        """Returns what is noted of a period; an empty status where nothing is, or it is damaged."""
        with self._telling("đọc"):
            place = self._at(_name_status(period))
            if not self._fs.isfile(place):
                return Status()
            try:
                return Status(**json.loads(self._fs.cat_file(place)))
            except (ValueError, TypeError):
                return Status()

    def write_status(self, period: str, status: Status) -> None:
        """Notes what became of a period."""
        with self._telling("ghi"):
            self._put(_name_status(period), json.dumps(asdict(status)).encode())

    def _list_places(self) -> list[str]:
        with self._telling("đọc"):
            found = [path.removeprefix(f"{self._root}/") for path in self._fs.find(self._root)]
        if escaping := [place for place in found if ".." in Path(place).parts or place.startswith("/")]:
            raise InputError(
                where=self.url,
                found=f"tên tệp dẫn ra ngoài dự án: {escaping[0]}",
                expected="mọi tệp nằm trong thư mục dự án",
                remedy="đổi tên hoặc xóa tệp ấy trong kho",
            )
        return sorted(
            place
            for place in found
            if not any(part.startswith((UNFINISHED, _LOCK)) for part in Path(place).parts)
        )

    def _fetch_all(self, places: list[str], target: Path) -> dict[str, str]:
        fetched = {}
        with self._telling("đọc"):
            for place in places:
                path = target / place
                path.parent.mkdir(parents=True, exist_ok=True)
                self._fs.get_file(self._at(place), str(path))
                fetched[place] = _hash(path)
        return fetched

    def _put(self, place: str, content: bytes) -> None:
        """Writes a file whole or not at all. An object store does so by itself; on a disk by a rename."""
        at = self._at(place)
        if not self._is_disk:
            self._fs.pipe_file(at, content)
            return
        path = Path(at)
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_name(f"{UNFINISHED}{path.name}")
        scratch.write_bytes(content)
        scratch.replace(path)

    def _at(self, place: str) -> str:
        return f"{self._root}/{place}"

    @contextmanager
    def _telling(self, does: str) -> Iterator[None]:
        try:
            yield
        except CamketError:
            raise
        except Exception as error:  # each kind of storage has errors of its own
            raise MachineError(
                where=self.url,
                found=f"không {does} được kho ({type(error).__name__}: {error})",
                expected="một địa chỉ fsspec mà máy này đọc và ghi được",
                remedy="kiểm tra địa chỉ, quyền truy cập và gói của loại kho ấy (ví dụ s3fs) trên mọi máy của cụm",
            ) from error


def _name_status(period: str) -> str:
    return f"outputs/{UNFINISHED}batch-{period}.json"


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
