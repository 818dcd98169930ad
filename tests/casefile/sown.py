"""A case with a canary in every field that holds words, and who may hear which."""

from itertools import combinations

import attrs
from hypothesis import strategies as st

from supervise.casefile import CaseFile, TimelineEntry
from supervise.histories import Unrecognised
from supervise.people import NEVER_TO_THE_PERSON, Role, Sensitivity, Visibility
from supervise.planning import (
    AcceptFinding,
    AgreementAction,
    AnswerPlan,
    BarrierAction,
    FindBarrier,
    GoalAction,
    MoveBarrier,
    MoveGoal,
    MoveStep,
    NoteStrength,
    SetAsideNeed,
    StepAction,
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
    Retraction,
    Saying,
    Statement,
    Substitution,
    Trigger,
)
from tests.casefile.invented import (
    OPENING,
    REFERRAL_ACTS,
    assessment,
    day,
    goal,
    move_task,
    open_task,
    reading,
    revision,
    step,
)
from tests.exchange.values import DECISION
from tests.referrals.invented import OFFICER, PERSON, attended, entry, move

EVERYBODY = Visibility(roles=frozenset(Role))


# Any visibility that can be made at all, the narrowest first: one draw each is quick.
VISIBILITIES = tuple(
    Visibility(sensitivity=sensitivity, roles=frozenset(roles))
    for size in range(len(Role) + 1)
    for roles in combinations(Role, size)
    for sensitivity in Sensitivity
    if Role.PERSON not in roles or sensitivity not in NEVER_TO_THE_PERSON
)


def visibilities():
    """Any visibility that can be made at all."""
    return st.sampled_from(VISIBILITIES)


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
        made[-1] = attrs.evolve(
            made[-1],
            signs=(self.word("sign", made[-1].entry.visibility),),
        )
        fact(
            CopingWay, "co", protect=True, words=("says",), domain="work", trigger="tr"
        )
        fact(Circumstance, "ci", words=("value",), name="x", source=AnswerSource.PERSON)
        fact(Substitution, "su", old_referral="ref1", new_referral="ref2")
        fact(Statement, "gone", words=("words",))
        fact(Retraction, "ret", supersedes="gone")
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
                text=self.word("step", of_step := self.seen_by()),
                visibility=of_step,
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
        return (
            attrs.evolve(OPENING, entry=envelope, changes=changes[:-1]),
            answered,
            *self.moves(of_step),
        )

    def moves(self, of_step):
        """Parts that move: some with a reason of their own, some with that of the act."""
        first, second = self.entry("r3", 4)[0], self.entry("r4", 5)[0]
        moved = revision(
            "r3",
            2,
            MoveStep(
                goal="g1",
                step="s1",
                action=StepAction.CANNOT_YET,
                reason=self.word("why-step", of_step),
            ),
            MoveBarrier(barrier="b1", action=BarrierAction.LIVE_WITH),
            MoveGoal(goal="g1", action=GoalAction.PAUSE),
            AcceptFinding(
                rule="no_strength",
                address="plan",
                digest="d",
                reason=self.word("accepted", AGENCY),
                until=day(300),
            ),
        )
        answered = revision(
            "r4",
            3,
            AnswerPlan(
                action=AgreementAction.DISAGREE_UPDATE,
                seen=3,
                words=self.word("second.words", INSIDE),
            ),
            MoveStep(goal="g1", step="s1", action=StepAction.DROP),
        )
        return attrs.evolve(moved, entry=first), attrs.evolve(answered, entry=second)

    def decision(self):
        visible = self.seen_by()
        return attrs.evolve(
            DECISION, reason=self.word("decided", visible), visibility=visible
        )

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
            decisions=(self.decision(),),
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
