"""`supervise demo`: the main job on an invented person, told as the story of a year.

Assess, explain, recommend, decide, plan, refer, follow, review, assess again, leave. What it
makes is written into a folder, in the forms that other commands and hosts read.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from supervise.cli.arguments import Commands
from supervise.cli.replacing import replacing
from supervise.cli.story import (
    chapters,
    telling_assessment,
    telling_help,
    telling_outcome,
    telling_plan,
)
from supervise.cli.story.kept_files import texts
from supervise.cli.story.plan_acts import PLANNED_ON
from supervise.cli.story.year import Year, the_year
from supervise.cli.wording import wrapped
from supervise.errors import UnreadableFile

BEGINNING = "Avery is invented, and so is everything about this case."
PARTS = (telling_assessment, telling_plan, telling_help, telling_outcome)


def add_to(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "demo",
        help="the main job on an invented person, as the story of a year",
        description="Assess an invented person, explain, recommend, decide, plan, refer, "
        "follow, review and assess again; write what was made into a folder.",
    )
    parser.add_argument(
        "--out",
        metavar="DIR",
        type=Path,
        default=Path("supervise-demo"),
        help="the folder for the files; supervise-demo without it",
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Tell the story and write its files."""
    year = the_year()
    story = "\n".join(told(year)) + "\n"
    files = {**texts(year), "story.txt": story}
    write(asked.out, files)
    print(story, end="")
    print()
    names = ", ".join(files)
    print("\n".join(wrapped(f"In {asked.out.name}: {names}.")))
    print()
    print("\n".join(to_try()))


def to_try() -> Iterator[str]:
    """Commands that read what was written."""
    yield "To try, in that folder:"
    for command in (
        "explain ogrs4 --from answers-ogrs4.csv --for person",
        "plan show plan-history.jsonl",
        "plan diff plan-first.json plan-revised.json",
        f"plan lint plan-first.json --evidence lint-evidence.json --on {PLANNED_ON}",
    ):
        yield f"  supervise {command}"


def told(year: Year) -> Iterator[str]:
    """The story, a line at a time."""
    yield BEGINNING
    yield from chapters.told(each for part in PARTS for each in part.chapters(year))


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder, which is made where there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableFile(
            folder.name,
            f"no such folder can be made ({error.strerror})",
            "name another folder with --out",
        ) from error
    for name, text in files.items():
        with replacing(folder / name) as raw:
            raw.write(text.encode())
