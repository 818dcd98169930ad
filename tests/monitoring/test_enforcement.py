"""A ladder proposes after so many enforceable outcomes; what was nobody's choice never counts.

The ladder is invented. That outcomes have the flags attended and enforceable is `uk-peers.md` 1.15.
"""

from datetime import date

import attrs
import pytest

from supervise.dates import Period, business_days, months
from supervise.errors import DeclarationError, ProblemCode
from supervise.monitoring import (
    Absence,
    Appointment,
    ContactOutcome,
    EnforcementLadder,
    LadderStep,
    ladder_standing,
)
from tests.monitoring.people import SOURCE

ON = date(2026, 6, 1)


def outcome(code, *, attended=False, enforceable=False, absence=None):
    return ContactOutcome(
        code=code,
        title=code,
        attended=attended,
        enforceable=enforceable,
        absence=absence,
    )


OUTCOMES = (
    outcome("attended", attended=True),
    outcome("sent_home", attended=True, enforceable=True),
    outcome("unacceptable", enforceable=True, absence=Absence.UNACCEPTABLE),
    outcome("ill", absence=Absence.ACCEPTABLE),
    outcome("no_bus", absence=Absence.LOGISTIC),
)


def step(after, proposes):
    return LadderStep(
        after=after,
        proposes=proposes,
        first_response="ask what got in the way",
        citation=f"s. {after}",
    )


LADDER = EnforcementLadder(
    id="invented_ladder",
    version="1",
    title="Invented",
    source=SOURCE,
    in_force=Period("2026-01-01"),
    outcomes=OUTCOMES,
    steps=(
        step(1, "first_warning"),
        step(2, "final_warning"),
        step(3, "breach_request"),
    ),
    counts_for=months(12),
)


def kept(*outcomes, month=3):
    return [
        Appointment(id=f"a{day}", on=date(2026, month, day), outcome=each)
        for day, each in enumerate(outcomes, 1)
    ]


@pytest.mark.parametrize(
    ("outcomes", "proposed", "further"),
    (
        ((), None, 1),
        (("attended", "ill", "no_bus", "no_bus"), None, 1),
        (("unacceptable",), "first_warning", 1),
        (("sent_home", "no_bus", "unacceptable"), "final_warning", 1),
        (("unacceptable",) * 3, "breach_request", None),
        (("unacceptable",) * 5, "breach_request", None),
    ),
)
def test_only_enforceable_outcomes_lead_to_a_step(outcomes, proposed, further):
    found = ladder_standing(LADDER, kept(*outcomes), on=ON)

    assert proposed == (found.step.proposes if found.step else None)
    assert further == found.further


@pytest.mark.parametrize(
    ("on", "counts"), ((date(2027, 2, 28), 1), (date(2027, 3, 1), 0))
)
def test_an_outcome_counts_for_a_stated_time(on, counts):
    """Twelve months from 1 March 2026: on 1 March 2027 it no longer counts."""
    found = ladder_standing(LADDER, kept("unacceptable"), on=on)

    assert counts == len(found.counted)
    if counts:
        assert date(2027, 3, 1) == found.lapses_on


def test_what_comes_later_does_not_count():
    assert () == ladder_standing(LADDER, kept("unacceptable", month=7), on=ON).counted


def test_an_outcome_that_is_not_known_counts_for_nothing_and_is_told():
    found = ladder_standing(LADDER, kept("unaceptable"), on=ON)

    (problem,) = found.problems
    assert ((), None) == (found.counted, found.step)
    assert "did you mean 'unacceptable'?" == problem.remedy


def test_before_it_is_in_force_nothing_is_proposed():
    found = ladder_standing(LADDER, kept("unacceptable"), on=date(2025, 12, 31))

    assert ProblemCode.NOT_COVERED is found.problems[0].code
    assert found.step is None


def test_a_wrong_ladder_names_every_defect():
    with pytest.raises(DeclarationError) as caught:
        attrs.evolve(
            LADDER,
            outcomes=(OUTCOMES[0], OUTCOMES[0]),
            steps=(step(2, "b"), step(1, " ")),
            counts_for=business_days(20, "days"),
        )

    assert (
        "outcome 'attended' is there twice",
        "no outcome is enforceable, so no step is ever proposed",
        "steps are in order, each after more outcomes than the one before",
        "outcomes count for calendar time, not business days",
        "step after 1: no proposes",
    ) == caught.value.defects
