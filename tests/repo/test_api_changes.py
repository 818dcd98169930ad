"""The comparison of public interfaces sees what a user would lose, and nothing else."""

import griffe
import pytest

from tools.api_changes import losses

ROOM = "from supervise.room.inner import *\n__all__ = ['Shown', 'asked']\n"
INNER = """
import attrs

@attrs.frozen
class Shown:
    first: int
    second: int = 0

    def told(self) -> str: ...

def asked(one: int, *, two: int = 0) -> int: ...

def ours() -> None: ...
"""


def package(folder, inner):
    """A package of one room, read without being run."""
    room = folder / "supervise" / "room"
    room.mkdir(parents=True)
    (folder / "supervise" / "__init__.py").write_text("__all__ = []\n", "utf-8")
    (room / "__init__.py").write_text(ROOM, "utf-8")
    (room / "inner.py").write_text(inner, "utf-8")
    return griffe.load("supervise", search_paths=[folder], resolve_aliases=True)


@pytest.fixture
def lost(tmp_path):
    """What is lost when the inner module becomes another."""

    def compare(inner):
        was = package(tmp_path / "was", INNER)
        return list(losses(was, package(tmp_path / "became", inner)))

    return compare


def test_the_same_interface_loses_nothing(lost):
    assert lost(INNER) == []


@pytest.mark.parametrize(
    ("before", "after"),
    (
        ("def ours() -> None: ...", ""),
        ("second: int = 0", "second: int = 0\n    third: int = 0"),
        ("two: int = 0", "two: int = 0, three: int = 0"),
        ("def told", "def more(self) -> str: ...\n\n    def told"),
    ),
)
def test_what_is_not_public_may_go_and_what_has_a_default_may_come(lost, before, after):
    assert lost(INNER.replace(before, after)) == []


@pytest.mark.parametrize(
    ("before", "after", "named"),
    (
        ("def asked", "def inquired", "asked: public object was removed"),
        ("def told", "def said", "Shown.told: public object was removed"),
        ("second: int = 0", "", "Shown.second: public object was removed"),
        ("second: int = 0", "second: int", "Shown.second: needs a value now"),
        (
            "first: int\n",
            "first: int\n    new: str\n",
            "Shown.new: is a new one to give",
        ),
        ("two: int = 0", "two: int", "asked: parameter is now required"),
        (", *, two: int = 0", "", "asked: parameter was removed"),
        ("class Shown:", "class Shown_:", "Shown: public object was removed"),
    ),
)
def test_each_loss_is_named(lost, before, after, named):
    found = lost(INNER.replace(before, after))
    assert len(found) == 1, found
    assert found[0].startswith(f"supervise.room: {named}"), found


def test_a_room_that_went_is_named(tmp_path):
    was = package(tmp_path / "was", INNER)
    became = package(tmp_path / "became", INNER)
    del became.members["room"]
    assert list(losses(was, became)) == ["supervise.room: the room went"]
