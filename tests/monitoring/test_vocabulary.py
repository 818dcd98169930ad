"""Words that a pack does not know are told: what is misspelt would count for nothing."""

import attrs
import pytest

from supervise.dates import days
from supervise.errors import ProblemCode
from supervise.monitoring import (
    Count,
    DutyStatus,
    Rejection,
    Rolling,
    compile_standards,
    duties,
    explain,
    unknown_words,
)
from supervise.packs.idaho_contacts import PACK as IDAHO
from supervise.rules import Events, Ref, happened
from tests.monitoring.people import PERSONAL, contact, day, pack_of, rows_of, timeline

PACK = pack_of(*rows_of(Rolling(days(15)), Count(1, PERSONAL)))


def said(*cases):
    return [(each.code, each.item, each.remedy) for each in unknown_words(PACK, cases)]


def test_words_of_the_pack_say_nothing():
    assert [] == said(timeline(contact("c1", day(1))))


@pytest.mark.parametrize(
    ("case", "item", "remedy"),
    (
        (
            timeline(contact("c1", day(1), status="complete")),
            "contact.status",
            "did you mean 'completed'?",
        ),
        (timeline(level="highh"), "level", "did you mean 'high'?"),
        (timeline(level=3), "level", "give one of these"),
        (timeline(supervised=1), "supervised", "give one of these"),
    ),
)
def test_a_value_that_the_pack_does_not_know_is_told(case, item, remedy):
    assert [(ProblemCode.NOT_ALLOWED, item, remedy)] == said(case)


@pytest.mark.parametrize(
    ("case", "item", "remedy"),
    (
        (timeline(happened("c1", "contacts", day(1))), "event", "did you mean 'contact'?"),
        (timeline(levels="high"), "state", "did you mean 'level'?"),
        (
            timeline(contact("c1", day(1), methods="in_person")),
            "contact field",
            "did you mean 'method'?",
        ),
    ),
)  # fmt: skip
def test_a_name_that_is_nearly_one_of_the_pack_is_told(case, item, remedy):
    assert [(ProblemCode.UNKNOWN_ITEM, item, remedy)] == said(case)


def test_two_letters_of_a_short_name_that_changed_places_are_told():
    slip = timeline(happened("c1", "contact", day(1), wiht="person"))

    found = unknown_words(IDAHO, [slip])

    assert "did you mean 'with'?" in [each.remedy for each in found]


def test_words_of_the_hosts_own_are_let_through():
    own = timeline(
        happened("n1", "note", day(1)), contact("c1", day(2), weather="rain"), wing="b"
    )

    assert [] == said(own)


def test_the_same_word_is_told_once():
    one, other = (
        timeline(
            contact("c1", day(1), status="complete"),
            contact("c2", day(2), status="complete"),
        )
        for _ in range(2)
    )

    assert 1 == len(said(one, other))


@pytest.mark.parametrize("word", ("yes", "Y", 1, "active"))
def test_a_strange_word_for_supervised_does_not_say_that_supervision_has_ended(word):
    standards = compile_standards(PACK)

    found = duties(standards, timeline(supervised=word), on=day(3))

    assert [
        (DutyStatus.UNKNOWN, "not known, and it decides what is required: supervised")
    ] == [(duty.status, duty.because) for duty in found]


def test_the_number_one_is_not_taken_for_a_yes_that_somebody_else_has():
    standards = compile_standards(PACK)
    duties(standards, timeline(supervised=True), on=day(3))

    found = duties(standards, timeline(supervised=1), on=day(3))

    assert [DutyStatus.UNKNOWN] == [duty.status for duty in found]


def test_a_wrong_record_takes_no_duty_from_the_person_who_comes_next():
    standards = compile_standards(PACK)
    duties(standards, timeline(supervised=1), on=day(3))

    found = duties(standards, timeline(supervised=True), on=day(3))

    assert [DutyStatus.DUE] == [duty.status for duty in found]


def test_a_word_is_told_though_an_equal_one_of_another_kind_is_known():
    told = said(
        timeline(happened("s1", "session", day(1), minutes=1)),
        timeline(happened("s2", "session", day(1), minutes=True)),
    )

    assert [(ProblemCode.NOT_ALLOWED, "session.minutes", "give one of these")] == told


def test_an_event_with_a_wrong_kind_of_value_takes_none_from_the_next_person():
    standards = compile_standards(IDAHO)
    wrong = contact("c1", day(3), verified_employment=1)
    right = contact("c1", day(3), verified_employment=True)

    def last_check(event):
        case = timeline(event, case_type="sex_offence")
        found = duties(standards, case, on=day(9))
        return {duty.standard: duty.last_done for duty in found}["employment_check"]

    assert [None, day(3)] == [last_check(wrong), last_check(right)]


def test_a_strange_word_for_the_level_is_not_everybody_else():
    standards = compile_standards(IDAHO)
    reassessment = next(s for s in IDAHO.standards if s.id == "reassessment")
    assert reassessment.rows[-1].when is None  # the row of everybody else

    found = duties(
        standards,
        timeline(level="medium", case_type="general", recorded_sex="male"),
        on=day(3),
    )

    (duty,) = (each for each in found if each.standard == "reassessment")
    assert DutyStatus.UNKNOWN == duty.status
    assert duty.because.startswith("not known, and it decides what is required: level,")


def test_where_a_pack_lists_no_words_every_word_is_known():
    open_words = attrs.evolve(
        PACK,
        states=dict(PACK.states) | {"wing": ()},
        events={kind: dict(fields) for kind, fields in PACK.events.items()}
        | {"contact": dict(PACK.events["contact"]) | {"room": ()}},
    )
    case = timeline(contact("c1", day(1), room="12 b"), wing="north")

    assert () == unknown_words(open_words, [case])


def test_when_no_more_can_be_kept_the_same_words_are_told(monkeypatch):
    case = timeline(contact("c1", day(1), status="complete"))
    kept = said(case)

    monkeypatch.setattr("supervise.monitoring.vocabulary.MOST_KEPT", 0)

    assert kept == said(case) != []


def test_a_word_where_a_number_is_asked_for_counts_for_nothing_and_stops_nobody():
    """Sessions of half an hour, one in 30 days: that of "thirty" minutes is none, so day 30."""
    long = Events("session", Ref("minutes") >= 30)
    standards = compile_standards(pack_of(*rows_of(Rolling(days(30)), Count(1, long))))
    wrong = timeline(happened("s1", "session", day(3), minutes="thirty"))
    right = timeline(happened("s2", "session", day(3), minutes=30))

    found = [explain(standards, each, "contact", on=day(5)) for each in (wrong, right)]

    assert [day(30), day(33)] == [each.duty.due for each in found]
    (rejected,) = found[0].rejected
    assert (Rejection.DOES_NOT_MATCH, "minutes >= 30") == (
        rejected.reason,
        rejected.failing,
    )
