"""No view ever holds what lies outside its scope."""

from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervise.casefile import (
    CaseFile,
    Scope,
    TimelineEntry,
    advance_task,
    state_of,
    view_of,
)
from supervise.errors import DeclarationError
from supervise.histories import Unrecognised
from supervise.people import NEVER_TO_THE_PERSON, Role, Sensitivity, Visibility
from supervise.planning import (
    AgreementAction,
    AnswerPlan,
    FindBarrier,
    NoteStrength,
    SetAsideNeed,
    WishReason,
)
from supervise.planning.referrals import GoalOutcome
from supervise.records import (
    AnswerSource,
    CaseNote,
    Circumstance,
    CopingWay,
    FollowUp,
    Milestone,
    Passage,
    Recognition,
    Saying,
    Statement,
    Substitution,
    Trigger,
)
from tests.casefile.invented import (
    OPENING,
    REFERRAL_ACTS,
    a_case,
    assessment,
    day,
    goal,
    move_task,
    open_task,
    reading,
    revision,
    step,
)
from tests.referrals.invented import OFFICER, PERSON, attended, entry, hand_over, move

ALL = frozenset(Sensitivity)
OFFICER_ALL = Scope(role=Role.OFFICER, sensitivities=ALL)
THE_PERSON = Scope(role=Role.PERSON, sensitivities=ALL - NEVER_TO_THE_PERSON)
HARBOUR = Scope(role=Role.PROVIDER, organisation="org-harbour", sensitivities=ALL)
OTHER = Scope(role=Role.PROVIDER, organisation="org-other", sensitivities=ALL)

EVERYBODY = Visibility(roles=frozenset(Role))


def visibilities():
    """Any visibility that can be made at all."""
    return st.builds(
        lambda sensitivity, roles: Visibility(
            sensitivity=sensitivity,
            roles=roles - {Role.PERSON}
            if sensitivity in NEVER_TO_THE_PERSON
            else roles,
        ),
        st.sampled_from(Sensitivity),
        st.frozensets(st.sampled_from(Role)),
    )


def sensitive(visibility):
    if visibility.sensitivity is Sensitivity.STANDARD:
        return attrs.evolve(visibility, sensitivity=Sensitivity.HEALTH)
    return visibility


class Canaries(dict):
    """Each canary and who may hear it; short to print."""

    def __repr__(self):
        return f"<{len(self)} canaries>"


