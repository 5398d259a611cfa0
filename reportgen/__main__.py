"""`python -m reportgen` does what the command `reportgen` does."""

import sys

from reportgen.cli import main

sys.exit(main())
