"""The page of the public interface has every public name of every room, and no other."""

import ast
import re
import warnings

import pytest

from tests.support.code import modules
from tests.support.places import PROJECT

PAGE = PROJECT / "docs" / "reference" / "public-api.md"
REMEDY = "run: python tools/public_api.py"

# As the page says: found by their identifier, on the command line, or named one by one.
NOT_ROOMS = (
    "supervise.cli",
    "supervise.instruments.catalogue",
    "supervise.packs",
    "supervise.testing.checks",
)
NAMED_ONE_BY_ONE = ("supervise.testing.contracts", "supervise.testing.inference")


def sections(text):
    """The names of each room, as the page lists them."""
    found = {}
    for line in text.splitlines():
        if line.startswith("### "):
            room = found.setdefault(line.removeprefix("### "), [])
        elif named := re.match(r"- `(\w+)`", line):
            room.append(named[1])
    return found


def stated(tree):
    """What `__all__` has, or `None` where a module has none."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name("__all__")], value=value):
                return ast.literal_eval(value)
    return None


def defined(tree):
    """The public names that a module defines itself."""
    for node in tree.body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(name)]) if name.isupper():
                yield name
            case ast.AnnAssign(target=ast.Name(name)) if name.isupper():
                yield name


def rooms():
    """The public names of each room, read from the source without running it."""
    for module in modules():
        last = module.name.rpartition(".")[2]
        if last.startswith("_") or module.name.startswith(NOT_ROOMS):
            continue
        at_the_top = module.name.count(".") == 1 and not module.is_package
        if module.is_package or at_the_top or module.name in NAMED_ONE_BY_ONE:
            names = stated(module.tree)
            if names is None and not module.is_package:
                names = [n for n in defined(module.tree) if not n.startswith("_")]
            if names:
                yield module.name, sorted(names)


ROOMS = dict(rooms())


@pytest.fixture(scope="module")
def page():
    return sections(PAGE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("room", ROOMS)
def test_the_page_has_the_public_names_of_a_room(page, room):
    assert ROOMS[room] == sorted(page.get(room, [])), REMEDY


def test_the_page_has_no_room_that_does_not_exist(page):
    assert set(ROOMS) == set(page), REMEDY


def test_a_name_that_is_not_on_the_page_is_noticed():
    assert sections("### a.b\n\n- `One`: a thing\n- `two`\n") == {"a.b": ["One", "two"]}
    assert stated(ast.parse("__all__ = ['One', 'three']")) == ["One", "three"]


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "supervise"])
def test_the_names_of_a_room_are_sorted_and_each_stands_once(room):
    (module,) = (each for each in modules() if each.name == room)
    names = stated(module.tree) or []

    assert sorted(set(names)) == list(names)


def test_a_deprecation_would_stop_the_tests():
    with pytest.raises(DeprecationWarning):
        warnings.warn("deprecated since 1.2", DeprecationWarning, stacklevel=1)
