"""Where the tests find the installed package, the project and the shared data."""

import importlib.util
import os
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]

NOT_OURS = frozenset({".git", "__pycache__", "build", "dist"})


def package() -> Path:
    """The folder of the installed package, found without importing it."""
    spec = importlib.util.find_spec("supervise")
    assert spec is not None, "supervise is not installed"
    assert spec.origin is not None, "supervise has no __init__.py"
    return Path(spec.origin).parent


def shared() -> Path:
    """The folder of published vectors and research data, which may be absent."""
    return Path(os.environ.get("SUPERVISE_SHARED") or PROJECT.parent / "shared")


def documents() -> tuple[Path, ...]:
    """The README and every page of the documentation."""
    return (PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md")))


def project_files() -> tuple[Path, ...]:
    """Every file of the project: what git would keep, or all that was laid out."""
    if (PROJECT / ".git").exists():
        listing = subprocess.run(
            ["git", "ls-files", "-z", "-co", "--exclude-standard"],
            cwd=PROJECT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        found = [PROJECT / name for name in listing.split("\0") if name]
    else:
        found = sorted(PROJECT.rglob("*"))
    return tuple(
        path
        for path in found
        if path.is_file()
        and not NOT_OURS.intersection(path.parts[len(PROJECT.parts) :])
    )
