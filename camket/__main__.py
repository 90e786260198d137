"""`python -m camket`."""

import sys

from camket.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
