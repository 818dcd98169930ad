"""A decision is made by a named human; what departs says how, why and who approved."""

import pickle
from datetime import UTC, date, datetime

import attrs
import pytest

from supervise.errors import InvalidDecision
from supervise.intensity import (
    Basis,
    Decision,
    Direction,
    Expiry,
    Override,
    OverrideRule,
    Recommendation,
    recommend,
)
from supervise.intensity.decision import DECIDING_ROLES, WHY_NOT_DECIDING
from supervise.levels import LOW_MEDIUM_HIGH, IntensityScheme
from supervise.people import Actor, PersonRef, Role
from tests.intensity.examples import CONTACT, POLICY, policy
from tests.support.sheets import (
    OFFICER,
    PERSON,
    SUPERVISOR,
    rated,
    recorded,
    scale,
    sheet,
)

ON = date(2026, 6, 1)
COLLEAGUE = Actor("officer-2", Role.OFFICER)
CANARY = "the partner of Avery Example"

SHEETS = (
    sheet("invented_tool", ON, scale("general", percent=50.0)),
    rated(ON, {"overall": "low"}, instrument="invented_rating"),
)
REGULAR = recommend(POLICY, SHEETS, on=ON)
STANDING = recommend(POLICY, SHEETS, {"in_custody": True}, on=ON)
NOTHING_RECOMMENDED = recommend(POLICY, on=ON)

TABLE = (
    OverrideRule(
        category="violent_history",
        title="violent history",
        basis=Basis.POLICY,
        directions=(Direction.UP,),
        approvers=(Role.SUPERVISOR, Role.COURT),
        expiry=Expiry.REQUIRED,
        most_months=6,
        needs_evidence=True,
        citation="p. 7",
    ),
    OverrideRule(
        category="stable",
        title="stable for long",
        basis=Basis.DISCRETIONARY,
        directions=(Direction.DOWN,),
        approvers=(Role.SUPERVISOR,),
        expiry=Expiry.NONE,
        citation="p. 7",
    ),
)
BY_TABLE = recommend(policy(overrides=TABLE), SHEETS, on=ON)


def override(**changes):
    fields = {
        "direction": Direction.UP,
        "category": "judgement",
        "reason": "seen at work",
        "approver": SUPERVISOR,
    }
    return Override(**(fields | changes))


def decided(recommendation=REGULAR, intensity="regular", **changes):
    fields = {
        "id": "decision-1",
        "person": PERSON,
        "recommendation": recommendation,
        "intensity": CONTACT[intensity] if isinstance(intensity, str) else intensity,
        "by": OFFICER,
        "on": ON,
        "recorded_at": datetime(2026, 6, 1, 12, tzinfo=UTC),
        "reason": "agreed with what was found",
    }
    return Decision(**(fields | changes))


def problems(*given, **changes):
    with pytest.raises(InvalidDecision) as raised:
        decided(*given, **changes)
    return [(problem.item, problem.code.value) for problem in raised.value.problems]


def test_a_recommendation_and_a_decision_are_different_types():
    assert not isinstance(decided(), Recommendation)
    assert not isinstance(REGULAR, Decision)


def test_following_the_recommendation_needs_no_override():
    found = decided()

    assert (CONTACT["regular"], None, None) == (
        found.intensity,
        found.direction,
        found.override,
    )


@pytest.mark.parametrize("role", (Role.OFFICER, Role.SUPERVISOR, Role.COURT))
def test_an_officer_a_supervisor_and_a_court_decide(role):
    assert role == decided(by=Actor("somebody-1", role)).by.role


@pytest.mark.parametrize(
    ("role", "why"),
    (
        (Role.PERSON, "is heard, and does not decide"),
        (Role.PROVIDER, "provider of services does not decide"),
        (Role.SUPPORTER, "supporter does not decide"),
        (Role.RESEARCHER, "studies decisions, and makes none"),
        (Role.SYSTEM, "may recommend, and does not decide"),
    ),
)
def test_nobody_else_decides_and_the_reason_is_said(role, why):
    assert [("by", "not_allowed")] == problems(by=Actor("somebody-1", role))

    with pytest.raises(InvalidDecision, match=f"{why}.*officer, supervisor"):
        decided(by=Actor("somebody-1", role))


