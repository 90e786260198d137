"""A run: notebooks executed in parallel, outputs published all or nothing, everything recorded."""

import sys
from typing import Any

# nbformat imports jsonschema, which imports this package where it is installed: for a second and more it prepares to
# check a kind of address that no notebook has.
_NONE: Any = None
sys.modules.setdefault("rfc3987_syntax", _NONE)
