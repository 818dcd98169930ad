"""Matching explains itself: needs first, capacity after, and what stays unmet."""

import pickle
from datetime import date, time

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.dates import Period
from supervise.errors import DeclarationError
from supervise.people import Actor, PersonRef, Role
from supervise.planning import (
    AddGoal,
    GoalAction,
    MoveGoal,
    NeedReason,
    OpenPlan,
    Revision,
    WishReason,
    apply,
)
from supervise.planning.services import (
    UNKNOWN_COST,
    Aspect,
    Fit,
    HelpWanted,
    Met,
    Mode,
    Opening,
    Room,
    ServiceStatus,
    Weekday,
    WhyUnmet,
    help_wanted,
    match_need,
    match_needs,
)
from tests.planning.invented import entry
from tests.services.invented import (
    CLUB,
    COUNSEL,
    TODAY,
    TRADES,
    directory,
    room,
    seeker,
)

WORK = HelpWanted(domain="work", goals=("g1",))


def found(listed, who, wanted=WORK):
    return match_need(wanted, listed, who, on=TODAY)


def one(who, service=TRADES, wanted=WORK):
    (match,) = found(directory(listed=(service,)), who, wanted).matches
    return match


def test_a_service_that_fits_says_why_in_every_aspect():
    match = one(seeker())

    assert (Fit.FITS, ()) == (match.fit, match.against)
    assert set(Aspect) == {reason.aspect for reason in match.reasons}


@pytest.mark.parametrize(
    ("aspect", "who", "service"),
    (
        (Aspect.NEED, seeker(), attrs.evolve(TRADES, needs=("family",))),
        (
            Aspect.OFFERED,
            seeker(),
            attrs.evolve(TRADES, status=ServiceStatus.TEMPORARILY_CLOSED),
        ),
        (
            Aspect.OFFERED,
            seeker(),
            attrs.evolve(TRADES, offered=Period(date(2026, 3, 3))),
        ),
        (
            Aspect.ELIGIBILITY,
            seeker(facts={"age": 30, "convicted_of_arson": True}),
            TRADES,
        ),
        (Aspect.LANGUAGE, seeker(languages=("so",)), TRADES),
        (Aspect.AREA, seeker(area="south"), TRADES),
        (Aspect.MODE, seeker(modes=(Mode.VIDEO,)), TRADES),
        (
            Aspect.TIMES,
            seeker(
                free_times=(
                    Opening(day=Weekday.TUESDAY, opens=time(12), closes=time(13)),
                    Opening(day=Weekday.MONDAY, opens=time(9), closes=time(12)),
                )
            ),
            TRADES,
        ),
        (Aspect.COST, seeker(can_pay=False), CLUB),
        (Aspect.DEMANDS, seeker(hard=("learning",)), TRADES),
        (Aspect.WISH, seeker(declined=("svc-trades",)), TRADES),
    ),
)
def test_one_thing_against_is_enough_and_is_the_only_thing_named(aspect, who, service):
    match = one(who, service)

    assert Fit.DOES_NOT_FIT is match.fit
    assert [aspect] == [reason.aspect for reason in match.against]


@pytest.mark.parametrize(
    ("aspect", "who", "service"),
    (
        (Aspect.ELIGIBILITY, seeker(facts={"age": 30}), TRADES),
        (Aspect.LANGUAGE, seeker(languages=()), TRADES),
        (Aspect.LANGUAGE, seeker(), attrs.evolve(TRADES, languages=())),
        (Aspect.AREA, seeker(area=""), TRADES),
        (
            Aspect.TIMES,
            seeker(free_times=TRADES.openings),
            attrs.evolve(TRADES, openings=()),
        ),
        (Aspect.COST, seeker(can_pay=None), CLUB),
        (Aspect.COST, seeker(can_pay=False), attrs.evolve(CLUB, cost=UNKNOWN_COST)),
    ),
)
def test_what_is_not_known_leaves_a_match_undecided(aspect, who, service):
    match = one(who, service)

    assert Fit.UNDECIDED is match.fit
    assert [aspect] == [reason.aspect for reason in match.open_questions]
    assert match.open_questions[0].wanted


def test_everything_against_is_named_not_only_the_first():
    match = one(seeker(languages=("so",), area="south", hard=("learning",)))

    assert [Aspect.LANGUAGE, Aspect.AREA, Aspect.DEMANDS] == [
        reason.aspect for reason in match.against
    ]


def test_an_exclusion_because_of_a_record_is_seen_as_one():
    (against,) = one(seeker(facts={"age": 30, "convicted_of_arson": True})).against

    assert (True, "no_arson") == (against.about_record, against.rule)


def test_a_service_that_eases_a_barrier_is_not_ruled_out_by_it():
    service = attrs.evolve(TRADES, demands=("child_care",), eases=("child_care",))

    assert Fit.FITS is one(seeker(barriers=("child_care",)), service).fit


def test_every_service_of_the_directory_is_explained_for_every_need():
    report = match_needs(
        (WORK, HelpWanted(domain="family")), directory(), seeker(), on=TODAY
    )

    assert [{"svc-trades", "svc-club", "svc-counsel"}] * 2 == [
        {each.service for each in need.matches} for need in report.needs
    ]


def test_a_service_where_one_can_start_comes_first():
    listed = directory(
        room("svc-trades", "waiting_list", wait_days=30),
        room("svc-club", "open"),
    )
    who = seeker(modes=tuple(Mode))

    assert ["svc-club", "svc-trades"] == [
        each.service for each in found(listed, who).fitting
    ]


