"""The course of recommendations: an entry only where the answer became another, with the reason."""

from datetime import date

import attrs
import pytest

from supervise.dates import Period
from supervise.intensity import intensity_changes, recommend
from supervise.people import PersonRef
from tests.intensity.examples import POLICY, policy
from tests.support.sheets import rated, scale, sheet


def recommended(on, percent, facts=(), rule=POLICY):
    sheets = (
        sheet("invented_tool", on, scale("general", percent=percent)),
        rated(on, {"overall": "low"}, instrument="invented_rating"),
    )
    return recommend(rule, sheets, dict(facts), on=on)


JANUARY, MARCH, MAY = (date(2026, month, 1) for month in (1, 3, 5))


def test_only_changes_are_told_each_with_what_was_different():
    """10 percent is light, also at 20; 80 is close; in custody the policy names a standing."""
    found = intensity_changes(
        [
            recommended(MAY, 80.0, {"in_custody": True}),
            recommended(JANUARY, 10.0),
            recommended(date(2026, 2, 1), 20.0),
            recommended(MARCH, 80.0),
        ]
    )

    assert [
        (JANUARY, "", "light", ()),
        (MARCH, "light", "close", ("general",)),
        (MAY, "close", "not_supervised", ("in_custody",)),
    ] == [(each.on, each.was, each.becomes, each.inputs) for each in found]
    assert ["score", "score", "custody"] == [each.decided_by for each in found]


def test_another_edition_of_the_policy_is_told():
    later = policy(version="2", in_force=Period("2026-03-01"))

    first, second = intensity_changes(
        [
            recommended(JANUARY, 10.0),
            recommended(MARCH, 80.0, rule=later),
        ]
    )

    assert (False, True) == (first.policy_changed, second.policy_changed)


def test_what_is_missing_is_an_answer_of_its_own_and_provisional():
    (found,) = intensity_changes([recommend(POLICY, on=JANUARY)])

    assert ("missing", True) == (found.becomes, found.provisional)


def test_two_persons_have_no_course_together():
    one = attrs.evolve(recommended(JANUARY, 10.0), person=PersonRef("person-001"))
    other = attrs.evolve(one, person=PersonRef("person-002"))

    with pytest.raises(ValueError, match="different persons"):
        intensity_changes([one, other])