def test_every_role_either_decides_or_has_a_reason_why_not():
    assert set(Role) == DECIDING_ROLES | set(WHY_NOT_DECIDING)
    assert not DECIDING_ROLES & set(WHY_NOT_DECIDING)


def test_a_decision_needs_a_reason():
    assert [("reason", "missing")] == problems(reason="  ")


@pytest.mark.parametrize(
    ("intensity", "direction"), (("close", Direction.UP), ("light", Direction.DOWN))
)
def test_departing_needs_an_override_and_says_which_way(intensity, direction):
    assert [("override", "missing")] == problems(REGULAR, intensity)

    found = decided(REGULAR, intensity, override=override(direction=direction))

    assert direction == found.direction


def test_a_direction_that_is_not_the_decisions_is_a_contradiction():
    found = problems(REGULAR, "light", override=override(direction=Direction.UP))

    assert [("override", "contradiction")] == found


def test_the_recommendation_inside_is_kept_as_it_was():
    found = decided(REGULAR, "close", override=override())

    assert REGULAR == found.recommendation
    assert CONTACT["regular"] == found.recommendation.intensity
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.recommendation.intensity = CONTACT["close"]


def test_an_override_of_nothing_is_a_problem():
    assert [("override", "not_allowed")] == problems(override=override())


REFUSED = recommend(POLICY, SHEETS, on=date(2027, 1, 1))
INVALID = recommend(POLICY, SHEETS, {"register": "hmm"}, on=ON)
WITHOUT = Direction.WITHOUT_RECOMMENDATION


@pytest.mark.parametrize(
    ("recommendation", "status"),
    ((NOTHING_RECOMMENDED, "missing"), (INVALID, "invalid"), (REFUSED, "refused")),
)
def test_without_a_recommendation_a_human_decides_with_an_approver_and_a_reason(
    recommendation, status
):
    assert status == recommendation.status.value
    on = recommendation.on
    assert [("override", "missing")] == problems(recommendation, "close", on=on)

    found = decided(
        recommendation, "close", on=on, override=override(direction=WITHOUT)
    )

    assert (WITHOUT, CONTACT["close"]) == (found.direction, found.intensity)


def test_a_standing_decided_without_a_recommendation_takes_an_override_as_well():
    found = problems(NOTHING_RECOMMENDED, None, standing="not_supervised")

    assert [("override", "missing")] == found


@pytest.mark.parametrize(
    ("changes", "expected"),
    (
        ({"direction": Direction.UP}, [("override", "contradiction")]),
        ({"reason": " "}, [("override", "missing")]),
        ({"approver": COLLEAGUE}, [("approver", "not_allowed")]),
        (
            {"approver": Actor(OFFICER.id, Role.SUPERVISOR)},
            [("approver", "not_allowed")],
        ),
    ),
)
def test_what_is_decided_without_a_recommendation_states_its_own_basis(
    changes, expected
):
    given = override(**({"direction": WITHOUT} | changes))

    assert expected == problems(NOTHING_RECOMMENDED, "close", override=given)


def test_a_decision_that_has_a_recommendation_does_not_pass_as_one_without():
    given = override(direction=WITHOUT)

    assert [("override", "contradiction")] == problems(REGULAR, "close", override=given)
    assert [("override", "not_allowed")] == problems(override=given)


def test_a_table_about_departing_alone_does_not_bind_what_has_no_recommendation():
    waiting = recommend(policy(overrides=TABLE), on=ON)

    found = decided(waiting, "close", override=override(direction=WITHOUT))

    assert WITHOUT == found.direction


def test_a_table_that_provides_for_having_no_recommendation_binds():
    row = attrs.evolve(TABLE[1], category="emergency", directions=(WITHOUT,))
    waiting = recommend(policy(overrides=(*TABLE, row)), on=ON)
    hunch = override(direction=WITHOUT)
    emergency = override(direction=WITHOUT, category="emergency")

    assert [("override", "not_allowed")] == problems(waiting, "close", override=hunch)
    assert WITHOUT == decided(waiting, "close", override=emergency).direction


def test_a_standing_is_followed_or_departed_from_off_the_scale():
    followed = decided(STANDING, None, standing="not_supervised")
    departed = decided(
        STANDING, "light", override=override(direction=Direction.OFF_SCALE)
    )

    assert (None, Direction.OFF_SCALE) == (followed.direction, departed.direction)


