"""How many rows are done, for somebody who is looking at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Each = TypeVar("Each")
EVERY = 1000


def watched(rows: Iterable[Each]) -> Iterator[Each]:
    """The same rows; their number is shown while they pass, where there is a terminal."""
    if not sys.stderr.isatty():
        yield from rows
        return
    done = 0
    try:
        for done, row in enumerate(rows, 1):
            yield row
            if done % EVERY == 0:
                print(f"\r{done:,} rows", end="", file=sys.stderr, flush=True)
    finally:
        print(f"\r{done:,} rows", file=sys.stderr)


def counted(parts: Iterable[Each], size: Callable[[Each], int]) -> Iterator[Each]:
    """The same parts of some rows each; how many rows are done is shown after each part."""
    if not sys.stderr.isatty():
        yield from parts
        return
    done = 0
    try:
        for part in parts:
            yield part
            done += size(part)
            print(f"\r{done:,} rows", end="", file=sys.stderr, flush=True)
    finally:
        print(f"\r{done:,} rows", file=sys.stderr)