@pytest.mark.parametrize(
    ("why", "near", "listed", "who", "domain"),
    (
        (WhyUnmet.NONE_EXISTS, (), directory(), seeker(), "housing"),
        (
            WhyUnmet.NOT_ADMITTED,
            ("svc-trades",),
            directory(listed=(TRADES,)),
            seeker(facts={"age": 16, "convicted_of_arson": False}),
            "work",
        ),
        (
            WhyUnmet.BARRIER,
            ("svc-club",),
            directory(),
            seeker(
                facts={"age": 16, "convicted_of_arson": False},
                modes=(Mode.IN_PERSON,),
            ),
            "work",
        ),
        (
            WhyUnmet.UNDECIDED,
            ("svc-trades",),
            directory(listed=(TRADES, COUNSEL)),
            seeker(facts={}),
            "work",
        ),
        (
            WhyUnmet.DECLINED,
            ("svc-counsel",),
            directory(),
            seeker(declined=("svc-counsel",)),
            "substance",
        ),
        (
            WhyUnmet.WAITING,
            ("svc-counsel",),
            directory(room("svc-counsel", "waiting_list", wait_days=42)),
            seeker(),
            "substance",
        ),
        (
            WhyUnmet.WAITING,
            ("svc-counsel",),
            directory(room("svc-counsel", "limited", places=0)),
            seeker(),
            "substance",
        ),
    ),
)
def test_a_need_that_cannot_be_met_stays_with_its_reason(
    why, near, listed, who, domain
):
    wanted = HelpWanted(domain=domain, goals=("g7",))
    (unmet,) = match_needs((wanted,), listed, who, on=TODAY).unmet

    assert (domain, ("g7",), why, near) == (
        unmet.domain,
        unmet.goals,
        unmet.why,
        unmet.nearest,
    )


def test_a_service_with_no_report_of_its_room_may_be_tried():
    assert found(directory(), seeker()).unmet is None


rooms = st.lists(
    st.tuples(
        st.sampled_from(("svc-trades", "svc-club", "svc-counsel")),
        st.sampled_from(Room),
    ),
    max_size=4,
).map(lambda pairs: [room(service, kind) for service, kind in pairs])


@given(rooms, st.permutations(["work", "housing", "substance", "leisure"]))
def test_capacity_never_decides_what_fits_nor_which_needs_are_listed(full, domains):
    wanted = [HelpWanted(domain=each) for each in domains]
    with_rooms = match_needs(wanted, directory(*full), seeker(), on=TODAY)
    without = match_needs(wanted, directory(), seeker(), on=TODAY)

    assert domains == [each.wanted.domain for each in with_rooms.needs]
    for full_need, free_need in zip(with_rooms.needs, without.needs, strict=True):
        assert {(m.service, m.reasons) for m in full_need.matches} == {
            (m.service, m.reasons) for m in free_need.matches
        }


@given(rooms)
def test_a_need_is_unmet_or_has_a_service_to_start_with_never_neither(full):
    for domain in ("work", "housing", "substance"):
        need = found(directory(*full), seeker(), HelpWanted(domain=domain))
        startable = [m for m in need.fitting if m.can_start is not False]

        assert (need.unmet is None) == bool(startable)


@given(rooms, st.permutations([TRADES, CLUB, COUNSEL]))
def test_the_order_of_the_directory_does_not_matter(full, listed):
    straight = found(directory(*full), seeker())
    shuffled = found(directory(*full, listed=tuple(listed)), seeker())

    assert straight == shuffled


def test_a_plan_says_which_help_is_wanted_whatever_there_is():
    avery = PersonRef("person-001")
    proposed = Actor("person-001", Role.PERSON)

    def goal(id, reason):
        return AddGoal(
            goal=id,
            title="A goal",
            area="work",
            because=(reason,),
            proposed_by=proposed,
            target_on=date(2026, 9, 1),
        )

    def need(domain):
        return NeedReason(assessment="a1", instrument="x", domain=domain)

    plan = apply(
        None,
        Revision(
            entry=entry("r1"),
            plan="p1",
            base=0,
            changes=(
                OpenPlan(person=avery, period="one"),
                goal("g1", need("work")),
                goal("g2", need("substance")),
                goal("g3", WishReason(words="to sing")),
                goal("g4", need("leisure")),
                MoveGoal(goal="g4", action=GoalAction.REMOVE, reason="not wanted"),
            ),
        ),
    )

    assert (
        HelpWanted(domain="housing"),
        HelpWanted(domain="substance", goals=("g2",)),
        HelpWanted(domain="work", goals=("g1",)),
    ) == help_wanted(plan, ranked=("housing", "substance"))


def test_a_seeker_shows_nothing_of_the_person_and_pickles():
    who = seeker(facts={"age": 30, "convicted_of_arson": True})

    assert "<seeker with 2 facts>" == repr(who)
    assert who == pickle.loads(pickle.dumps(who))


def test_what_is_met_is_said_as_well_as_what_is_not():
    assert {Met.MET} == {reason.met for reason in one(seeker()).reasons}


def test_a_service_that_is_open_when_the_person_can_come_says_so():
    # Open on Tuesdays from 9 to 12.
    free = Opening(day=Weekday.TUESDAY, opens=time(11), closes=time(15))

    says = [reason.says for reason in one(seeker(free_times=(free,))).reasons]

    assert "it is open when the person can come" in says


def test_help_is_wanted_for_a_need():
    with pytest.raises(DeclarationError, match="name the domain of the need"):
        HelpWanted(domain=" ")
