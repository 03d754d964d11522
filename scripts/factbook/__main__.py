"""``python -m factbook``: the same command as ``factbook``."""

import sys

from factbook.cli import main

sys.exit(main())
