"""`supervise check`: the conformance checks of what is installed, a line each."""

from __future__ import annotations

import argparse
from collections import Counter

from supervise.cli.arguments import Commands
from supervise.plugins import Registry

FAILED = 1


def add_to(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "check", help="run the conformance checks on instruments, policies and plugins"
    )
    parser.add_argument(
        "ids",
        metavar="ID",
        nargs="*",
        help="what to check; everything, where none is given",
    )
    parser.set_defaults(run=check)


def check(asked: argparse.Namespace) -> int | None:
    """Print what each check says; the status is 1 where one fails."""
    # The checks load what the other commands do without.
    from supervise.testing import run  # noqa: PLC0415

    report = run(*asked.ids, registry=Registry.installed())
    for result in report.results:
        reason = f" ({result.reason})" if result.reason else ""
        print(f"{result.outcome:<10} {result.subject}: {result.check}{reason}")
        for finding in result.findings:
            print(f"           {finding}")
    counts = Counter(result.outcome for result in report.results)
    print(", ".join(f"{number} {outcome}" for outcome, number in counts.items()))
    for subject in report.unchecked:
        print(f"{subject}: nothing was checked")
    return None if report.ok else FAILED
