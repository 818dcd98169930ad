"""`supervise plan show`, `supervise plan diff` and `supervise plan lint`."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

import attrs

from supervise.cli.arguments import Commands, a_date
from supervise.cli.plan_files import (
    assessment_in,
    lint_evidence_in,
    lint_settings_in,
    plan_in,
)
from supervise.cli.plan_wording import PlanText, difference_lines
from supervise.cli.wording import wrapped
from supervise.people import Role
from supervise.planning.linting import (
    PLAIN_ENGLISH,
    LintEvidence,
    LintSettings,
    lint,
)

EXAMPLE_SETTINGS = LintSettings(jargon=PLAIN_ENGLISH)
READERS = {"staff": Role.OFFICER, "person": Role.PERSON}


def add_to(commands: Commands) -> None:
    """Add the commands to the command line."""
    parser = commands.add_parser("plan", help="a plan, and what changed in it")
    of_plans = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    show = of_plans.add_parser("show", help="a plan in words")
    show.add_argument("file", metavar="FILE", type=Path)
    show.add_argument("--for", dest="reader", choices=tuple(READERS), default="staff")
    show.set_defaults(run=show_plan)
    weak = of_plans.add_parser("lint", help="what is weak in a plan")
    weak.add_argument("file", metavar="FILE", type=Path)
    weak.add_argument("--on", metavar="DATE", type=a_date, help="as of; else today")
    weak.add_argument(
        "--assessment",
        dest="assessments",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="a recorded assessment that the plan should answer; may be repeated",
    )
    weak.add_argument(
        "--evidence",
        metavar="FILE",
        type=Path,
        help="what else is known: conditions, help under way, level, end of the order",
    )
    weak.add_argument(
        "--settings",
        metavar="FILE",
        type=Path,
        help="the agency's limits and words; example settings without it",
    )
    weak.set_defaults(run=show_weak_places)
    diff = of_plans.add_parser("diff", help="what is different between two")
    diff.add_argument("was", metavar="A", type=Path)
    diff.add_argument("became", metavar="B", type=Path)
    diff.set_defaults(run=show_difference)


def show_plan(asked: argparse.Namespace) -> None:
    """Print a plan."""
    text = PlanText(plan_in(asked.file), READERS[asked.reader])
    print("\n".join(text.lines()))


def show_weak_places(asked: argparse.Namespace) -> int:
    """Print what is weak in a plan; the status is 1 where something is."""
    known = lint_evidence_in(asked.evidence) if asked.evidence else LintEvidence()
    more = tuple(assessment_in(path) for path in asked.assessments)
    have = {each.id for each in more}
    others = (each for each in known.assessments if each.id not in have)
    evidence = attrs.evolve(known, assessments=(*others, *more))
    settings = lint_settings_in(asked.settings) if asked.settings else EXAMPLE_SETTINGS
    on = asked.on or datetime.now(tz=UTC).astimezone().date()
    report = lint(plan_in(asked.file), evidence, on=on, settings=settings)
    for finding in report.findings:
        print("\n".join(wrapped(f"{finding.weight}: {finding}")))
    accepted = f", {len(report.accepted)} accepted" if report.accepted else ""
    print(f"{len(report.findings)} findings as of {on}{accepted}")
    return 1 if report.findings else 0


def show_difference(asked: argparse.Namespace) -> None:
    """Print what is different between two plans."""
    print("\n".join(difference_lines(plan_in(asked.was), plan_in(asked.became))))
