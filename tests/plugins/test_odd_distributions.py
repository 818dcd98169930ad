"""Distributions whose metadata is broken or absent are named as well as they can be."""

from importlib.metadata import EntryPoint

import pytest

from supervise.plugins import Registry, loading
from supervise.plugins.report import Origin


class Broken:
    """A distribution whose metadata cannot be read."""

    def __init__(self, error):
        self.error = error

    @property
    def name(self):
        raise self.error

    version = "1"


class Blank:
    """A distribution that was built without a name and a version."""

    name = None
    version = None


def point(dist):
    made = EntryPoint("tools", "no_module_of_this_name", loading.GROUP)
    vars(made)["dist"] = dist
    return made


@pytest.mark.parametrize(
    ("dist", "origin"),
    (
        (None, Origin("tools")),
        (Blank(), Origin("tools", "", "")),
        (
            Broken(KeyError("Name")),
            Origin("tools", "a distribution with broken metadata"),
        ),
        (
            Broken(TypeError("no metadata")),
            Origin("tools", "a distribution with broken metadata"),
        ),
    ),
)
def test_a_plugin_is_named_as_well_as_its_metadata_allows(monkeypatch, dist, origin):
    monkeypatch.setattr(loading, "entry_points", lambda **_: [point(dist)])

    registry = Registry.installed()

    (failure,) = registry.report.failures
    assert failure.origin == origin
    assert failure.why.startswith("raised ModuleNotFoundError")
    assert "psa" in registry.instruments
