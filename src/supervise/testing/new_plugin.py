"""A new plugin from the template: a distribution that installs, loads and passes the checks.

What it declares is invented; its author replaces it. Nothing that is there already is overwritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from supervise._version import __version__
from supervise.errors import DeclarationError, UnreadableFile

NAME = re.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*")
SUFFIX = ".txt"


def write_plugin(name: str, folder: Path) -> tuple[Path, ...]:
    """Write a new plugin into the folder `name` in another folder; give the files written.

    `name` is that of the distribution: lower-case words with hyphens between them.

    Raises `DeclarationError` for another name, and `UnreadableFile` where the folder is there
    or cannot be made.
    """
    if not NAME.fullmatch(name):
        wrong = "is not a name: use lower-case words with hyphens between them"
        raise DeclarationError(f"distribution '{name}'", [wrong])
    home = folder / name
    try:
        home.mkdir(parents=True)
    except OSError as error:
        says = "is there already" if home.exists() else "cannot be made"
        raise UnreadableFile(str(home), says, "choose another name") from error
    words = _words(name)
    return tuple(
        _write(home / _filled(place, words), _filled(text, words))
        for place, text in _template()
    )


def _words(name: str) -> dict[str, str]:
    package = name.replace("-", "_")
    return {
        "distribution": name,
        "package": package,
        "id": package,
        "title": name.replace("-", " ").capitalize(),
        "minor": ".".join(__version__.split(".")[:2]),
    }


def _template() -> Iterator[tuple[str, str]]:
    """The template's files: where each goes, and its text, both with places to fill."""
    waiting: list[tuple[str, Traversable]] = [
        ("", files("supervise.testing") / "template")
    ]
    while waiting:
        place, found = waiting.pop()
        if found.is_dir():
            waiting += [(f"{place}/{each.name}", each) for each in found.iterdir()]
        elif found.name.endswith(SUFFIX):
            target = place.strip("/").removesuffix(SUFFIX)
            yield _with_names(target), found.read_text(encoding="utf-8")


def _with_names(target: str) -> str:
    named = target.replace("src/package", "src/@package@")
    return named.replace("cases/instrument.csv", "cases/@id@.csv")


def _filled(text: str, words: dict[str, str]) -> str:
    for word, value in words.items():
        text = text.replace(f"@{word}@", value)
    return text


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
