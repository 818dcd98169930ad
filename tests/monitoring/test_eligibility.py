"""Eligibility: met, almost, not met, unknown, and the day on which it all holds together.

Sources: `duty-notes.md` section 8 on clearing dates; `us-peers.md` 1.1 for the three agencies.
"""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.dates import Period, business_days, days, months
from supervise.errors import DeclarationError
from supervise.monitoring import (
    Almost,
    Criterion,
    EligibilityRule,
    Readiness,
    Snooze,
    eligibility,
)
from supervise.packs.discharge_criteria import (
    IDAHO_LIMITED_SUPERVISION,
    MAINE_EARLY_TERMINATION,
    RULES,
    TENNESSEE_SUSPENSION,
)
from supervise.rules import (
    AtLeast,
    Events,
    Happened,
    Held,
    Latest,
    Left,
    Ref,
    Rose,
    Since,
    Timeline,
    days_of,
    free_of,
    happened,
)
from supervise.rules.criteria import decided
from supervise.rules.spans import holds_on
from supervise.sources import Purpose
from tests.monitoring.people import SOURCE, always, steps
from tests.support.sheets import SUPERVISOR

START = date(2024, 1, 10)
ON = date(2026, 6, 1)


def idahoan(*events, low_since=date(2025, 1, 1), **states):
    known = {
        "level": steps((START, "moderate"), (low_since, "low")),
        "no_contact_order": always(False, START),
        "case_type": always("general", START),
    }
    known |= {name: always(value, START) for name, value in states.items()}
    events = [happened("a1", "assessment", START, tool="lsi_r", score=20), *events]
    return Timeline(
        person="person-001",
        states=known,
        dates={"supervision_start": START},
        events=events,
    )


def verified(on):
    return happened(f"v{on}", "contact", on, verified_income=True)


def test_all_criteria_met_is_met():
    found = eligibility(
        IDAHO_LIMITED_SUPERVISION, idahoan(verified(date(2026, 5, 1))), on=ON
    )

    assert (Readiness.MET, ON) == (found.standing, found.clears_on)
    # Three months after 1 May the verification is too old.
    assert date(2026, 8, 1) == found.lapses_on


def test_almost_names_the_only_thing_that_is_missing():
    found = eligibility(IDAHO_LIMITED_SUPERVISION, idahoan(), on=ON)

    assert (Readiness.ALMOST, "only income is to be verified") == (
        found.standing,
        found.relaxation,
    )
    assert (None, ("income_verified",)) == (found.clears_on, found.blocked_by)


def test_the_whole_clears_on_the_first_day_on_which_all_hold_together():
    """Income verified on 1 May holds to 31 July; low since 15 May clears 90 days later, on 13
    August: the latest of the parts is a day on which the other has lapsed."""
    case = idahoan(verified(date(2026, 5, 1)), low_since=date(2026, 5, 15))

    found = eligibility(IDAHO_LIMITED_SUPERVISION, case, on=ON)

    by_id = {each.id: each for each in found.criteria}
    assert date(2026, 8, 13) == by_id["low_90_days"].clears_on
    assert date(2026, 8, 1) == by_id["income_verified"].lapses_on
    assert None is found.clears_on


def test_a_later_verification_makes_it_clear_on_that_day():
    case = idahoan(verified(date(2026, 5, 20)), low_since=date(2026, 5, 15))

    found = eligibility(IDAHO_LIMITED_SUPERVISION, case, on=ON)

    assert date(2026, 8, 13) == found.clears_on


def test_a_rise_from_a_score_of_zero_is_a_rise():
    """Upstream, a rise from 0 to 20 passes as no change."""
    first = happened("z", "assessment", date(2025, 1, 1), tool="lsi_r", score=0)
    second = happened("y", "assessment", date(2026, 1, 1), tool="lsi_r", score=20)

    found = eligibility(IDAHO_LIMITED_SUPERVISION, idahoan(first, second), on=ON)

    assert Readiness.NOT_MET == next(
        each.standing for each in found.criteria if each.id == "no_increase"
    )


