"""How commands lay out what they say: headings, indented lines, wrapped at a readable width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

WIDTH = 88


def wrapped(text: str, indent: str = "", hang: str = "  ") -> Iterator[str]:
    """A sentence on as many lines as it needs."""
    yield from textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + hang,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]


def plain(code: object) -> str:
    """A code as words."""
    return str(code).replace("_", " ")


def shown(text: str) -> str:
    r"""A message whose control characters, which a terminal would obey, are escaped.

    >>> shown("no instrument 'psa\x1b[2J'")
    "no instrument 'psa\\x1b[2J'"
    """
    return "".join(
        each if each.isprintable() or each == "\n" else ascii(each)[1:-1]
        for each in text
    )


def shown_lines(lines: Iterable[str]) -> str:
    r"""Lines for a terminal, of which what somebody else wrote makes no other lines.

    >>> print(shown_lines(["person 'a\nb'", "due"]))
    person 'a\nb'
    due
    """
    return "\n".join(shown(line).replace("\n", "\\n") for line in lines)


def section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A blank line, a heading and what stands under it; nothing where nothing does."""
    under = list(lines)
    if under:
        yield ""
        yield title
        yield from under


def named_lines(pairs: Iterable[tuple[str, str]], indent: str = "  ") -> Iterator[str]:
    """Lines of `name: text`, those without a text left out."""
    for name, text in pairs:
        if text:
            yield from wrapped(f"{name}: {text}", indent)


def table(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Rows in columns as wide as they need to be; the last is as long as it is."""
    given = list(rows)
    widths = [max(map(len, column)) for column in zip(*given, strict=True)]
    for row in given:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        yield "  ".join([*cells[:-1], row[-1]]).rstrip()
