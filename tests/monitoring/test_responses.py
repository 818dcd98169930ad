"""Responses and conditions: nothing adverse by itself; what a grid offers, and who may decide.

The grid is invented. Sources of the rules: `practice.md` B9 and `uk-peers.md` 1.15.
"""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from supervise.dates import business_days
from supervise.errors import DeclarationError, UnknownName
from supervise.levels import IntensityScheme, LevelScheme
from supervise.monitoring import (
    JUSTICE_COUNTS,
    Absence,
    Cell,
    ContactOutcome,
    Credit,
    ImposedBy,
    RespondedTo,
    Response,
    ResponseGrid,
    ResponseKind,
    SupervisionCondition,
    ViolationDecision,
    ViolationRecommendation,
    balance,
    hours,
    response_problems,
    unanswered,
)
from supervise.people import Actor, Role
from tests.monitoring.people import CALENDAR, SOURCE
from tests.support.sheets import OFFICER, SUPERVISOR

ON = date(2025, 6, 2)  # a Monday
COURT = Actor("court-1", Role.COURT)
EVERYBODY = frozenset({Role.OFFICER, Role.SUPERVISOR})

RESPONSES = (
    Response(
        code="praise", title="praise", kind=ResponseKind.INCENTIVE, authority=EVERYBODY
    ),
    Response(
        code="ride", title="a ride", kind=ResponseKind.SUPPORT, authority=EVERYBODY
    ),
    Response(
        code="warning", title="warning", kind=ResponseKind.SANCTION, authority=EVERYBODY
    ),
    Response(
        code="curfew",
        title="curfew",
        kind=ResponseKind.SANCTION,
        authority=frozenset({Role.SUPERVISOR}),
    ),
)
GRID = ResponseGrid(
    id="invented_grid",
    version="1",
    title="Invented",
    source=SOURCE,
    severities=LevelScheme("severity", ("low", "serious")),
    intensities=IntensityScheme("invented", ("light", "close")),
    responses=RESPONSES,
    cells=(
        Cell("low", "light", ("praise", "ride")),
        Cell("low", "close", ("ride", "warning")),
        Cell("serious", "light", ("ride", "warning")),
        Cell("serious", "close", ("warning", "curfew")),
    ),
)


def entry(**changes):
    fields = {
        "id": "r1",
        "event": "v1",
        "happened_on": ON,
        "severity": "low",
        "intensity": "close",
        "response": "warning",
        "decided_by": OFFICER,
        "decided_on": ON,
        "reason": "talked it through",
    }
    return RespondedTo(**(fields | changes))


def problems(grid=GRID, **changes):
    found = response_problems(grid, entry(**changes), [CALENDAR])
    return [problem.item for problem in found]


def test_what_the_grid_offers_can_be_decided():
    assert [] == problems()


def test_a_grid_offers_by_severity_and_intensity_and_to_whom():
    offered = GRID.options("serious", "close")

    assert ["warning", "curfew"] == [each.code for each in offered]
    assert ["warning"] == [
        e.code for e in GRID.options("serious", "close", Role.OFFICER)
    ]
    with pytest.raises(UnknownName):
        GRID.options("grave", "close")


@pytest.mark.parametrize(
    ("changes", "item"),
    (
        ({"decided_by": Actor("job", Role.SYSTEM)}, "decided_by"),
        ({"reason": " "}, "reason"),
        ({"response": "curfew", "severity": "serious"}, "decided_by"),
        ({"response": "praise"}, "response"),
        ({"response": "prison"}, "response"),
        ({"decided_on": date(2025, 6, 1)}, "decided_on"),
        ({"severity": "grave"}, "severity"),
        ({"intensity": "none"}, "intensity"),
    ),
)
def test_what_stands_against_a_response_is_told(changes, item):
    assert item in problems(**changes)


def test_departing_from_the_grid_takes_a_reason():
    assert [] == problems(response="praise", departs_because="told us himself")


def test_how_soon_counts_only_where_the_policy_states_it():
    """Three business days after Monday 2 June is Thursday 5 June."""
    prompt = attrs.evolve(GRID, within=business_days(3, "idaho_business_days"))

    assert [] == problems(decided_on=date(2025, 7, 1))
    assert [] == problems(prompt, decided_on=date(2025, 6, 5))
    assert ["decided_on"] == problems(prompt, decided_on=date(2025, 6, 6))


def test_without_its_calendar_how_soon_is_a_problem_and_no_crash():
    prompt = attrs.evolve(GRID, within=business_days(3, "nobody_has_it"))

    assert ["decided_on"] == problems(prompt)


def test_a_ratio_is_off_until_a_policy_states_it():
    ledger = [entry(response="praise"), entry(response="praise"), entry()]

    plain = balance(GRID, ledger)
    stated = balance(attrs.evolve(GRID, incentives_to_sanctions=Fraction(4)), ledger)
    met = balance(attrs.evolve(GRID, incentives_to_sanctions=Fraction(2)), ledger)

    assert (2, 0, 1, None) == attrs.astuple(plain)
    assert [False, True] == [stated.meets_ratio, met.meets_ratio]


def test_every_violation_and_milestone_asks_for_a_response():
    assert ("m1",) == unanswered([entry()], ["v1", "m1"])


def test_a_cell_that_is_not_stated_is_named():
    with pytest.raises(DeclarationError) as raised:
        attrs.evolve(GRID, cells=(*GRID.cells[1:], GRID.cells[1]))

    assert (
        "'low' at 'light' is stated 0 times",
        "'low' at 'close' is stated 2 times",
    ) == raised.value.defects


