"""Case files: all that was recorded of a person, and what follows from it.

Everything in a file is of one person; ids are never used twice; the acts of each plan, referral and
task follow from one another; what is taken back or put right was recorded before.
"""

from __future__ import annotations

from datetime import date

import attrs
from hypothesis import strategies as st

from supervise.casefile import CaseFile, TimelineEntry, timeline
from supervise.casefile.case import FiledFact
from supervise.histories import Unrecognised
from supervise.people import PersonRef
from supervise.records import Retraction
from supervise.testing.strategies.fields import from_fields, several, values_of
from supervise.testing.strategies.filed_facts import facts
from supervise.testing.strategies.plans import plan_histories
from supervise.testing.strategies.records import assessments, decisions
from supervise.testing.strategies.referral_paths import referral_histories
from supervise.testing.strategies.streams import task_histories
from supervise.testing.strategies.values import people

LAST_DAY = date(2030, 12, 31)
UNRECOGNISED = several(values_of(Unrecognised), most=1)


@st.composite
def case_files(
    draw: st.DrawFn, *, person: PersonRef | None = None, most: int = 3
) -> CaseFile:
    """Case files: assessments, decisions, a plan, referrals, tasks and facts.

    There are at most so many of each; it shrinks to an empty file.
    """
    whose = draw(people()) if person is None else person
    return CaseFile(
        person=whose,
        assessments=tuple(
            draw(assessments(person=whose, id=f"assessment-{number}"))
            for number in draw(_numbers(most))
        ),
        decisions=tuple(
            draw(decisions(person=whose, id=f"decision-{number}"))
            for number in draw(_numbers(most))
        ),
        plan_entries=draw(st.just(()) | plan_histories(person=whose)),
        referral_acts=tuple(
            act
            for number in draw(_numbers(min(most, 2)))
            for act in draw(
                referral_histories(person=whose, referral=f"referral_{number}")
            )
        ),
        task_acts=tuple(
            act
            for number in draw(_numbers(min(most, 2)))
            for act in draw(task_histories(person=whose, task=f"task_{number}"))
        ),
        facts=draw(_filed_facts(whose, most)),
        other=draw(_other(most)),
        unrecognised=draw(UNRECOGNISED),
    )


def _numbers(most: int) -> st.SearchStrategy[range]:
    """The numbers of so many records, from 1."""
    return st.integers(0, most).map(lambda size: range(1, size + 1))


@st.composite
def _filed_facts(
    draw: st.DrawFn, person: PersonRef, most: int
) -> tuple[FiledFact, ...]:
    """Facts of a person, each put right or taken back by none but a later one."""
    filed: list[FiledFact] = []
    for number in draw(_numbers(most)):
        fact = draw(facts(person=person, id=f"fact-{number}"))
        earlier = [each.entry.id for each in filed if type(each) is type(fact)]
        taken_back = [each.entry.id for each in filed]
        if isinstance(fact, Retraction) and not taken_back:
            continue
        known = taken_back if isinstance(fact, Retraction) else ["", *earlier]
        filed.append(attrs.evolve(fact, supersedes=draw(st.sampled_from(known))))
    return tuple(filed)


@st.composite
def _other(draw: st.DrawFn, most: int) -> tuple[TimelineEntry, ...]:
    """What other rooms recorded of the person."""
    return tuple(
        attrs.evolve(draw(from_fields(TimelineEntry)), record=f"other-{number}")
        for number in draw(_numbers(most))
    )


def timelines() -> st.SearchStrategy[tuple[TimelineEntry, ...]]:
    """Timelines of case files, in order."""
    return case_files().map(lambda file: timeline(file, as_of=LAST_DAY))


@st.composite
def timeline_entries(draw: st.DrawFn) -> TimelineEntry:
    """What stands in timelines, one by one."""
    planned = plan_histories().map(
        lambda history: CaseFile(
            person=PersonRef("invented-person-1"), plan_entries=history
        )
    )
    return draw(st.sampled_from(timeline(draw(planned), as_of=LAST_DAY)))


def caseloads(*, max_people: int = 5) -> st.SearchStrategy[tuple[CaseFile, ...]]:
    """Caseloads: the case files of some people, each person once."""

    def files(numbers: list[int]) -> st.SearchStrategy[tuple[CaseFile, ...]]:
        named = (PersonRef(f"invented-person-{number}") for number in sorted(numbers))
        return st.tuples(*(case_files(person=person, most=2) for person in named))

    numbers = st.lists(st.integers(1, max_people), max_size=max_people, unique=True)
    return numbers.flatmap(files)
