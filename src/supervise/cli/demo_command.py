"""`supervise demo`: the main job on an invented person, in a minute's reading.

Assess, explain, recommend, decide, plan, revise. What it makes is written into a folder, in the
forms that other commands and hosts read.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from supervise import exchange
from supervise.cli import demo_case as case
from supervise.cli.arguments import Commands
from supervise.cli.explanations import parted, share_of_group
from supervise.cli.plan_wording import PlanText, difference_lines
from supervise.cli.replacing import replacing
from supervise.cli.wording import wrapped
from supervise.errors import UnreadableFile
from supervise.exchange.csv_rows import csv_lines
from supervise.exchange.row_scoring import ASSESSMENT_DATE
from supervise.instruments import Instrument
from supervise.intensity import Decision, Recommendation, recommend
from supervise.people import Role
from supervise.planning import Plan, replay
from supervise.plugins import Registry
from supervise.records import Assessment, ScoreSheet

POLICY = "bc_crna_supervision"
HISTORY = (case.FIRST_PLAN, case.ANSWERED, case.REVIEWED)


def add_to(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "demo",
        help="the main job on an invented person",
        description="Assess an invented person, explain, recommend, decide, plan and "
        "revise; write what was made into a folder.",
    )
    parser.add_argument(
        "--out",
        metavar="DIR",
        type=Path,
        default=Path("supervise-demo"),
        help="the folder for the files; supervise-demo without it",
    )
    parser.set_defaults(run=run)


@attrs.frozen(eq=False)
class Made:
    """All that the story makes."""

    instrument: Instrument
    ogrs4: Assessment
    bc_crna: Assessment
    recommendation: Recommendation
    decision: Decision
    first_plan: Plan
    revised_plan: Plan


def run(asked: argparse.Namespace) -> None:
    """Tell the story and write its files."""
    made = everything()
    story = "\n".join(told(made)) + "\n"
    files = {**texts(made), "story.txt": story}
    write(asked.out, files)
    print(story, end="")
    print()
    names = ", ".join(files)
    print("\n".join(wrapped(f"In {asked.out.name}: {names}.")))


def everything() -> Made:
    """The whole job, with what this library brings itself."""
    registry = Registry.builtin()
    ogrs4, bc_crna = (
        case.assessment(registry.score(id, answers, on=case.ASSESSED_ON).require())
        for id, answers in (
            ("ogrs4", case.OGRS4_ANSWERS),
            ("bc_crna", case.BC_CRNA_ANSWERS),
        )
    )
    recommendation = recommend(
        registry.policy(POLICY), [ogrs4, bc_crna], {}, on=case.ASSESSED_ON
    )
    return Made(
        registry.instrument("ogrs4"),
        ogrs4,
        bc_crna,
        recommendation,
        case.decision(recommendation),
        replay(HISTORY[:2]),
        replay(HISTORY),
    )


def told(made: Made) -> Iterator[str]:
    """The story, a line at a time."""
    yield "Avery is invented, and so is everything about this case."
    yield from _assessed(made)
    yield from _decided(made)
    yield from _planned(made)


def _assessed(made: Made) -> Iterator[str]:
    sheet = made.ogrs4.sheet
    yield from _heading(f"1. Assess: OGRS4, as of {sheet.on}")
    for id in ("arp", "vrp", "svrp"):
        scale = sheet[id]
        yield from wrapped(
            f"{scale.meaning.title}: {scale.level}. B{share_of_group(scale)[1:]}.",
            "  ",
        )
    yield from wrapped(
        "That is a finding about a group. It does not say what Avery will do.", "  "
    )
    yield from _heading("2. Explain: what counted in all reoffending, as log-odds")
    can_change, stays = parted(sheet["arp"].contributions, made.instrument)
    for each in sorted(can_change, key=lambda each: -abs(each.amount)):
        yield f"  {each.amount:+.2f}  {each.label}"
    rest = sum(each.amount for each in stays)
    yield f"  {rest:+.2f}  record, age and all else that stays as it is"
    yield f"  {sheet['arp'].raw:+.2f}  in all"
    yield from _heading("3. Assess: BC CRNA, rated by an officer")
    yield from _rated(made.bc_crna.sheet)


def _rated(sheet: ScoreSheet) -> Iterator[str]:
    yield f"  risk: {sheet['risk'].level}; needs: {sheet['needs'].level}"
    for need in sheet.needs:
        yield f"  need: {need.domain.title}, {need.severity}"
    for strength in sheet.strengths:
        yield f"  strength: {strength.domain.title}"


def _decided(made: Made) -> Iterator[str]:
    found, decision = made.recommendation, made.decision
    clause = found.clause(found.decided_by)
    yield from _heading(f"4. Recommend: {found.policy.title}")
    yield f"  recommended: {found.intensity}"
    yield from wrapped(f"because: {clause.title} ({clause.citation})", "  ")
    yield from wrapped(f"example policy: {found.policy.example}", "  ")
    yield from _heading(f"5. Decide: {decision.by.id}, on {decision.on}")
    yield f"  decided: {decision.intensity}"
    yield from wrapped(f"reason: {decision.reason}", "  ")
    if (override := decision.override) is not None:
        yield from wrapped(
            f"an override, {override.direction}: {override.reason} "
            f"Approved by {override.approver.id}; it ends on {override.expires}.",
            "  ",
        )


def _planned(made: Made) -> Iterator[str]:
    yield from _heading("6. Plan: made together, and answered by Avery")
    for line in PlanText(made.first_plan, Role.OFFICER).lines():
        yield f"  {line}".rstrip()
    yield from _heading(f"7. Revise: what changed at the review of {case.REVIEWED_ON}")
    for line in difference_lines(made.first_plan, made.revised_plan):
        yield f"  {line}"


def _heading(text: str) -> Iterator[str]:
    yield ""
    yield text


def texts(made: Made) -> dict[str, str]:
    """The files of the case, by name."""
    return {
        "answers-ogrs4.csv": _answers(case.OGRS4_ANSWERS),
        "answers-bc_crna.csv": _answers(case.BC_CRNA_ANSWERS),
        "assessment-ogrs4.json": exchange.to_json(made.ogrs4) + "\n",
        "assessment-bc_crna.json": exchange.to_json(made.bc_crna) + "\n",
        "recommendation.json": exchange.to_json(made.recommendation) + "\n",
        "decision.json": exchange.to_json(made.decision) + "\n",
        "plan-first.json": exchange.to_json(made.first_plan) + "\n",
        "plan-revised.json": exchange.to_json(made.revised_plan) + "\n",
        "plan-history.jsonl": "".join(
            exchange.to_json(each) + "\n" for each in HISTORY
        ),
    }


def _answers(answers: Mapping[str, object]) -> str:
    row = {ASSESSMENT_DATE: case.ASSESSED_ON, **answers}
    return "".join(csv_lines((row, map(exchange.text_of, row.values()))))


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
