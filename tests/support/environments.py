"""A clean environment, as a user makes one, in which this library counts as installed."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from tests.support.places import package

SUPERVISE = """#!{python}
import sys
from supervise.cli import main
sys.exit(main())
"""
PYTEST = """#!{python}
import sys
import pytest
sys.exit(pytest.main())
"""


def is_installed() -> bool:
    """Whether the library was installed, so that another environment can have it too."""
    return package().parent.name == "site-packages"


def stand_in_for_the_index(environment: Path) -> None:
    """Let an environment find what is installed here, as if it had come from an index.

    The version under test is in no index yet; all else is as the user has it.
    """
    scripts = environment / "bin"
    python = scripts / "python"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = environment / "lib" / version / "site-packages"
    here = sysconfig.get_paths()["purelib"]
    (site / "stands_in_for_the_index.pth").write_text(f"{here}\n")
    for name, text in (("supervise", SUPERVISE), ("pytest", PYTEST)):
        script = scripts / name
        script.write_text(text.format(python=python))
        script.chmod(0o755)


def clean_environment(folder: Path) -> dict[str, str]:
    """Make an environment; give the variables with which a command runs in it."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    stand_in_for_the_index(folder)
    return variables(folder)


def variables(environment: Path | None = None) -> dict[str, str]:
    """The variables of a user's shell, with an environment activated or without one."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    base = Path(sys.base_prefix) / "bin"
    paths = [str(base), kept.get("PATH", "")]
    if environment is not None:
        paths.insert(0, str(environment / "bin"))
        kept["VIRTUAL_ENV"] = str(environment)
    return {
        **kept,
        "PATH": os.pathsep.join(paths),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