def test_an_intensity_or_a_standing_is_decided_and_not_both():
    assert [("intensity", "not_allowed")] == problems(REGULAR, None)
    assert [("intensity", "not_allowed")] == problems(standing="not_supervised")


def test_an_intensity_of_another_scheme_is_a_problem():
    other = IntensityScheme("another", LOW_MEDIUM_HIGH.codes)

    assert [("intensity", "not_allowed")] == problems(REGULAR, other["low"])


def test_a_decision_is_not_made_before_its_recommendation():
    assert [("on", "not_allowed")] == problems(on=date(2026, 5, 31))


def test_without_a_published_table_a_supervisor_approves():
    found = problems(REGULAR, "close", override=override(approver=COLLEAGUE))

    assert [("approver", "not_allowed")] == found


def test_an_override_says_its_category_and_reason():
    found = problems(REGULAR, "close", override=override(category="", reason=" "))

    assert [("override", "missing")] * 2 == found


def test_an_override_holds_to_its_last_day():
    found = decided(REGULAR, "close", override=override(expires=date(2026, 7, 31)))

    days = (date(2026, 5, 31), ON, date(2026, 7, 31), date(2026, 8, 1))
    assert [False, True, True, False] == [found.holds_on(day) for day in days]


def test_an_override_does_not_expire_before_it_begins():
    found = problems(REGULAR, "close", override=override(expires=date(2026, 5, 31)))

    assert [("override", "contradiction")] == found


VIOLENT = {
    "category": "violent_history",
    "basis": Basis.POLICY,
    "expires": date(2026, 12, 1),
    "evidence": ("document-3",),
}


def test_the_published_table_lets_its_own_rows_through():
    found = decided(BY_TABLE, "close", override=override(**VIOLENT))

    assert Basis.POLICY == found.override.basis


@pytest.mark.parametrize(
    ("changes", "expected"),
    (
        ({"category": "hunch"}, [("override", "not_allowed")]),
        ({"basis": Basis.DISCRETIONARY}, [("override", "not_allowed")]),
        ({"approver": COLLEAGUE}, [("approver", "not_allowed")]),
        ({"evidence": ()}, [("override", "missing")]),
        ({"expires": None}, [("expires", "missing")]),
        ({"expires": date(2026, 12, 2)}, [("expires", "not_allowed")]),
    ),
)
def test_what_the_published_table_does_not_allow_is_a_problem(changes, expected):
    found = problems(BY_TABLE, "close", override=override(**(VIOLENT | changes)))

    assert expected == found


def test_a_row_that_goes_one_way_does_not_go_the_other():
    down = override(**VIOLENT, direction=Direction.DOWN)

    assert [("override", "not_allowed")] == problems(BY_TABLE, "light", override=down)


def test_a_row_without_an_end_takes_none():
    stable = override(
        direction=Direction.DOWN, category="stable", expires=date(2026, 7, 1)
    )

    assert [("expires", "not_allowed")] == problems(BY_TABLE, "light", override=stable)


def test_everything_that_is_wrong_is_said_at_once():
    found = problems(
        BY_TABLE,
        "close",
        by=Actor("scheduler", Role.SYSTEM),
        reason="",
        override=override(**(VIOLENT | {"evidence": (), "expires": None})),
    )

    assert 4 == len(found)


def test_reasons_are_never_printed():
    found = decided(REGULAR, "close", reason=CANARY, override=override(reason=CANARY))

    assert CANARY not in repr(found)


def test_a_decision_is_a_plain_value():
    found = decided(REGULAR, "close", override=override())

    assert found == pickle.loads(pickle.dumps(found))


OF_A_PERSON = recommend(POLICY, [recorded(each) for each in SHEETS], on=ON)


def test_a_decision_is_about_the_person_of_its_recommendation():
    another = PersonRef("person-another")

    assert [("person", "contradiction")] == problems(OF_A_PERSON, person=another)
    assert PERSON == decided(OF_A_PERSON).person


def test_that_it_is_about_another_person_is_said_with_everything_else_and_names_nobody():
    with pytest.raises(InvalidDecision) as raised:
        decided(OF_A_PERSON, None, person=PersonRef("person-another"), reason="")

    items = [problem.item for problem in raised.value.problems]
    assert ["intensity", "person", "reason"] == items
    assert PERSON.id not in str(raised.value)
    assert "person-another" not in str(raised.value)


