"""An nbconvert configuration: `--to webpdf` uses the Chromium that the system has."""

import shutil
from typing import Any

from playwright.async_api import BrowserType

_launch = BrowserType.launch


async def _launch_installed(self: BrowserType, **options: Any) -> Any:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    return await _launch(self, **{"executable_path": found, **options})


BrowserType.launch = _launch_installed  # type: ignore[method-assign]
