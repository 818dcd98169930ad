"""Imports go downward only, and each room uses only the packages it may."""

import sys

import pytest

from tests.support.code import Import, Module, imports, modules, room_of

# From the bottom up. A room may import what stands on a line above its own.
# Rooms that share a line never import one another.
LAYERS = (
    ("_version",),
    ("errors",),
    ("dates",),
    ("sources",),
    ("people",),
    ("levels",),
    ("needs",),
    ("rules",),
    ("histories",),
    ("records",),
    ("instruments", "intensity", "planning"),
    ("monitoring",),
    ("casefile",),
    ("packs", "caseload", "sharing"),
    ("plugins",),
    ("exchange",),
    ("store", "reports", "fhir", "directory", "batch"),
    ("testing",),
    ("cli", "__main__"),
)
FLOOR = {room: floor for floor, rooms in enumerate(LAYERS) for room in rooms}

# `python -m supervise` is the command line by another name.
SIDEWAYS = {("__main__", "cli")}

# What a room may import beside the standard library. The core has attrs alone.
ATTRS = frozenset({"attr", "attrs"})
PLUGINS = ATTRS | {"pluggy"}
EXCHANGE = ATTRS | {"cattrs"}
ADAPTERS = PLUGINS | EXCHANGE
PACKAGES = {
    "plugins": PLUGINS,
    "exchange": EXCHANGE,
    "store": ADAPTERS | {"sqlalchemy"},
    "reports": ADAPTERS | {"jinja2"},
    "fhir": ADAPTERS,
    "directory": ADAPTERS,
    "batch": ADAPTERS | {"narwhals"},
    "testing": ADAPTERS | {"pytest", "_pytest", "hypothesis"},
    "cli": ADAPTERS | {"rich"},
    "__main__": frozenset(),
}

# What we ship as a stranger would is written with what a stranger may import.
WRITTEN_AS_A_STRANGER_WOULD = ("supervise.instruments.catalogue", "supervise.packs")
OPEN_TO_STRANGERS = frozenset(
    {
        "supervise",
        "supervise.dates",
        "supervise.errors",
        "supervise.instruments",
        "supervise.intensity",
        "supervise.levels",
        "supervise.monitoring",
        "supervise.needs",
        "supervise.people",
        "supervise.planning",
        "supervise.records",
        "supervise.rules",
        "supervise.sources",
    }
)
MAY_USE_THE_FRONT_DOOR = frozenset({"packs", "testing", "cli", "__main__"})


def complaints(module: Module) -> list[str]:
    """What is wrong with the imports of one module, a line each."""
    if module.name == "supervise":
        return []  # the front door re-exports from everywhere
    if module.room not in FLOOR:
        return [f"{module.name}: room {module.room!r} is not in the table of layers"]
    return [
        f"{module.name}:{found.line}: imports {found.target}: {reason}"
        for found in imports(module)
        if (reason := objection(module, found)) is not None
    ]


def objection(module: Module, found: Import) -> str | None:
    """Why a module may not import a thing, or nothing."""
    if found.distribution in sys.stdlib_module_names:
        return None
    if found.distribution != "supervise":
        return objection_to_package(module, found)
    if is_as_a_stranger(module):
        reason = objection_to_stranger(module, found)
        if reason is not None:
            return reason
    return objection_to_room(module, found)


def objection_to_package(module: Module, found: Import) -> str | None:
    allowed = PACKAGES.get(module.room, ATTRS)
    if is_as_a_stranger(module):
        allowed = frozenset()
    if found.distribution in allowed:
        return None
    names = ", ".join(sorted(allowed)) or "nothing"
    return f"beside the standard library it may use {names}"


def objection_to_room(module: Module, found: Import) -> str | None:
    room = room_of(found.target)
    if found.module == "supervise" and room not in FLOOR:
        if module.room in MAY_USE_THE_FRONT_DOOR or is_as_a_stranger(module):
            return None
        return "import the name from its own room, not from the front door"
    if room == module.room or (module.room, room) in SIDEWAYS:
        return None
    if room not in FLOOR:
        return f"room {room!r} is not in the table of layers"
    if FLOOR[room] < FLOOR[module.room]:
        return None
    if FLOOR[room] == FLOOR[module.room]:
        return f"{module.room} and {room} never import one another"
    return f"{room} is above {module.room}; imports go downward only"