def test_a_recommendation_from_score_sheets_takes_the_person_of_the_decision():
    assert PersonRef("p9") == decided(REGULAR, person=PersonRef("p9")).person


@pytest.mark.parametrize("role", (Role.SUPERVISOR, Role.OFFICER))
def test_nobody_approves_what_they_decide_in_whatever_role(role):
    found = problems(
        REGULAR, "close", by=Actor(SUPERVISOR.id, role), override=override()
    )

    assert [("approver", "not_allowed")] == found


def test_a_published_table_does_not_let_a_role_approve_its_own_unless_it_says_so():
    found = problems(BY_TABLE, "close", by=SUPERVISOR, override=override(**VIOLENT))

    assert [("approver", "not_allowed")] == found


def test_a_role_approves_its_own_where_the_published_table_says_so():
    row = attrs.evolve(TABLE[0], may_approve_own=(Role.COURT,))
    table = recommend(policy(overrides=(row, TABLE[1])), SHEETS, on=ON)
    court = Actor("court-1", Role.COURT)
    by_court = override(**VIOLENT, approver=court)
    by_supervisor = override(**VIOLENT)

    assert court == decided(table, "close", by=court, override=by_court).by
    assert [("approver", "not_allowed")] == problems(
        table, "close", by=SUPERVISOR, override=by_supervisor
    )


@pytest.mark.parametrize(
    ("changes", "item", "says"),
    (
        ({"intensity": 1}, "intensity", r"got int.*policy.scheme\['low'\]"),
        ({"by": "o1"}, "by", r"got str.*Actor\('officer-1', Role.OFFICER\)"),
        ({"reason": None}, "reason", "got NoneType.*a text"),
        ({"person": "p1"}, "person", r"got str.*PersonRef\('person-001'\)"),
        ({"id": ""}, "id", "got empty text.*a non-empty text"),
        (
            {"recorded_at": datetime(2026, 6, 1, 12)},  # noqa: DTZ001
            "recorded_at",
            "got datetime without a time zone.*tzinfo=UTC",
        ),
        ({"recorded_at": ON}, "recorded_at", "got date.*a datetime with"),
        (
            {"on": datetime(2026, 6, 1, tzinfo=UTC)},
            "on",
            "got datetime.*a date without a time",
        ),
        ({"on": "2026-06-01"}, "on", "got str.*a date without a time"),
        ({"standing": None}, "standing", "got NoneType.*the code of a standing"),
        ({"visibility": "all"}, "visibility", "got str.*a Visibility"),
        ({"override": "up"}, "override", "got str.*an Override, or None"),
        ({"override": override(approver="s1")}, "override.approver", "got str.*Actor"),
        ({"override": override(direction="up")}, "override.direction", "Direction.UP"),
        ({"override": override(reason=None)}, "override.reason", "got NoneType"),
        ({"override": override(evidence="note-3")}, "override.evidence", "a tuple"),
        ({"override": override(expires="soon")}, "override.expires", "without a time"),
    ),
)
def test_what_cannot_be_read_is_a_problem_that_says_what_to_give(changes, item, says):
    assert [(item, "wrong_type")] == problems(**changes)

    with pytest.raises(InvalidDecision, match=says):
        decided(**changes)


def test_an_intensity_as_text_is_a_problem_and_not_an_error_from_inside():
    fields = attrs.asdict(decided(), recurse=False) | {"intensity": "regular"}

    with pytest.raises(InvalidDecision, match=r"item 'intensity': .*got str"):
        Decision(**fields)


def test_everything_that_cannot_be_read_is_said_at_once_and_nothing_of_it_is_shown():
    with pytest.raises(InvalidDecision) as raised:
        decided(person=CANARY, by=CANARY, on=CANARY, override=CANARY)

    items = [problem.item for problem in raised.value.problems]
    assert ["person", "by", "on", "override"] == items
    assert CANARY not in str(raised.value)


def test_a_decision_without_a_recommendation_at_all_is_a_type_error():
    with pytest.raises(TypeError, match="recommendation: give a Recommendation"):
        decided(None)
