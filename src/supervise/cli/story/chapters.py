"""The story in chapters: a heading, a sentence that says what is being done, and the lines.

The chapters themselves are told by the modules `telling_...`, in the order of the year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from supervise.cli.wording import wrapped

INDENT = "  "


@attrs.frozen
class Chapter:
    """A part of the story: its title, what is done in it and why, and what came of it."""

    title: str
    why: str
    lines: tuple[str, ...] = attrs.field(converter=tuple[str, ...])


def told(chapters: Iterable[Chapter]) -> Iterator[str]:
    """The chapters, numbered, a line at a time."""
    for number, chapter in enumerate(chapters, start=1):
        yield ""
        yield f"{number}. {chapter.title}"
        yield from wrapped(chapter.why, INDENT, hang="")
        yield from chapter.lines


def say(text: str, indent: str = INDENT) -> Iterator[str]:
    """One thing that is so, on as many lines as it needs, below the first."""
    yield from wrapped(text, indent)


def item(text: str) -> Iterator[str]:
    """One of several things."""
    yield from wrapped(f"- {text}", INDENT)