def is_as_a_stranger(module: Module) -> bool:
    """Whether a module is written as one from outside would be."""
    return any(
        module.name.startswith(f"{folder}.") for folder in WRITTEN_AS_A_STRANGER_WOULD
    )


def objection_to_stranger(module: Module, found: Import) -> str | None:
    if found.module not in OPEN_TO_STRANGERS:
        return f"a stranger may import from {', '.join(sorted(OPEN_TO_STRANGERS))}"
    if found.name is not None and found.name.startswith("_"):
        return "a stranger does not use private names"
    return None


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_module_imports_only_what_stands_below_it(module):
    assert [] == complaints(module)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    (
        ("errors", "from supervise.dates import as_date", "dates is above errors"),
        ("levels", "import supervise.needs", "needs is above levels"),
        ("rules.tables", "from supervise import plugins", "plugins is above rules"),
        ("planning.goals", "from supervise import Goal", "not from the front door"),
        ("planning.goals", "import supervise.intensity", "never import one another"),
        ("store", "from supervise.batch import frames", "never import one another"),
        ("batch", "import supervise.testing", "testing is above batch"),
        ("casefile", "import cattrs", "may use attr, attrs"),
        ("plugins.loading", "import cattrs", "may use attr, attrs, pluggy"),
        ("batch", "import sqlalchemy as sa", "may use attr, attrs, cattrs, narwhals"),
        ("helpers", "import datetime", "'helpers' is not in the table"),
        ("dates", "from supervise.helpers import x", "'helpers' is not in the table"),
        ("dates", "def f():\n    import supervise.cli", "cli is above dates"),
        (
            "dates",
            "if TYPE_CHECKING:\n    from supervise.rules import Rule",
            "rules is above dates",
        ),
        ("rules.tables", "from ..instruments import Item", "instruments is above"),
        (
            "dates",
            "import importlib\nimportlib.import_module('supervise.cli')",
            "cli is above dates",
        ),
        (
            "instruments.catalogue.ers",
            "from supervise.instruments.declare import Item",
            "a stranger may import from",
        ),
        (
            "instruments.catalogue.ers",
            "from supervise.instruments import _Item",
            "does not use private names",
        ),
        (
            "instruments.catalogue.ers",
            "from supervise.intensity import Policy",
            "never import one another",
        ),
        ("instruments.catalogue.ers", "import attrs", "may use nothing"),
        ("packs.example", "import supervise.casefile", "a stranger may import from"),
    ),
)
def test_an_import_that_goes_the_wrong_way_is_named(name, text, reason):
    module = Module(f"supervise.{name}", text)

    found = complaints(module)

    assert len(found) == 1, found
    assert reason in found[0]


@pytest.mark.parametrize(
    ("name", "text"),
    (
        ("needs", "import attrs\nfrom supervise.levels import Level"),
        ("rules.tables", "from supervise.rules.expressions import Expression"),
        ("records", "from supervise import errors, levels"),
        ("instruments.catalogue.ers", "from supervise import Instrument, Item"),
        ("instruments.catalogue.ers", "from supervise.rules import Table"),
        ("packs.example", "from supervise import Policy"),
        ("testing.door", "import pytest\nfrom supervise.batch import frames"),
        ("cli.main", "import rich\nfrom supervise.testing import checks"),
        ("__main__", "from supervise.cli import main"),
    ),
)
def test_an_import_that_goes_downward_is_let_through(name, text):
    assert [] == complaints(Module(f"supervise.{name}", text))


def test_a_relative_import_counts_from_the_package_it_stands_in():
    module = Module("supervise.rules", "from .tables import Table", is_package=True)

    found = [each.target for each in imports(module)]

    assert found == ["supervise.rules.tables.Table"]


def test_no_room_stands_in_two_layers():
    rooms = [room for layer in LAYERS for room in layer]

    assert sorted(set(rooms)) == sorted(rooms)
