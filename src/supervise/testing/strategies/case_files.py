"""Case files: all that was recorded of a person, and what follows from it.

Everything in a file is of one person; ids are never used twice.
"""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from supervise.casefile import CaseFile, TimelineEntry, timeline
from supervise.people import PersonRef
from supervise.testing.strategies.plans import plan_histories
from supervise.testing.strategies.records import assessments, decisions
from supervise.testing.strategies.values import people

LAST_DAY = date(2030, 12, 31)


@st.composite
def case_files(
    draw: st.DrawFn, *, person: PersonRef | None = None, most: int = 3
) -> CaseFile:
    """Case files with assessments, decisions and a plan; it shrinks to an empty one."""
    whose = draw(people()) if person is None else person
    assessed = draw(st.integers(0, most))
    decided = draw(st.integers(0, most))
    planned = draw(st.booleans())
    return CaseFile(
        person=whose,
        assessments=tuple(
            draw(assessments(person=whose, id=f"assessment-{number}"))
            for number in range(1, assessed + 1)
        ),
        decisions=tuple(
            draw(decisions(person=whose, id=f"decision-{number}"))
            for number in range(1, decided + 1)
        ),
        plan_entries=draw(plan_histories(person=whose)) if planned else (),
    )


def timelines() -> st.SearchStrategy[tuple[TimelineEntry, ...]]:
    """Timelines of case files, in order."""
    return case_files().map(lambda file: timeline(file, as_of=LAST_DAY))


def timeline_entries() -> st.SearchStrategy[TimelineEntry]:
    """What stands in timelines, one by one."""
    return timelines().filter(bool).flatmap(st.sampled_from)


def caseloads(*, max_people: int = 5) -> st.SearchStrategy[tuple[CaseFile, ...]]:
    """Caseloads: the case files of some people, each person once."""

    def files(numbers: list[int]) -> st.SearchStrategy[tuple[CaseFile, ...]]:
        named = (PersonRef(f"invented-person-{number}") for number in sorted(numbers))
        return st.tuples(*(case_files(person=person, most=2) for person in named))

    numbers = st.lists(st.integers(1, max_people), max_size=max_people, unique=True)
    return numbers.flatmap(files)