class Sown:
    """A case with a canary in every field that holds words; remembers who may hear which."""

    def __init__(self, draw):
        self.draw, self.canaries = draw, Canaries()

    def word(self, name, visibility):
        canary = f"CANARY-{name}-{len(self.canaries)};"
        self.canaries[canary] = visibility
        return canary

    def seen_by(self):
        return self.draw(visibilities())

    def entry(self, id, number, visibility=None):
        visible = visibility or self.seen_by()
        reason = self.word(f"{id}.reason", visible)
        return entry(id, day=number, reason=reason, visibility=visible), visible

    def facts(self):
        made = []

        def fact(kind, id, *, protect=False, words=(), **more):
            visible = self.seen_by()
            envelope, visible = self.entry(
                id, 20, sensitive(visible) if protect else visible
            )
            spoken = {name: self.word(f"{id}.{name}", visible) for name in words}
            made.append(kind(entry=envelope, person=PERSON, **spoken, **more))
            return visible

        fact(Milestone, "m", words=("says",), goal="g1")
        fact(Recognition, "rec", words=("says",), milestone="m", how="praise")
        fact(Statement, "st", words=("words",), about="ref1")
        fact(Trigger, "tr", protect=True, words=("says",), domain="work")
        fact(
            CopingWay, "co", protect=True, words=("says",), domain="work", trigger="tr"
        )
        fact(Circumstance, "ci", words=("value",), name="x", source=AnswerSource.PERSON)
        fact(Substitution, "su", old_referral="ref1", new_referral="ref2")
        envelope, visible = self.entry("note", 20)
        made.append(
            CaseNote(
                entry=envelope,
                person=PERSON,
                template="session",
                about=("ref1",),
                passages=(
                    Passage(
                        field="x",
                        saying=Saying.FACT,
                        text=self.word("passage", visible),
                    ),
                ),
                follow_ups=(
                    FollowUp(
                        id="f",
                        what=self.word("follow-up", visible),
                        owner=OFFICER,
                        due_on=day(30),
                    ),
                ),
            )
        )
        made.append(attrs.evolve(attended(1, day=13), entry=self.entry("at", 13)[0]))
        made.append(attrs.evolve(reading("rd", 14, 1), entry=self.entry("rd", 14)[0]))
        return tuple(made)

    def referral(self):
        acts = []
        for given_act in (*REFERRAL_ACTS, move("end", 6, day=30, outcomes=())):
            envelope, visible = self.entry(
                given_act.entry.id, (given_act.entry.effective_on - day(0)).days
            )
            more = {}
            if getattr(given_act, "action", None) == "end":
                says = self.word("outcome", visible)
                more = {
                    "outcomes": (GoalOutcome(goal="g1", reached="fully", says=says),)
                }
            acts.append(attrs.evolve(given_act, entry=envelope, **more))
        return tuple(acts)

    def tasks(self):
        first, visible = self.entry("t1-open", 5)
        second, _ = self.entry("t1-cancel", 6)
        opened = attrs.evolve(open_task(), entry=first, what=self.word("task", visible))
        return opened, attrs.evolve(move_task("cancel", 1), entry=second)

    def plan(self):
        def of(change, name, words, **more):
            visible = self.seen_by()
            spoken = {each: self.word(f"{name}.{each}", visible) for each in words}
            return change(visibility=visible, **spoken, **more)

        visible = self.seen_by()
        envelope, _ = self.entry("r1", 2)
        changes = (
            OPENING.changes[0],
            attrs.evolve(
                goal("g1", "work"),
                title=self.word("goal", visible),
                own_words=self.word("goal.own", visible),
                because=(WishReason(words=self.word("wish", visible)),),
                visibility=visible,
            ),
            attrs.evolve(
                step(),
                text=self.word("step", joint := self.seen_by()),
                visibility=joint,
            ),
            of(
                FindBarrier,
                "barrier",
                ("says",),
                barrier="b1",
                kind="cost",
                blocks=("g1",),
            ),
            of(NoteStrength, "strength", ("says",), strength="s1", domain="family"),
            of(SetAsideNeed, "aside", ("reason",), domain="housing", assessment="a1"),
            AnswerPlan(
                action=AgreementAction.DISAGREE,
                seen=1,
                reason=self.word("answer", INSIDE),
                words=self.word("answer.words", INSIDE),
            ),
        )
        answered = revision("r2", 1, changes[-1], number=3)
        return attrs.evolve(OPENING, entry=envelope, changes=changes[:-1]), answered

    def case(self):
        seen = self.seen_by()
        assessed = assessment("a1", 0, 1, "low", visibility=seen)
        answers = {"work": self.word("answer", seen)}
        sheet = attrs.evolve(assessed.sheet, answers=answers)
        other = self.seen_by()
        contact = TimelineEntry(
            on=day(3),
            recorded_at=entry("c", day=3).recorded_at,
            kind="contact",
            record=self.word("contact", other),
            by=OFFICER,
            visibility=other,
        )
        return CaseFile(
            person=PERSON,
            assessments=(attrs.evolve(assessed, sheet=sheet),),
            plan_entries=self.plan(),
            referral_acts=self.referral(),
            task_acts=self.tasks(),
            facts=self.facts(),
            other=(contact,),
            unrecognised=(
                Unrecognised(kind="x", format=1, text=self.word("raw", AGENCY)),
            ),
        )


INSIDE = Visibility(roles={Role.PERSON, Role.OFFICER, Role.SUPERVISOR})
AGENCY = Visibility(roles={Role.OFFICER, Role.SUPERVISOR})


def words_in(value, found=None):
    """Every text anywhere inside a value, those left out of reprs included."""
    found = set() if found is None else found
    if isinstance(value, str):
        found.add(str(value))
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            words_in(getattr(value, field.name), found)
    elif hasattr(value, "items"):
        for pair in value.items():
            words_in(pair, found)
    elif isinstance(value, tuple | list | frozenset | set):
        for each in value:
            words_in(each, found)
    return found


@st.composite
def sown_cases(draw):
    sown = Sown(draw)
    return sown.case(), sown.canaries


scopes = st.builds(
    lambda role, sensitivities, organisation: Scope(
        role=role,
        organisation=organisation,
        sensitivities=sensitivities - NEVER_TO_THE_PERSON
        if role is Role.PERSON
        else sensitivities,
    ),
    st.sampled_from(Role),
    st.frozensets(st.sampled_from(Sensitivity)),
    st.sampled_from(("org-harbour", "org-other")),
)


@settings(max_examples=100, deadline=None)
@given(sown_cases(), scopes, st.integers(0, 40))
def test_no_view_holds_a_word_from_outside_its_scope(sown, scope, number):
    case, canaries = sown
    view = view_of(case, scope, as_of=day(number))

    heard = "\n".join(words_in((view.state, view.timeline)))

    for canary, visibility in canaries.items():
        if canary in heard:
            assert scope.sees(visibility)


@settings(max_examples=50, deadline=None)
@given(sown_cases())
def test_a_scope_that_may_see_nothing_sees_nothing(sown):
    case, _ = sown
    view = view_of(case, Scope(role=Role.RESEARCHER, sensitivities=()), as_of=day(400))

    assert not [
        word for word in words_in((view.state, view.timeline)) if "CANARY" in word
    ]


