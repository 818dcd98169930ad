"""A case file of five years: read as of a day, checked, summarised; and twice as long.

Five years: 150 contacts, 60 sessions and 120 revisions, all invented. Assessments and reading from
text are not in it.
"""

import statistics
import time
from datetime import UTC, date, datetime, timedelta

from supervise.casefile import (
    AttentionSettings,
    CaseFile,
    TimelineEntry,
    case_problems,
    chain_of,
    coverage,
    state_of,
    summary_of,
    timeline,
)
from supervise.histories import Entry
from supervise.people import Actor, PersonRef, Role
from supervise.planning import AddGoal, OpenPlan, Revision, RewordGoal, WishReason
from supervise.records import Attendance, HelpSource, NeedMinutes, Presence

PERSON = PersonRef("person-001")
OFFICER = Actor("officer-001", Role.OFFICER)
START = date(2021, 1, 1)
AS_OF = date(2036, 1, 1)


def entry(id, number):
    on = START + timedelta(days=number)
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    return Entry(id=id, actor=OFFICER, recorded_at=at, effective_on=on)


def contact(number):
    made = entry(f"c{number}", number * 12)
    return TimelineEntry(
        on=made.effective_on,
        recorded_at=made.recorded_at,
        kind="contact",
        record=made.id,
        by=OFFICER,
    )


def session(number):
    return Attendance(
        entry=entry(f"s{number}", number * 30),
        person=PERSON,
        presence=Presence.ATTENDED,
        source=HelpSource.COMMUNITY,
        length=60,
        on_needs=(NeedMinutes(domain="work", minutes=45),),
    )


def revisions(count):
    add = AddGoal(
        goal="g1",
        title="I will find regular work",
        area="work",
        because=(WishReason(words="work"),),
        proposed_by=OFFICER,
        target_on=AS_OF,
    )
    first = (OpenPlan(person=PERSON, period="one"), add)
    yield Revision(entry=entry("r0", 0), plan="p1", base=0, changes=first)
    for number in range(1, count):
        changed = (RewordGoal(goal="g1", own_words=f"In words number {number}"),)
        yield Revision(
            entry=entry(f"r{number}", number * 15),
            plan="p1",
            base=number,
            changes=changed,
        )


def case(times=1):
    return CaseFile(
        person=PERSON,
        plan_entries=tuple(revisions(120 * times)),
        facts=tuple(session(number) for number in range(60 * times)),
        other=tuple(contact(number) for number in range(150 * times)),
    )


def everything(file):
    """All that a page about one person asks for."""
    case_problems(file)
    state = state_of(file, as_of=AS_OF)
    timeline(file, as_of=AS_OF)
    coverage(state, chain_of(state))
    summary_of(state, AttentionSettings())


def median_ms(file, rounds=20):
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        everything(file)
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def main():
    once, twice = median_ms(case()), median_ms(case(times=2))
    print(f"case file of five years, checked and summarised: {once:.1f} ms")
    print(f"twice as long: {twice:.1f} ms, {twice / once:.1f} times")


if __name__ == "__main__":
    main()
