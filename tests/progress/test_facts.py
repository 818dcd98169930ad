"""Facts are added, put right and taken back, and never altered."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.errors import DeclarationError
from supervise.people import Role, Sensitivity, Visibility
from supervise.records import (
    AnswerSource,
    Attendance,
    Bond,
    BondRating,
    CaseNote,
    Circumstance,
    CopingWay,
    FollowUp,
    HelpSource,
    Milestone,
    NeedMinutes,
    Passage,
    Presence,
    Reading,
    Recognition,
    Retraction,
    Saying,
    Statement,
    Substitution,
    Trigger,
    Voice,
    standing,
)
from tests.referrals.invented import OFFICER, PERSON, entry

PRIVATE = Visibility(
    sensitivity=Sensitivity.SUBSTANCE_USE_TREATMENT, roles={Role.PERSON, Role.OFFICER}
)


def reading(id, value=1, *, day=0, supersedes="", **more):
    given = {"goal": "g1", "unit": "days", "voice": Voice.PERSON}
    return Reading(
        entry=entry(id, day=day),
        person=PERSON,
        value=Decimal(value),
        supersedes=supersedes,
        **(given | more),
    )


def ids(facts):
    return [each.entry.id for each in facts]


def test_a_corrected_fact_stands_no_more_and_its_correction_does():
    facts = (reading("a", day=0), reading("b", day=1, supersedes="a"))

    assert ["b"] == ids(standing(facts, as_of=date(2026, 2, 1)))


def test_what_was_known_then_knows_nothing_of_a_later_correction():
    facts = (reading("a", day=0), reading("b", day=1, supersedes="a"))
    evening = datetime(2026, 1, 5, 20, tzinfo=UTC)

    assert ["a"] == ids(standing(facts, as_of=date(2026, 2, 1), known_at=evening))


def test_a_retraction_takes_back_and_needs_a_reason():
    fact = reading("a")
    taken_back = Retraction(
        entry=entry("x", day=2, reason="another person's"),
        person=PERSON,
        supersedes="a",
    )

    assert () == standing((fact,), as_of=date(2026, 2, 1), retractions=(taken_back,))
    with pytest.raises(DeclarationError, match="give the reason"):
        Retraction(entry=entry("x"), person=PERSON, supersedes="a")


def taken_back(id, of, *, day=2):
    return Retraction(
        entry=entry(id, day=day, reason="an error"), person=PERSON, supersedes=of
    )


def test_a_correction_that_was_taken_back_puts_nothing_right():
    facts = (reading("a", day=0), reading("b", day=1, supersedes="a"))
    back = (taken_back("x", "b"),)

    assert ["a"] == ids(standing(facts, as_of=date(2026, 2, 1), retractions=back))


def test_a_retraction_that_was_taken_back_takes_back_nothing():
    back = (taken_back("x", "a", day=2), taken_back("y", "x", day=3))

    assert ["a"] == ids(
        standing((reading("a"),), as_of=date(2026, 2, 1), retractions=back)
    )


@pytest.mark.parametrize("order", ((0, 1, 2), (2, 1, 0)))
def test_what_was_corrected_twice_stands_as_last_corrected(order):
    facts = (
        reading("a", day=0),
        reading("b", day=1, supersedes="a"),
        reading("c", day=2, supersedes="b"),
    )

    assert ["c"] == ids(standing([facts[n] for n in order], as_of=date(2026, 2, 1)))


@given(st.permutations(range(6)))
def test_facts_stand_in_order_of_days_whatever_the_order_of_recording(days):
    facts = [reading(f"r{day}", day=day) for day in days]

    assert [f"r{day}" for day in range(4)] == ids(
        standing(facts, as_of=date(2026, 1, 8))
    )


def session(**changed):
    given = {
        "entry": entry("s1"),
        "person": PERSON,
        "presence": Presence.ATTENDED,
        "source": HelpSource.COMMUNITY,
        "length": 20,
        "on_needs": (NeedMinutes(domain="work", minutes=15),),
    }
    return Attendance(**(given | changed))


@pytest.mark.parametrize(
    "changed",
    (
        {"on_needs": (NeedMinutes(domain="work", minutes=21),)},
        {"length": None},
        {"length": 0},
        {"length": True},
        {"presence": Presence.ABSENT_LOGISTIC},
        {"presence": Presence.ABSENT_ACCEPTABLE, "on_needs": ()},
        {"on_needs": (NeedMinutes(domain="work", minutes=1),) * 2},
        {"session": 0},
        {"supersedes": "s1"},
    ),
)
def test_a_session_whose_minutes_do_not_add_up_is_refused(changed):
    with pytest.raises(DeclarationError):
        session(**changed)


def test_fifteen_of_twenty_minutes_are_fifteen():
    assert (15, 0) == (session().minutes_on("work"), session().minutes_on("family"))


@pytest.mark.parametrize(
    "make",
    (
        lambda: NeedMinutes(domain="work", minutes=0),
        lambda: reading("a", "NaN"),
        lambda: reading("a", unit=" "),
        lambda: BondRating(
            entry=entry("b"),
            person=PERSON,
            bond=Bond.ALLIANCE,
            scale="example_1_to_5",
            value=Decimal(6),
            lowest=Decimal(1),
            highest=Decimal(5),
            voice=Voice.PERSON,
        ),
        lambda: BondRating(
            entry=entry("b"),
            person=PERSON,
            bond=Bond.ALLIANCE,
            scale="example_5_to_1",
            value=Decimal(1),
            lowest=Decimal(1),
            highest=Decimal(1),
            voice=Voice.PERSON,
        ),
        lambda: Milestone(entry=entry("m"), person=PERSON, says=" "),
        lambda: Milestone(entry=entry("m"), person=PERSON, says="x", step="s1"),
        lambda: Recognition(entry=entry("r"), person=PERSON, milestone="m", how=""),
        lambda: Statement(entry=entry("s"), person=PERSON, words=""),
        lambda: Trigger(entry=entry("t"), person=PERSON, domain="substance", says="x"),
        lambda: CopingWay(
            entry=entry("c"), person=PERSON, domain="substance", trigger="t", says="x"
        ),
        lambda: Substitution(
            entry=entry("x", reason="r"),
            person=PERSON,
            old_referral="a",
            new_referral="a",
        ),
        lambda: Substitution(
            entry=entry("x"), person=PERSON, old_referral="a", new_referral="b"
        ),
        lambda: CaseNote(
            entry=entry("n"), person=PERSON, template="session", passages=()
        ),
        lambda: CaseNote(
            entry=entry("n"),
            person=PERSON,
            template="session",
            passages=(Passage(field="seen", saying=Saying.FACT, text="He came"),),
            follow_ups=(
                FollowUp(id="f", what="Ring", owner=OFFICER, due_on=date(2026, 1, 1)),
            )
            * 2,
        ),
        lambda: Retraction(entry=entry("x", reason="r"), person=PERSON, supersedes=""),
        lambda: Passage(field="seen", saying=Saying.FACT, text=" "),
        lambda: FollowUp(id="f", what="", owner=OFFICER, due_on=date(2026, 1, 1)),
        lambda: Circumstance(
            entry=entry("c"),
            person=PERSON,
            name="employment",
            value="works",
            source=AnswerSource.PERSON,
            verified_on=date(2026, 1, 1),
        ),
    ),
)
def test_a_fact_that_makes_no_sense_is_refused(make):
    with pytest.raises(DeclarationError):
        make()


def test_triggers_and_ways_of_coping_are_never_standard():
    trigger = Trigger(
        entry=entry("t", visibility=PRIVATE),
        person=PERSON,
        domain="substance",
        says="payday",
    )

    assert trigger.entry.visibility.sensitivity is Sensitivity.SUBSTANCE_USE_TREATMENT
    with pytest.raises(DeclarationError, match="cannot be standard"):
        Trigger(entry=entry("t"), person=PERSON, domain="substance", says="payday")


def test_no_words_are_in_a_repr():
    words = (
        Statement(entry=entry("s", reason="CANARY"), person=PERSON, words="CANARY"),
        Milestone(entry=entry("m"), person=PERSON, says="CANARY"),
        Passage(field="seen", saying=Saying.FACT, text="CANARY"),
        FollowUp(id="f", what="CANARY", owner=OFFICER, due_on=date(2026, 1, 1)),
        Trigger(
            entry=entry("t", visibility=PRIVATE),
            person=PERSON,
            domain="substance",
            says="CANARY",
            signs=("CANARY",),
        ),
    )

    assert "CANARY" not in repr(words)