@pytest.mark.parametrize(
    ("old", "new", "rose"),
    (
        (20, 21, True),
        (20, 20, False),
        (20, 19, False),
        (40, 41, False),
        (100, 105, True),
        (20, 15, False),
    ),
)
def test_a_rise_of_five_percent_is_at_least_five_and_never_a_fall(old, new, rose):
    events = [
        happened(str(n), "assessment", date(2025, n, 1), score=score)
        for n, score in ((1, old), (2, new))
    ]
    case = Timeline(person="person-001", events=events)

    found = days_of(Rose(Events("assessment"), "score", 5, from_zero=True), case)

    assert rose == holds_on(found.certainly, date(2025, 3, 1).toordinal())


def in_maine(balance, **more):
    return Timeline(
        person="person-001",
        states={"level": always("low", START), "balance": always(balance, START)}
        | {name: always(value, START) for name, value in more.items()},
        dates={"supervision_start": START, "term_end": date(2027, 1, 10)},
    )


@pytest.mark.parametrize("able", (True, False, None))
def test_money_alone_never_blocks_in_silence(able):
    case = in_maine(300, able_to_pay=able) if able is not None else in_maine(300)

    found = eligibility(MAINE_EARLY_TERMINATION, case, on=ON)

    note = next(each.note for each in found.criteria if each.id == "restitution")
    assert Readiness.ALMOST == found.standing
    assert {True: "able to pay", False: "not able", None: "unknown"}[able] in note


@pytest.mark.parametrize(
    ("on", "standing"), ((date(2025, 7, 10), "not_met"), (date(2025, 7, 11), "met"))
)
def test_half_of_a_term_of_1096_days_is_548_days(on, standing):
    """10 January 2024 to 10 January 2027 is 1,096 days; 548 days after the start is 11 July."""
    found = eligibility(MAINE_EARLY_TERMINATION, in_maine(0), on=on)

    assert standing == found.criteria[0].standing


def test_an_unknown_fact_is_unknown_and_never_dropped():
    bare = Timeline(person="person-001", dates={"supervision_start": START})

    found = eligibility(TENNESSEE_SUSPENSION, bare, on=ON)

    by_id = {each.id: each.standing for each in found.criteria}
    assert Readiness.UNKNOWN == found.standing
    assert Readiness.UNKNOWN == by_id["two_years_low"]


def test_an_unfounded_violation_does_not_block():
    def violation(state):
        return happened("v", "violation", date(2026, 4, 1), state=state)

    def result(state):
        case = in_maine(0)
        case = Timeline(
            person="x", states=case.states, dates=case.dates, events=[violation(state)]
        )
        return eligibility(MAINE_EARLY_TERMINATION, case, on=ON).standing

    assert [Readiness.MET, Readiness.NOT_MET] == list(
        map(result, ("unfounded", "substantiated"))
    )


def test_a_snooze_hides_its_own_situation_and_no_other():
    before = eligibility(IDAHO_LIMITED_SUPERVISION, idahoan(), on=ON)
    after = eligibility(
        IDAHO_LIMITED_SUPERVISION, idahoan(no_contact_order=True), on=ON
    )
    snooze = Snooze(
        digest=before.digest, until=date(2026, 7, 1), reason="asked", by=SUPERVISOR
    )

    assert [True, False] == [snooze.hides(each.digest, ON) for each in (before, after)]
    assert not snooze.hides(before.digest, date(2026, 7, 2))
    assert "asked" not in repr(snooze)


def test_what_was_known_then_gives_the_answer_that_was_given_then():
    late = happened(
        "late", "contact", date(2026, 5, 1), verified_income=True, recorded=ON
    )

    then = eligibility(
        IDAHO_LIMITED_SUPERVISION, idahoan(late), on=ON, known=date(2026, 5, 31)
    )
    now = eligibility(IDAHO_LIMITED_SUPERVISION, idahoan(late), on=ON, known=ON)

    assert [Readiness.ALMOST, Readiness.MET] == [then.standing, now.standing]


