"""Name what a change takes from the public interface since another commit.

    python tools/api_changes.py v0.1.0

Compared is what `docs/reference/public-api.md` calls public: the names in each room's `__all__`,
with their arguments, fields and methods. In which module of the room they stand may change.
A change of an annotation alone is not seen.
Anything that went, or is asked for anew, ends it with status 1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import griffe

PROJECT = Path(__file__).resolve().parent.parent
RECORD = "attrs."


def rooms(module: griffe.Object | griffe.Alias) -> Iterator[griffe.Module]:
    """The module, and those below it, that say what is public."""
    if isinstance(module, griffe.Module):
        if module.exports:
            yield module
        for name, below in sorted(module.modules.items()):
            if not name.startswith("_"):
                yield from rooms(below)


def shown(room: griffe.Module) -> griffe.Module:
    """A room with its public names alone."""
    alone = griffe.Module(room.name, filepath=room.filepath)
    for name in map(str, room.exports or ()):
        if name in room.members:
            alone.members[name] = room.members[name]
    return alone


def required(member: griffe.Object | griffe.Alias) -> set[str]:
    """The fields that whoever makes a record has to give."""
    if not isinstance(member, griffe.Class) or not any(
        str(each.value).startswith(RECORD) for each in member.decorators
    ):
        return set()
    return {
        name
        for name, field in member.attributes.items()
        if not name.startswith("_") and _has_no_default(field)
    }


def _has_no_default(field: griffe.Attribute | griffe.Alias) -> bool:
    if field.annotation is None or "ClassVar" in str(field.annotation):
        return False
    value = "" if field.value is None else str(field.value)
    if not value.startswith(("attrs.field(", "field(")):
        return not value
    return not ("default=" in value or "factory=" in value or "init=False" in value)


def losses(was: griffe.Module, became: griffe.Module) -> Iterator[str]:
    """Each public thing that went, changed its kind, or asks for more than before."""
    there = {room.path: room for room in rooms(became)}
    for room in rooms(was):
        if room.path not in there:
            yield f"{room.path}: the room went"
            continue
        old, new = shown(room), shown(there[room.path])
        for each in griffe.find_breaking_changes(old, new):
            yield f"{room.path}: {_named(each.obj)}: {_told(each)}"
        for name in sorted(old.members.keys() & new.members.keys()):
            before, after = (_itself(each.members[name]) for each in (old, new))
            fields = getattr(before, "attributes", {})
            for field in sorted(required(after) - required(before)):
                how = "needs a value now" if field in fields else "is a new one to give"
                yield f"{room.path}: {name}.{field}: {how}"


def _named(thing: griffe.Object | griffe.Alias) -> str:
    """A thing's own name, after that of the class it stands in."""
    parent = thing.parent
    inside = parent is not None and parent.is_class
    return f"{parent.name}.{thing.name}" if parent and inside else thing.name


def _told(change: griffe.Breakage) -> str:
    changed = change.kind.value[:1].lower() + change.kind.value[1:]
    return f"{changed} ({change.details})" if change.details else changed


def _itself(member: griffe.Object | griffe.Alias) -> griffe.Object | griffe.Alias:
    return member.final_target if isinstance(member, griffe.Alias) else member


def main() -> int:
    """Compare the sources as they are with those of a commit."""
    parser = argparse.ArgumentParser(description="What the public interface has lost.")
    parser.add_argument("against", help="a tag, a branch or a commit")
    against = parser.parse_args().against
    search = ["src"]
    was = griffe.load_git("supervise", ref=against, repo=PROJECT, search_paths=search)
    became = griffe.load("supervise", search_paths=[PROJECT / "src"])
    assert isinstance(was, griffe.Module)
    assert isinstance(became, griffe.Module)
    lost = list(losses(was, became))
    for line in lost:
        print(line)
    print(f"{len(lost)} public things lost or asked for anew since {against}")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