def test_a_system_has_no_authority():
    alone = Response(
        code="x",
        title="x",
        kind=ResponseKind.SANCTION,
        authority=frozenset({Role.SYSTEM}),
    )

    with pytest.raises(DeclarationError) as raised:
        attrs.evolve(GRID, responses=(*RESPONSES, alone))

    assert 2 == len(raised.value.defects)


@pytest.mark.parametrize(
    ("attended", "enforceable", "absence", "allowed"),
    (
        (True, True, None, True),
        (True, False, None, True),
        (False, True, Absence.UNACCEPTABLE, True),
        (False, False, Absence.ACCEPTABLE, True),
        (False, True, Absence.ACCEPTABLE, False),
        (False, True, Absence.LOGISTIC, False),
        (True, False, Absence.LOGISTIC, False),
        (False, False, None, False),
    ),
)
def test_only_an_unacceptable_absence_is_enforceable(
    attended, enforceable, absence, allowed
):
    fields = {
        "code": "x",
        "title": "x",
        "attended": attended,
        "enforceable": enforceable,
        "absence": absence,
    }

    if allowed:
        assert absence == ContactOutcome(**fields).absence
    else:
        with pytest.raises(DeclarationError):
            ContactOutcome(**fields)


# -- conditions, hours, violations ---------------------------------------------------


def condition(**changes):
    fields = {
        "id": "c1",
        "kind": "curfew",
        "purpose": "to be at home while the children sleep",
        "imposed_by": ImposedBy.COURT,
        "start": ON,
        "end": date(2025, 8, 31),
    }
    return SupervisionCondition(**(fields | changes))


def test_a_condition_holds_from_its_start_to_its_last_day():
    on = (date(2025, 6, 1), ON, date(2025, 8, 31), date(2025, 9, 1))

    assert [False, True, True, False] == [condition().holds_on(day) for day in on]


def test_a_condition_says_what_it_is_for():
    with pytest.raises(DeclarationError) as raised:
        condition(purpose="", end=date(2025, 1, 1))

    assert 2 == len(raised.value.defects)


def test_hours_count_from_the_start_to_the_day_and_never_beyond_what_is_left():
    """600 required: 300 + 240 count, of the last 120 only 60."""
    given = [
        Credit(id="early", on=date(2025, 6, 1), minutes=60),
        Credit(id="a", on=date(2025, 6, 3), minutes=300),
        Credit(id="b", on=date(2025, 6, 4), minutes=240),
        Credit(id="c", on=date(2025, 6, 5), minutes=120),
        Credit(id="later", on=date(2025, 7, 5), minutes=60),
        Credit(id="none", on=date(2025, 6, 6), minutes=0),
    ]

    found, refused = hours(600, given, start=ON, on=date(2025, 6, 30))

    assert (600, 0) == (found.credited, found.left)
    assert ["early", "c", "none", "later"] == [
        each.partition(":")[0] for each in refused
    ]


def test_each_reason_for_an_adjustment_gives_so_much_and_no_more():
    """Ninety minutes at most for travel: 60, then 30 of 60. Weather is no reason that is named."""
    given = [
        Credit(id="a", on=date(2025, 6, 3), minutes=60, adjustment="travel"),
        Credit(id="b", on=date(2025, 6, 4), minutes=60, adjustment="travel"),
        Credit(id="c", on=date(2025, 6, 5), minutes=30, adjustment="weather"),
        Credit(id="d", on=date(2025, 6, 6), minutes=120),
    ]

    found, refused = hours(
        600, given, start=ON, on=date(2025, 6, 30), most={"travel": 90}
    )

    assert 60 + 30 + 120 == found.credited
    assert ("b: 30 more than 'travel' may give",) == refused[:1]
    assert "'weather' is no reason" in refused[1]


def test_a_new_offence_is_graver_than_absconding_and_that_than_a_technical_violation():
    assert "absconding" == JUSTICE_COUNTS.gravest(["technical", "absconding"])
    assert None is JUSTICE_COUNTS.gravest([])
    with pytest.raises(DeclarationError, match="no kind 'parking'"):
        JUSTICE_COUNTS.gravest(["parking"])


RECOMMENDED = ViolationRecommendation(
    violation="v1", response="warning", by=OFFICER, on=ON, reason="first time"
)


def test_an_officer_recommends_on_a_violation_and_a_court_decides():
    decided = ViolationDecision(
        violation="v1",
        response="curfew",
        by=COURT,
        on=ON,
        reason="heard",
        recommendation=RECOMMENDED,
    )

    assert decided.departs
    assert not isinstance(decided, ViolationRecommendation)


@pytest.mark.parametrize(
    "changes",
    (
        {"by": OFFICER},
        {"by": Actor("job", Role.SYSTEM)},
        {"reason": ""},
        {"violation": "v2"},
    ),
)
def test_a_decision_on_a_violation_is_not_an_officers_nor_a_systems(changes):
    fields = {
        "violation": "v1",
        "response": "curfew",
        "by": SUPERVISOR,
        "on": ON,
        "reason": "heard",
        "recommendation": RECOMMENDED,
    }

    with pytest.raises(DeclarationError):
        ViolationDecision(**(fields | changes))


def test_a_cell_that_offers_nothing_is_named():
    bare = attrs.evolve(GRID.cells[0], responses=())

    with pytest.raises(DeclarationError) as raised:
        attrs.evolve(GRID, cells=(bare, *GRID.cells[1:]))

    assert ("'low' at 'light': no response",) == raised.value.defects
