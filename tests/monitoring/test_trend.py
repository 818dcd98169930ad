"""Compliance beside the level: each stretch of one level has its own counts."""

from datetime import date

from supervise.dates import Unit
from supervise.monitoring import (
    Anchor,
    Count,
    Each,
    compile_standards,
    compliance_trend,
    period_results,
)
from supervise.rules import Dated
from tests.monitoring.people import PERSONAL, contact, pack_of, rows_of, timeline
from tests.monitoring.test_supervision_record import ASSESSMENT

PACK = pack_of(*rows_of(Each(1, Unit.MONTH, Anchor.CALENDAR), Count(1, PERSONAL)))


def test_each_level_has_its_own_counts_and_assessments():
    """Met in March and May to July; raised on 1 May, so two months before and three after.

    March is partial, since supervision began on the third.
    """
    raised = [
        Dated(value="moderate", start=date(2025, 3, 3)),
        Dated(value="high", start=date(2025, 5, 1)),
    ]
    case = timeline(
        *(contact(f"c{month}", date(2025, month, 9)) for month in (3, 5, 6, 7)),
        level=tuple(raised),
    )
    results = period_results(
        compile_standards(PACK),
        case,
        "contact",
        first=date(2025, 3, 1),
        last=date(2025, 7, 31),
        known_after_days=10,
    )

    before, after = compliance_trend(results, case, assessments=[ASSESSMENT])

    assert ("moderate", 0, 1, 1) == (
        before.level,
        before.rate.met,
        before.rate.counted,
        before.rate.partial,
    )
    assert ("high", 3, 3) == (after.level, after.rate.met, after.rate.counted)
    assert (date(2025, 5, 1), date(2025, 7, 31)) == (after.first, after.last)
    assert () == before.assessments == after.assessments


def test_an_assessment_stands_in_the_stretch_in_which_it_was_made():
    case = timeline(start=date(2025, 12, 1))
    results = period_results(
        compile_standards(PACK),
        case,
        "contact",
        first=date(2025, 12, 1),
        last=date(2026, 1, 31),
        known_after_days=10,
    )

    (stretch,) = compliance_trend(results, case, assessments=[ASSESSMENT])

    assert ("a1",) == stretch.assessments
