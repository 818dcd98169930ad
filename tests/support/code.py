"""Reading source code without running it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support.places import package


class Module(NamedTuple):
    """A module as the tests see it: its dotted name and its text."""

    name: str
    text: str
    is_package: bool = False

    @property
    def room(self) -> str:
        """The part of the library it belongs to; empty for the front door."""
        return room_of(self.name)

    @property
    def tree(self) -> ast.Module:
        """The parsed text."""
        return ast.parse(self.text, filename=self.name)


class Import(NamedTuple):
    """One thing that a module imports, wherever in it the import stands."""

    module: str
    name: str | None
    line: int

    @property
    def target(self) -> str:
        """The dotted name of what is imported."""
        return self.module if self.name is None else f"{self.module}.{self.name}"

    @property
    def distribution(self) -> str:
        """The top-level name."""
        return self.module.partition(".")[0]


def room_of(dotted: str) -> str:
    """The room of a dotted name: `supervise.rules.tables` is in `rules`."""
    return [*dotted.split("."), ""][1]


def modules(folder: Path | None = None) -> tuple[Module, ...]:
    """Every module of the installed package."""
    folder = folder or package()
    return tuple(
        Module(
            ".".join(_dotted(folder, path)),
            path.read_text(encoding="utf-8"),
            is_package=path.name == "__init__.py",
        )
        for path in sorted(folder.rglob("*.py"))
    )


def imports(module: Module) -> Iterator[Import]:
    """All imports of a module, also inside functions and `TYPE_CHECKING`."""
    for node in ast.walk(module.tree):
        match node:
            case ast.Import():
                for alias in node.names:
                    yield Import(alias.name, None, node.lineno)
            case ast.ImportFrom():
                origin = _origin(module, node)
                for alias in node.names:
                    yield Import(origin, alias.name, node.lineno)
            case ast.Call() if (dotted := _imported_by_call(node)) is not None:
                yield Import(dotted, None, node.lineno)


def _dotted(folder: Path, path: Path) -> tuple[str, ...]:
    parts = (folder.name, *path.relative_to(folder).with_suffix("").parts)
    return parts[:-1] if parts[-1] == "__init__" else parts


def _origin(module: Module, node: ast.ImportFrom) -> str:
    """The absolute name behind a possibly relative `from`."""
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    up = node.level - 1 if module.is_package else node.level
    return ".".join([*parts[: len(parts) - up], *filter(None, [node.module])])


def _imported_by_call(node: ast.Call) -> str | None:
    """The module that `import_module("...")` or `__import__("...")` asks for."""
    called = node.func.attr if isinstance(node.func, ast.Attribute) else None
    called = node.func.id if isinstance(node.func, ast.Name) else called
    match node.args:
        case [ast.Constant(value=str(dotted)), *_] if called in {
            "import_module",
            "__import__",
        }:
            return dotted
    return None
