"""`supervise new-plugin`: a distribution of one's own to begin with, which passes the checks."""

from __future__ import annotations

import argparse
from pathlib import Path

from supervise.cli.arguments import Commands


def add_to(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "new-plugin", help="begin a plugin of your own: an instrument, tests, packaging"
    )
    parser.add_argument(
        "name",
        metavar="NAME",
        help="the distribution's name, for example county-screen",
    )
    parser.add_argument(
        "--in",
        dest="folder",
        metavar="DIR",
        type=Path,
        default=Path(),
        help="where to make its folder; here, without it",
    )
    parser.set_defaults(run=begin)


def begin(asked: argparse.Namespace) -> None:
    """Write the files and name them."""
    # The other commands do without it.
    from supervise.testing.new_plugin import write_plugin  # noqa: PLC0415

    for path in sorted(write_plugin(asked.name, asked.folder)):
        print(path)
