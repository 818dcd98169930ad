"""Copy the project, without its source code, to a folder where the tests run.

There the tests can only find the package that pip installed, so a file that
the wheel forgot is missed here rather than by a user.
"""

import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LEFT_BEHIND = frozenset({"src", "build", "dist", ".git"})


def project_files() -> list[Path]:
    """Every file that belongs to the project, relative to its folder.

    Git knows which those are; an unpacked archive has nothing else in it.
    """
    try:
        listing = subprocess.run(
            ["git", "ls-files", "-z", "-co", "--exclude-standard"],  # noqa: S607 - the user's own git
            cwd=PROJECT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        found = [path.relative_to(PROJECT) for path in PROJECT.rglob("*")]
        found = [path for path in found if not path.parts[0].startswith(".venv")]
    else:
        found = [Path(name) for name in listing.split("\0") if name]
    return [
        path
        for path in found
        if path.parts[0] not in LEFT_BEHIND and (PROJECT / path).is_file()
    ]


def stage(folder: Path) -> None:
    """Lay the project's files out anew in a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    for path in project_files():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(PROJECT / path, target)


if __name__ == "__main__":
    stage(Path(sys.argv[1]))
