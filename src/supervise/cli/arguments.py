"""What arguments on the command line mean."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TypeAlias

from supervise.exchange.text_forms import count, day

# argparse gives the type of its subcommands no public name.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]


def a_date(text: str) -> date:
    """A date as it stands in a file: `YYYY-MM-DD` and nothing else."""
    found = day(text)
    if not isinstance(found, date):
        raise argparse.ArgumentTypeError("not a date: give it as YYYY-MM-DD")
    return found


def a_row(text: str) -> int:
    """The number of a row, from 1."""
    found = count(text)
    if not isinstance(found, int) or found < 1:
        raise argparse.ArgumentTypeError("not a row: give a whole number from 1")
    return found


def add_caseload(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of what is asked of a file of records as of a day."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the records")
    parser.add_argument(
        "--on",
        metavar="DATE",
        type=a_date,
        required=True,
        help="the day as of which it is asked, YYYY-MM-DD",
    )
    parser.add_argument(
        "--known",
        metavar="DATE",
        type=a_date,
        help="as it was known on that day; else all that is recorded",
    )
