"""Print the lowest versions that pyproject.toml declares, as constraints for pip.

Named extras count too. A dependency whose lowest version is not declared is an error: nobody
would know what has been tried.
"""

import re
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LOWEST = re.compile(r"(?P<name>[A-Za-z0-9_.-]+)>=(?P<version>[0-9][0-9a-z.]*)")


def lowest(extras: list[str]) -> list[str]:
    """A constraint for each dependency, and for each of the extras."""
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    declared = list(project["dependencies"])
    for extra in extras:
        declared += project["optional-dependencies"][extra]
    constraints = []
    for each in declared:
        found = LOWEST.fullmatch(each)
        if found is None:
            raise SystemExit(
                f"{each!r} does not say its lowest version as name>=version"
            )
        constraints.append(f"{found['name']}=={found['version']}")
    return constraints


if __name__ == "__main__":
    print("\n".join(lowest(sys.argv[1:])))
