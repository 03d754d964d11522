"""The benchmark's programs import what lies beside them, as they are run."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "builders"))