@settings(max_examples=30, deadline=None)
@given(sown_cases())
def test_an_unrelated_provider_sees_nothing_at_all(sown):
    case, _ = sown
    view = view_of(case, OTHER, as_of=day(400))

    empty = [
        view.timeline,
        view.state.plans,
        view.state.referrals,
        view.state.facts,
        view.state.assessments,
        view.state.tasks,
        view.state.other,
    ]
    assert [()] * 7 == empty


def open_to_all(case):
    """The same case with every record open to every role."""

    def opened(record):
        envelope = attrs.evolve(record.entry, visibility=EVERYBODY)
        return attrs.evolve(record, entry=envelope)

    return attrs.evolve(
        case,
        referral_acts=tuple(map(opened, case.referral_acts)),
        task_acts=tuple(map(opened, case.task_acts)),
        facts=tuple(map(opened, case.facts)),
        plan_entries=tuple(map(opened, case.plan_entries)),
    )


def test_an_officer_with_every_sensitivity_sees_the_whole_case():
    case = a_case()

    view = view_of(case, OFFICER_ALL, as_of=day(400))

    assert state_of(case, as_of=day(400)) == view.state
    assert 18 == len(view.timeline)


def test_what_is_not_opened_to_the_person_is_not_in_their_view():
    view = view_of(a_case(), THE_PERSON, as_of=day(400))

    # Goals and steps are made with the person; the rest was left at the narrowest.
    assert ["g1", "g2"] == [goal.id for plan in view.state.plans for goal in plan.goals]
    assert ((), (), (), ()) == (
        view.state.facts,
        view.state.referrals,
        view.state.tasks,
        view.timeline,
    )


def test_a_provider_sees_its_own_referral_and_sessions_and_nothing_else():
    case = open_to_all(a_case())
    elsewhere = attrs.evolve(
        case, facts=(*case.facts, _open(attended(1, day=13, referral="ref9")))
    )

    view = view_of(elsewhere, HARBOUR, as_of=day(400))

    assert ["ref1"] == [each.id for each in view.state.referrals]
    assert {"ref1"} == {
        each.referral for each in view.state.facts if hasattr(each, "presence")
    }
    assert ((), ()) == (view.state.tasks, view.state.assessments)


def _open(record):
    return attrs.evolve(record, entry=attrs.evolve(record.entry, visibility=EVERYBODY))


@pytest.mark.parametrize(("number", "shown"), ((5, 0), (6, 1)))
def test_a_provider_sees_nothing_of_a_draft(number, shown):
    view = view_of(open_to_all(a_case()), HARBOUR, as_of=day(number))

    assert shown == len(view.state.referrals)


def test_follow_ups_of_a_note_stay_with_the_agency():
    case = open_to_all(a_case())

    assert [1, 0, 0] == [
        sum(len(each.follow_ups) for each in view.state.of_kind(CaseNote))
        for view in (
            view_of(case, OFFICER_ALL, as_of=day(400)),
            view_of(case, THE_PERSON, as_of=day(400)),
            view_of(case, HARBOUR, as_of=day(400)),
        )
    ]


@pytest.mark.parametrize(
    "make",
    (
        lambda: Scope(role=Role.PROVIDER),
        lambda: Scope(role=Role.PERSON, sensitivities={Sensitivity.VICTIM}),
        lambda: Scope(role=Role.PERSON, sensitivities={Sensitivity.THIRD_PARTY}),
    ),
)
def test_a_scope_that_must_not_be_cannot_be_made(make):
    with pytest.raises(DeclarationError):
        make()


def test_a_sensitivity_that_is_not_named_is_not_seen():
    plain = Scope(role=Role.OFFICER)

    assert plain.sees(Visibility())
    assert not [
        each
        for each in Sensitivity
        if each is not Sensitivity.STANDARD and plain.sees(Visibility(sensitivity=each))
    ]


def test_a_view_shows_nobodys_words_in_its_repr():
    view = view_of(a_case(), OFFICER_ALL, as_of=date(2027, 1, 1))

    assert "Talked" not in repr(view)
    assert advance_task(None, open_task()).what not in repr(view)
    assert hand_over("offer", 1).entry.reason not in repr(view)
    assert revision("x", 1, step()).changes[0].text not in repr(view)


@settings(max_examples=30, deadline=None)
@given(sown_cases())
def test_what_an_officer_may_see_is_there(sown):
    case, canaries = sown
    view = view_of(case, OFFICER_ALL, as_of=day(400))
    heard = "\n".join(words_in((view.state, view.timeline)))

    # A state does not keep the reasons of all acts; steps and outcomes go with a goal or
    # a referral that may itself be hidden.
    expected = {
        canary
        for canary, visibility in canaries.items()
        if OFFICER_ALL.sees(visibility)
        and ".reason" not in canary
        and "-step" not in canary
        and "-outcome" not in canary
    }

    assert [] == sorted(canary for canary in expected if canary not in heard)[:3]