@pytest.mark.parametrize(
    ("balance", "standing"), ((999, "almost"), (1000, "not_met"), (0, "met"))
)
def test_almost_may_ask_that_less_than_so_much_is_owed(balance, standing):
    """Maine: almost, if less than $1,000 is owed."""
    found = eligibility(MAINE_EARLY_TERMINATION, in_maine(balance), on=ON)

    assert standing == found.standing


def test_only_money_in_the_way_is_told_as_such():
    found = [
        eligibility(MAINE_EARLY_TERMINATION, case, on=on).only_money
        for case, on in (
            (in_maine(5000), ON),
            (in_maine(5000), date(2025, 1, 1)),
            (in_maine(0), ON),
        )
    ]

    assert [True, False, False] == found


def test_a_change_in_who_can_pay_is_another_situation():
    digests = {
        eligibility(
            MAINE_EARLY_TERMINATION, in_maine(300, able_to_pay=able), on=ON
        ).digest
        for able in (True, False)
    }

    assert 2 == len(digests)


def test_at_most_so_many_may_be_lacking_at_once():
    one = Almost(lacking=("low_90_days", "income_verified"), at_most=1, title="one")
    rule = attrs.evolve(IDAHO_LIMITED_SUPERVISION, almost=(one,))
    lately = idahoan(low_since=date(2026, 5, 15))
    seen = idahoan(verified(date(2026, 5, 20)), low_since=date(2026, 5, 15))

    found = [eligibility(rule, case, on=ON).standing for case in (lately, seen)]

    assert [Readiness.NOT_MET, Readiness.ALMOST] == found


def test_a_criterion_shows_the_newest_event_that_it_asks_about():
    case = idahoan(verified(date(2026, 4, 1)), verified(date(2026, 5, 1)))

    found = eligibility(IDAHO_LIMITED_SUPERVISION, case, on=ON)

    by_id = {each.id: each.evidence for each in found.criteria}
    assert ("v2026-05-01",) == by_id["income_verified"]
    assert ("a1",) == by_id["no_increase"]
    assert () == by_id["low_90_days"]


def test_a_rule_that_is_not_in_force_says_so_and_nothing_else():
    found = eligibility(IDAHO_LIMITED_SUPERVISION, idahoan(), on=date(2020, 7, 22))

    assert (Readiness.UNKNOWN, ()) == (found.standing, found.criteria)
    assert "not in force on 2020-07-22" in found.because


def test_without_its_calendar_nothing_is_said_and_the_calendar_is_named():
    criterion = Criterion(
        id="settled",
        title="ten business days",
        when=Since("supervision_start", business_days(10, "office")),
        citation="p. 1",
    )
    rule = attrs.evolve(IDAHO_LIMITED_SUPERVISION, criteria=(criterion,), almost=())

    found = eligibility(rule, idahoan(), on=ON)

    assert (Readiness.UNKNOWN, ()) == (found.standing, found.criteria)
    assert "office" in found.because


def test_an_almost_that_makes_no_sense_names_every_defect():
    wrong = Almost(lacking=(), at_most=0, within_days=0, title="wrong")

    with pytest.raises(DeclarationError) as raised:
        attrs.evolve(IDAHO_LIMITED_SUPERVISION, almost=(wrong,))

    assert 3 == len(raised.value.defects)


def test_a_wrong_rule_names_every_defect():
    criterion = Criterion(
        id="a", title="a", when=Ref("x").yes, citation="", about_money=True
    )

    with pytest.raises(DeclarationError) as raised:
        EligibilityRule(
            id="wrong",
            version="1",
            title="wrong",
            purpose=Purpose.SUPERVISION,
            source=SOURCE,
            in_force=Period("2020-01-01"),
            criteria=(criterion, criterion),
            almost=(Almost(lacking=("b",), title="b"),),
        )

    assert 7 == len(raised.value.defects), raised.value.defects


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_of_a_pack_is_an_example_with_source_and_date(rule):
    assert rule.example
    assert date(2026, 11, 1) == rule.source.checked


# -- spans against day by day --------------------------------------------------------

