"""What was lawfully erased leaves a tombstone that replays and says nothing."""

from datetime import date
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings

from supervise.casefile import (
    case_problems,
    erase,
    erased,
    state_of,
    summary_of,
    timeline,
)
from supervise.casefile.attention import AttentionSettings
from supervise.errors import DeclarationError
from supervise.histories import REDACTED, Redaction
from supervise.people import Actor, Role
from supervise.planning.referrals import AmendReferral, conclusion
from supervise.records import (
    Attendance,
    Bond,
    BondRating,
    Readiness,
    ReadinessRating,
    Reading,
    Voice,
    standing,
)
from tests.casefile.invented import REFERRAL_ACTS, a_case, day, note, reading
from tests.casefile.sown import sown_cases, words_in
from tests.referrals.invented import PERSON, entry

BY_LAW = Redaction(
    legal_reason="invented act, s. 1",
    by=Actor("clerk-01", Role.SUPERVISOR),
    on=date(2027, 3, 1),
)
LATER = day(400)
SETTINGS = AttentionSettings()


def everything(case):
    """The ids of all that leaves a tombstone."""
    groups = (case.plan_entries, case.referral_acts, case.task_acts, case.facts)
    return [each.entry.id for group in groups for each in group]


@settings(max_examples=20, deadline=None)
@given(sown_cases())
def test_no_word_of_what_was_erased_is_left_and_every_stream_replays(sown):
    case, _ = sown
    case = attrs.evolve(case, assessments=(), decisions=(), other=(), unrecognised=())

    left = erase(case, everything(case), BY_LAW)

    assert [] == sorted(word for word in words_in(left) if "CANARY" in word)
    assert case_problems(case) == case_problems(left)
    assert everything(case) == everything(left)


@settings(max_examples=10, deadline=None)
@given(sown_cases())
def test_a_view_of_what_was_erased_has_no_word_of_it_either(sown):
    case, _ = sown
    case = attrs.evolve(case, assessments=(), decisions=(), other=(), unrecognised=())
    state = state_of(erase(case, everything(case), BY_LAW), as_of=LATER)

    assert [] == sorted(word for word in words_in(state) if "CANARY" in word)


def test_order_states_and_conclusions_stay_as_they_were():
    case = a_case()
    left = erase(case, everything(case), BY_LAW)

    def told(each):
        return [(e.on, e.kind, e.record, e.stream) for e in timeline(each, as_of=LATER)]

    def stands(each):
        state = state_of(each, as_of=LATER)
        return (
            [(r.id, r.state, r.version, r.sessions) for r in state.referrals],
            [(t.id, t.state, t.version, t.due_on) for t in state.tasks],
            [(p.id, p.state, p.version) for p in state.plans],
            [
                (c.kind, c.attended, c.absences)
                for r in state.referrals
                for c in [conclusion(r, state.of_kind(Attendance), as_of=LATER)]
            ],
        )

    assert told(case) == told(left)
    assert stands(case) == stands(left)


def test_what_says_nothing_any_more_counts_no_more():
    case = a_case()
    left = erase(case, ["read1", "read2", "n1", "m1"], BY_LAW)

    summary = summary_of(state_of(left, as_of=LATER), SETTINGS)

    assert (None, None, 0) == (
        summary.last_note_on,
        summary.last_reading_on,
        summary.milestones,
    )
    assert 2 == summary.sessions_attended


@pytest.mark.parametrize(
    "fact",
    (
        reading("r", 3, 7),
        ReadinessRating(
            entry=entry("r"),
            person=PERSON,
            domain="work",
            stage=Readiness.LAPSE,
            voice=Voice.OFFICER,
        ),
        BondRating(
            entry=entry("r"),
            person=PERSON,
            bond=Bond.ALLIANCE,
            scale="example",
            value=Decimal(7),
            lowest=Decimal(1),
            highest=Decimal(7),
            voice=Voice.PERSON,
        ),
        note("r"),
    ),
    ids=lambda fact: type(fact).__name__,
)
def test_a_tombstone_of_a_number_is_not_read_as_one(fact):
    tombstone = erased(fact, BY_LAW)

    assert () == standing((tombstone,), as_of=LATER)
    assert (fact,) == standing((fact,), as_of=LATER)


@pytest.mark.parametrize(("needs", "left"), ((("substance",), ()), (None, None)))
def test_a_tombstone_of_an_amendment_names_no_need(needs, left):
    # Nothing there means that the needs were not amended: that stays so.
    amended = AmendReferral(
        entry=entry("amend", day=13, reason="CANARY"),
        referral="ref1",
        base=6,
        goals=("g1",),
        needs=needs,
    )

    tombstone = erased(amended, BY_LAW)

    assert (("g1",), left, "") == (
        tombstone.goals,
        tombstone.needs,
        tombstone.entry.reason.replace(REDACTED, ""),
    )
    assert () == case_problems(a_case(referral_acts=(*REFERRAL_ACTS, tombstone)))


def test_a_tombstone_of_a_correction_still_puts_right():
    first = reading("a", 3, 7)
    second = attrs.evolve(reading("b", 4, 9), supersedes="a")

    assert () == standing((first, erased(second, BY_LAW)), as_of=LATER)


def test_erasing_needs_a_legal_reason_and_a_record():
    case = a_case()
    blank = attrs.evolve(BY_LAW, legal_reason=" ")

    with pytest.raises(DeclarationError, match="give the legal reason"):
        erase(case, ["read1"], blank)
    with pytest.raises(DeclarationError, match="no record 'a1' that can be emptied"):
        erase(case, ["read1", "a1"], BY_LAW)


def test_the_tombstone_says_by_what_right_and_keeps_who_and_when():
    (tombstone,) = (
        each
        for each in erase(a_case(), ["read1"], BY_LAW).facts
        if isinstance(each, Reading) and each.entry.id == "read1"
    )

    assert ("invented act, s. 1", day(20), "g1") == (
        tombstone.redaction.legal_reason,
        tombstone.entry.effective_on,
        tombstone.goal,
    )
