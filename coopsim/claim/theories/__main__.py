"""Keep anew which patterns each theory reproduces: `python -m coopsim.claim.theories docs/measured/validate.json`."""

import sys
from pathlib import Path

from coopsim.claim.theories.reproduced import write

write(Path(sys.argv[1]), Path(__file__).parent)
