"""Runs the benchmarks: all of them, or those that are named. `make bench ARGS="one_person"`."""

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).parent
NOT_BENCHMARKS = {"run", "ogrs4_plain", "ogrs4_polars"}


def main(names):
    sys.path.insert(0, str(HERE))
    found = sorted(
        path.stem for path in HERE.glob("*.py") if path.stem not in NOT_BENCHMARKS
    )
    for name in names or found:
        if name not in found:
            print(
                f"no benchmark {name!r}; there are: {', '.join(found)}", file=sys.stderr
            )
            return 2
        print(f"== {name}")
        importlib.import_module(name).main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
