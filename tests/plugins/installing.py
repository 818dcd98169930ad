"""Laying out distributions with entry points, as an installer would."""

import sys
from contextlib import contextmanager
from pathlib import Path

GOOD = """
from supervise.plugins import hookimpl
from tests.plugins.samples import instrument

@hookimpl
def supervise_instruments():
    return [instrument({id!r})]
"""


class SitePackages:
    """A folder that stands for where packages are installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self,
        distribution,
        plugin,
        code,
        *,
        version="1.0",
        value=None,
        group="supervise",
    ):
        """Install a distribution, or one more plugin of it; give its module's name."""
        snake = distribution.replace("-", "_")
        module = f"{snake}_{plugin}"
        (self.folder / f"{module}.py").write_text(code, encoding="utf-8")
        info = self.folder / f"{snake}-{version}.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n"
        )
        points = info / "entry_points.txt"
        before = points.read_text() if points.exists() else f"[{group}]\n"
        points.write_text(f"{before}{plugin} = {value or module}\n")
        return module


@contextmanager
def site_packages(folder, monkeypatch):
    """A folder for packages that Python looks in for a while, and forgets again."""
    monkeypatch.syspath_prepend(folder)
    before = set(sys.modules)
    yield SitePackages(folder)
    for name in set(sys.modules) - before:
        if str(folder) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


def strangers(registry):
    """The plugins of a registry that are not this library's own."""
    return [each for each in registry.report.plugins if each.origin.plugin != "builtin"]
