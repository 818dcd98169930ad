"""`supervise plan show` and `supervise plan diff`."""

from __future__ import annotations

import argparse
from pathlib import Path

from supervise.cli.arguments import Commands
from supervise.cli.plan_files import plan_in
from supervise.cli.plan_wording import PlanText, difference_lines
from supervise.people import Role

READERS = {"staff": Role.OFFICER, "person": Role.PERSON}


def add_to(commands: Commands) -> None:
    """Add the commands to the command line."""
    parser = commands.add_parser("plan", help="a plan, and what changed in it")
    of_plans = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    show = of_plans.add_parser("show", help="a plan in words")
    show.add_argument("file", metavar="FILE", type=Path)
    show.add_argument("--for", dest="reader", choices=tuple(READERS), default="staff")
    show.set_defaults(run=show_plan)
    diff = of_plans.add_parser("diff", help="what is different between two")
    diff.add_argument("was", metavar="A", type=Path)
    diff.add_argument("became", metavar="B", type=Path)
    diff.set_defaults(run=show_difference)


def show_plan(asked: argparse.Namespace) -> None:
    """Print a plan."""
    text = PlanText(plan_in(asked.file), READERS[asked.reader])
    print("\n".join(text.lines()))


def show_difference(asked: argparse.Namespace) -> None:
    """Print what is different between two plans."""
    print("\n".join(difference_lines(plan_in(asked.was), plan_in(asked.became))))
