"""Say of each room how much of it the tests reach, and where they do not.

    coverage json -q -o - | python tools/coverage_by_room.py

A place that no test reaches ends it with status 1.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

HAD = ("covered_lines", "covered_branches")
OF = ("num_statements", "num_branches")


def room_of(path: Path) -> str:
    """The room of a file; the modules at the top stand for themselves."""
    parts = [*path.parts]
    inside = parts[parts.index("src") + 1 :]
    return inside[1] if len(inside) > 1 else inside[0]


def main() -> int:
    """Print a line for each room, then the places that are not reached."""
    had: Counter[str] = Counter()
    of: Counter[str] = Counter()
    places: list[str] = []
    for name, file in sorted(json.load(sys.stdin)["files"].items()):
        for room in (room_of(Path(name)), "all of it"):
            had[room] += sum(file["summary"][each] for each in HAD)
            of[room] += sum(file["summary"][each] for each in OF)
        lines = [str(line) for line in file["missing_lines"]]
        lines += [f"{a}->{b}" for a, b in file["missing_branches"]]
        if lines:
            places.append(f"{name}: {', '.join(lines)}")
    for room, number in sorted(of.items()):
        if number:
            print(f"{100 * had[room] / number:6.2f} %  {room}")
    print("\n".join(places))
    return int(bool(places))


if __name__ == "__main__":
    sys.exit(main())
