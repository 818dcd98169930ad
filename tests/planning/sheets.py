"""Assessments as recorded, made without any instrument."""

from datetime import UTC, date, datetime

import attrs

from supervise.needs import DEFAULT_DOMAINS, NeedFinding, NothingShown, StrengthFinding
from supervise.records import Assessment, RecordedWorkings
from tests.planning.invented import OFFICER, PERSON
from tests.support.sheets import sheet

DOMAINS = {domain.code: domain for domain in DEFAULT_DOMAINS}


def an_assessment(
    id,
    *,
    on=date(2026, 9, 1),
    instrument="example_screen",
    strengths=(),
    unanswered=(),
    **needs,
):
    """An invented assessment that found these needs, each of a severity."""
    workings = RecordedWorkings(
        by_scale=(),
        needs=tuple(
            NeedFinding(
                domain=DOMAINS[code], severity=severity, item=code, because="invented"
            )
            for code, severity in needs.items()
        ),
        strengths=tuple(
            StrengthFinding(domain=DOMAINS[code], item=code, because="invented")
            for code in strengths
        ),
        assumed=(),
        nothing_shown=tuple(
            NothingShown(domain=DOMAINS[code], item=code, answered=False)
            for code in unanswered
        ),
    )
    return Assessment(
        id=id,
        person=PERSON,
        sheet=attrs.evolve(sheet(instrument, on), workings=workings),
        assessed_by=OFFICER,
        recorded_at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC),
    )