FIRST = date(2025, 1, 1)
PLACES = st.sampled_from((0, 1, 14, 29, 30, 31, 44, 45, 46, 59, 60))
TESTS = Events("test", Ref("result").is_("negative"))
LEAVES = (
    Ref("level").is_("low"),
    Ref("level").is_("low", "medium"),
    Held(Ref("level").is_("low"), days(14)),
    Since("start", days(30)),
    Left("end", days(14)),
    free_of(TESTS, days(15)),
    Happened(TESTS, 2, months(1)),
    Latest(Events("test"), Ref("result").is_("negative")),
)
CRITERIA = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: (
        st.builds(lambda c: ~c, inner)
        | st.builds(lambda a, b: a & b, inner, inner)
        | st.builds(lambda a, b: a | b, inner, inner)
        | st.builds(lambda a, b, c: AtLeast(2, (a, b, c)), inner, inner, inner)
    ),
    max_leaves=5,
)


@st.composite
def histories(draw):
    def on(number):
        return FIRST + timedelta(days=number)

    levels = sorted(draw(st.sets(PLACES, max_size=3)))
    values = ("medium", "low", "high")
    return Timeline(
        person="person-001",
        states={"level": steps(*((on(n), values[n % 3]) for n in levels))},
        dates={
            name: on(draw(PLACES))
            for name in draw(st.sets(st.sampled_from(("start", "end"))))
        },
        events=[
            happened(f"e{n}", "test", on(draw(PLACES)), result=result)
            for n, result in enumerate(
                draw(st.lists(st.sampled_from(("negative", "positive")), max_size=4))
            )
        ],
    )


def slowly(leaf, case, on):
    """What a leaf about time says of one day, by definition."""
    tests = [e for e in case.events if e.on <= on]
    negative = [e for e in tests if dict(e.fields)["result"] == "negative"]
    match leaf:
        case Held(inner, length):
            back = [on - timedelta(days=n) for n in range(length.number + 1)]
            said = [
                decided(inner, {"level": case.value_on("level", d)}, {}) for d in back
            ]
            return False if False in said else None if None in said else True
        case Since(name, length):
            return on >= length.after(case.dates[name]) if name in case.dates else None
        case Left(name, length):
            return length.after(on) < case.dates[name] if name in case.dates else None
        case Happened(_, number, within):
            return sum(on < within.after(e.on) for e in negative) >= number
        case Latest(_, _):
            if not tests:
                return None
            newest = max(tests, key=lambda e: (e.on, e.id))
            return dict(newest.fields)["result"] == "negative"


@given(CRITERIA, histories(), st.integers(-3, 80))
def test_the_days_of_a_criterion_are_those_found_day_by_day(criterion, case, number):
    from supervise.rules.criteria import TIMED, leaves

    on = FIRST + timedelta(days=number)
    truths = {
        leaf: slowly(leaf, case, on)
        for leaf in leaves(criterion)
        if isinstance(leaf, TIMED)
    }
    expected = decided(criterion, {"level": case.value_on("level", on)}, truths)

    found = days_of(criterion, case)

    day = on.toordinal()
    assert (expected is True) == holds_on(found.certainly, day)
    assert (expected is not False) == holds_on(found.possibly, day)


def test_a_rule_without_criteria_is_refused():
    with pytest.raises(DeclarationError, match="no criteria"):
        attrs.evolve(IDAHO_LIMITED_SUPERVISION, criteria=(), almost=())


@pytest.mark.parametrize(
    ("when", "standing"),
    (
        (Ref("balance") < 50, Readiness.UNKNOWN),
        (Latest(Events("payment"), Ref("amount") >= 20), Readiness.UNKNOWN),
        (
            Happened(Events("payment", Ref("amount") >= 20), 1, days(30)),
            Readiness.NOT_MET,
        ),
    ),
)
def test_a_word_where_a_number_is_asked_for_is_as_good_as_missing(when, standing):
    criterion = Criterion(id="paid", title="paid", when=when, citation="p. 1")
    rule = attrs.evolve(IDAHO_LIMITED_SUPERVISION, criteria=(criterion,), almost=())
    case = Timeline(
        person="person-001",
        states={"balance": always("nothing", START)},
        events=(happened("p1", "payment", ON, amount="twenty"),),
    )

    assert standing is eligibility(rule, case, on=ON).standing
