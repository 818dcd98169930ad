"""The files of the story, in the forms that other commands and hosts read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from supervise import exchange
from supervise.cli.story import answers_given, help_acts, plan_acts
from supervise.cli.story.cast import ASSESSED_ON
from supervise.cli.story.daily_acts import READY
from supervise.cli.story.year import LAST_DAY, Year
from supervise.exchange.csv_rows import csv_lines
from supervise.exchange.row_scoring import ASSESSMENT_DATE
from supervise.planning import (
    PlanEntry,
    page_for_the_officer,
    page_for_the_person,
)
from supervise.records import Milestone, Reading


def texts(year: Year) -> dict[str, str]:
    """The files of the case, by name."""
    common = plan_acts.UNTIL_THE_MEETING
    last = len(year.history)
    return {
        "answers-ogrs4.csv": _answers(answers_given.OGRS4_ANSWERS),
        "answers-bc_crna.csv": _answers(answers_given.BC_CRNA_ANSWERS),
        "assessment-ogrs4.json": _one(year.ogrs4),
        "assessment-bc_crna.json": _one(year.bc_crna),
        "assessment-ogrs4-again.json": _one(year.ogrs4_again),
        "assessment-bc_crna-again.json": _one(year.bc_crna_again),
        "recommendation.json": _one(year.recommendation),
        "decision.json": _one(year.decision),
        "plan-first.json": _one(year.plan(1)),
        "plan-revised.json": _one(year.plan(last)),
        "plan-history.jsonl": _lines(year.history),
        "plan-ours.jsonl": _lines((*common, plan_acts.OFFICERS_OWN)),
        "plan-theirs.jsonl": _lines((*common, plan_acts.COLLEAGUES_OWN)),
        "case-file.json": _one(year.file),
        "lint-evidence.json": _one(year.lint_evidence(plan_acts.PLANNED_ON)),
        "lint-evidence-last.json": _one(year.lint_evidence(LAST_DAY)),
        **_pages(year),
    }


def _pages(year: Year) -> Mapping[str, str]:
    plan, on = year.plan(8), plan_acts.SETTLED_ON
    later = help_acts.WORKING_SINCE
    case = year.case(later)
    in_june = page_for_the_person(
        year.plan(10),
        on=later,
        readings=case.of_kind(Reading),
        milestones=case.of_kind(Milestone),
    )
    return {
        "page-for-avery.txt": page_for_the_person(plan, on=on).as_text(),
        "page-for-avery.md": page_for_the_person(plan, on=on).as_markdown(),
        "page-for-avery-in-june.txt": in_june.as_text(),
        "page-for-the-officer.md": page_for_the_officer(
            plan, on=on, ratings=(READY,)
        ).as_markdown(),
    }


def _one(value: object) -> str:
    return exchange.to_json(value) + "\n"


def _lines(entries: Iterable[PlanEntry]) -> str:
    return "".join(exchange.to_json(each) + "\n" for each in entries)


def _answers(answers: Mapping[str, object]) -> str:
    row = {ASSESSMENT_DATE: ASSESSED_ON, **answers}
    return "".join(csv_lines((row, map(exchange.text_of, row.values()))))
