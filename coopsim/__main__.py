"""`python -m coopsim` is `coopsim`."""

from __future__ import annotations

import sys

from coopsim.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
