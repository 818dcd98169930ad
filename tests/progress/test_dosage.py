"""Hours of help by need and source: guidance, never a cap."""

from datetime import UTC, date, datetime
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.errors import DeclarationError
from supervise.planning.progress import (
    GUIDANCE,
    DosagePolicy,
    DosageReport,
    DosageTarget,
    dosage,
    hours_of,
)
from supervise.planning.referrals import Absences
from supervise.records import Attendance, HelpSource, NeedMinutes, Presence
from supervise.sources import Source
from tests.referrals.invented import PERSON, attended, entry

# Targets of 100, 200 or 300 hours by risk, none for low risk, 30 minutes for a task done at
# home, and the five strongest needs: National Institute of Corrections, dosage probation
# toolkit, and Carey Group guidance, as summarised in the practice research, section B8.
POLICY = DosagePolicy(
    id="example_nic_dosage",
    targets=(
        DosageTarget(level="low", hours=None),
        DosageTarget(level="moderate", hours=Decimal(100)),
        DosageTarget(level="moderate_high", hours=Decimal(200)),
        DosageTarget(level="high", hours=Decimal(300)),
    ),
    strongest=5,
    take_home_minutes=30,
    source=Source(
        citation="National Institute of Corrections, dosage probation toolkit",
        licence="public domain of the United States",
        population="adults on probation",
        checked="2026-08-01",
    ),
)


def session(id, source, *spent, length=None, day=0, presence=Presence.ATTENDED):
    total = sum(minutes for _, minutes in spent)
    return Attendance(
        entry=entry(id, day=day),
        person=PERSON,
        presence=presence,
        source=HelpSource(source),
        length=length or total or None,
        on_needs=tuple(NeedMinutes(domain=d, minutes=m) for d, m in spent),
    )


def report(*attendance, needs=("thinking", "work"), level="moderate", **changed):
    given = {"since": date(2026, 1, 1), "as_of": date(2026, 12, 31)}
    return dosage(attendance, needs, POLICY, level=level, **(given | changed))


def test_minutes_count_by_need_and_by_source():
    found = report(
        session("a", "officer_session", ("thinking", 15), length=20),
        session("b", "community", ("thinking", 60), ("work", 30), length=90),
        session("c", "take_home", ("work", 5)),
    )

    # thinking 15 + 60; work 30 + 30 (the task at home counts 30).
    assert {
        "thinking": (("officer_session", 15), ("community", 60)),
        "work": (("take_home", 30), ("community", 30)),
    } == {each.domain: each.by_source for each in found.needs}
    assert 135 == found.minutes
    assert Decimal("2.25") == found.hours
    assert (("officer_session", 15), ("take_home", 30), ("community", 90)) == (
        found.by_source
    )
    assert 5 == found.unlisted_minutes


def test_help_on_a_need_that_was_not_assessed_is_listed_and_does_not_count():
    found = report(session("a", "community", ("leisure", 60), ("work", 30)))

    assert {"work": True, "leisure": False} == {
        each.domain: each.counted for each in found.needs
    }
    assert 30 == found.minutes


def test_only_the_five_strongest_needs_count():
    needs = ("a", "b", "c", "d", "e", "f")
    found = report(session("s", "community", ("e", 10), ("f", 10)), needs=needs)

    assert 10 == found.minutes


@pytest.mark.parametrize(
    ("level", "share"),
    (
        ("moderate", Decimal("0.03")),
        ("high", Decimal("0.01")),
        ("low", None),
        ("unheard_of", None),
    ),
)
def test_hours_stand_beside_the_target_of_the_level(level, share):
    # 3 hours of 100, and 3 of 300.
    found = report(session("s", "community", ("work", 180)), level=level)

    assert share == found.share_of_target


def test_more_than_the_target_is_more_than_one_and_stops_nothing():
    found = report(session("s", "community", ("work", 60 * 150)))

    assert Decimal("1.5") == found.share_of_target
    assert GUIDANCE == found.guidance
    assert not {"capped", "enough", "may_stop", "remaining"} & set(
        attrs.fields_dict(DosageReport)
    )


def test_absences_stand_apart_and_add_no_hours():
    found = report(
        attended(1, "absent_acceptable"),
        attended(2, "absent_unacceptable"),
        attended(3, "absent_logistic"),
    )

    assert (0, 0) == (found.minutes, found.sessions)
    assert Absences(acceptable=1, unacceptable=1, logistic=1) == found.absences


def test_both_ends_of_the_time_are_included():
    days = [session(f"s{d}", "community", ("work", 10), day=d) for d in range(5)]

    found = report(*days, since=date(2026, 1, 6), as_of=date(2026, 1, 8))

    assert 30 == found.minutes


@given(st.lists(st.integers(1, 50), min_size=1, max_size=4))
def test_a_task_at_home_counts_its_fixed_time_whole_however_it_is_shared(spent):
    needs = tuple(f"n{i}" for i in range(len(spent)))
    task = session("t", "take_home", *zip(needs, spent, strict=True))

    assert 30 == report(task, needs=needs).minutes


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("thinking", "work", "leisure")),
            st.sampled_from(("officer_session", "in_house", "community")),
            st.integers(1, 240),
        ),
        max_size=12,
    )
)
def test_no_minute_is_lost_or_counted_twice(spent):
    found = report(
        *(session(f"s{i}", src, (dom, m)) for i, (dom, src, m) in enumerate(spent))
    )

    assert sum(m for _, _, m in spent) == sum(each.minutes for each in found.needs)
    assert found.minutes == sum(m for _, m in found.by_source)
    assert found.minutes == sum(m for d, _, m in spent if d != "leisure")


@pytest.mark.parametrize(
    ("minutes", "hours"),
    ((0, "0"), (1, "0.02"), (50, "0.83"), (90, "1.5"), (3, "0.05")),
)
def test_hours_are_rounded_half_up_to_two_decimals(minutes, hours):
    # 1/60 = 0.0166..., 50/60 = 0.833...
    assert Decimal(hours) == hours_of(minutes)


@pytest.mark.parametrize("hours", ("0", "-1", "NaN", "Infinity"))
def test_a_target_is_a_number_of_hours_above_none(hours):
    with pytest.raises(DeclarationError, match="hours must be a decimal above 0"):
        DosageTarget(level="high", hours=Decimal(hours))


def test_a_target_is_an_exact_number():
    with pytest.raises(DeclarationError, match="hours must be a decimal above 0"):
        DosageTarget(level="high", hours=100)


@pytest.mark.parametrize("name", ("strongest", "take_home_minutes"))
@pytest.mark.parametrize("number", (0, True, 1.5))
def test_what_counts_is_limited_by_whole_numbers(name, number):
    with pytest.raises(DeclarationError, match=f"{name} must be a whole number"):
        attrs.evolve(POLICY, **{name: number})


def test_the_time_that_is_looked_at_is_from_a_day_to_a_day():
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)

    with pytest.raises(DeclarationError) as caught:
        report(since=noon, as_of=noon)

    assert 2 == len(caught.value.defects)


def test_a_policy_with_two_targets_for_a_level_is_refused():
    with pytest.raises(DeclarationError, match="two targets for 'low'"):
        attrs.evolve(POLICY, targets=POLICY.targets + POLICY.targets[:1])
