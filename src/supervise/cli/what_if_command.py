"""`supervise what-if`: for one row of a file, what would give a scale a lower level.

It is arithmetic of the score, and says so; only items declared goal-worthy are named.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from supervise.cli.arguments import Commands, a_date, a_row
from supervise.cli.explain_command import sheets_of_row
from supervise.cli.explanations import Explanation, Reader, to_be_seen
from supervise.cli.wording import wrapped
from supervise.instruments import Instrument
from supervise.instruments.analysis import WhatIf, what_if
from supervise.plugins import Registry


def add_to(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "what-if",
        help="what would change the level of one assessment",
        description="The smallest sets of goal-worthy items whose improvement would "
        "lower a level. It is arithmetic of the score, not the effect of a change.",
    )
    parser.add_argument("id", metavar="ID", help="the instrument")
    parser.add_argument(
        "--from", dest="source", metavar="FILE", type=Path, required=True
    )
    parser.add_argument(
        "--row", metavar="N", type=a_row, default=1, help="which row, from 1"
    )
    parser.add_argument("--on", metavar="DATE", type=a_date)
    parser.add_argument("--scale", metavar="SCALE", help="one scale; else each of them")
    parser.set_defaults(run=run, id_column="", reader=Reader.STAFF)


def run(asked: argparse.Namespace) -> None:
    """Print what would have to change, scale by scale."""
    registry = Registry.installed()
    instrument = registry.instrument(asked.id)
    sheets = sheets_of_row(registry, asked)
    upstream = {sheet.instrument: sheet for sheet in sheets[:-1]}
    scales = [asked.scale] if asked.scale else [each.id for each in instrument.scales]
    answers = [
        what_if(instrument, sheets[-1], scale=scale, upstream=upstream)
        for scale in scales
    ]
    for line in to_be_seen(sheets[-1].flags, instrument, Reader.STAFF):
        print(line)
    explanation = Explanation(sheets[-1], instrument, Reader.STAFF, upstream)
    still_open = {each.scale: each for each in explanation.open_answers.results()}
    for answer in answers:
        print("\n".join(_lines(instrument, answer)))
        if answer.scale in still_open:
            print(
                "\n".join(explanation.open_answers.for_staff(still_open[answer.scale]))
            )
    print("\n".join(wrapped(answers[0].note, hang="")))


def _lines(instrument: Instrument, answer: WhatIf) -> Iterator[str]:
    level = f": {answer.present}" if answer.present is not None else ""
    yield f"{instrument.scale(answer.scale).title} ({answer.scale}){level}"
    if answer.because:
        yield from wrapped(answer.because, "  ")
    for each in answer.sets:
        names = ", ".join(instrument.item(item).text for item in each.items)
        yield from wrapped(f"{each.level} with less of: {names}", "  ")
    if answer.more:
        yield "  and other sets of the same size"
