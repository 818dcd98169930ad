"""A case file of five years: loaded from JSON, checked, summarised; and two and four times as long.

Five years: 150 contacts, 60 sessions of one referral, 8 assessments and 120 revisions, all
invented. Each part is timed by itself, so that what is slow can be seen.
"""

import gc
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
from supervise.exchange import from_json, to_json
from supervise.histories import Entry
from supervise.instruments import score
from supervise.instruments.catalogue.ogrs4 import INSTRUMENT
from supervise.people import Actor, PersonRef, Role
from supervise.planning import (
    AddGoal,
    AddStep,
    NeedReason,
    OpenPlan,
    Revision,
    RewordGoal,
    StepRef,
)
from supervise.planning.referrals import PrepareReferral
from supervise.records import (
    Assessment,
    Attendance,
    HelpSource,
    NeedMinutes,
    Presence,
)

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
        referral="ref1",
        length=60,
        on_needs=(NeedMinutes(domain="work", minutes=45),),
    )


def assessment(number):
    example = INSTRUMENT.examples[0]
    made = entry(f"a{number}", number * 220)
    return Assessment(
        id=made.id,
        person=PERSON,
        sheet=score(INSTRUMENT, example.answers, on=example.on or made.effective_on),
        assessed_by=OFFICER,
        recorded_at=made.recorded_at,
    )


def revisions(count):
    need = NeedReason(assessment="a0", instrument="ogrs4", domain="work")
    add = AddGoal(
        goal="g1",
        title="I will find regular work",
        area="work",
        because=(need,),
        proposed_by=OFFICER,
        target_on=AS_OF,
    )
    ask = AddStep(goal="g1", step="s1", text="Ask at the workshop", by=OFFICER)
    first = (OpenPlan(person=PERSON, period="one"), add, ask)
    yield Revision(entry=entry("r0", 0), plan="p1", base=0, changes=first)
    for number in range(1, count):
        changed = (RewordGoal(goal="g1", own_words=f"In words number {number}"),)
        yield Revision(
            entry=entry(f"r{number}", number * 15),
            plan="p1",
            base=number,
            changes=changed,
        )


def referral():
    return PrepareReferral(
        entry=entry("ref1-prepare", 1),
        referral="ref1",
        person=PERSON,
        service="svc-1",
        organisation="org-1",
        goals=("g1",),
        needs=("work",),
        steps=(StepRef(goal="g1", step="s1"),),
    )


def case(times=1):
    return CaseFile(
        person=PERSON,
        assessments=tuple(assessment(number) for number in range(8 * times)),
        plan_entries=tuple(revisions(120 * times)),
        referral_acts=(referral(),),
        facts=tuple(session(number) for number in range(60 * times)),
        other=tuple(contact(number) for number in range(150 * times)),
    )


def parts(text):
    """What a page about one person asks for, a part at a time; the state is made once."""
    file = from_json(text, CaseFile)
    state = state_of(file, as_of=AS_OF)
    return {
        "load from JSON": lambda: from_json(text, CaseFile),
        "check every stream": lambda: case_problems(file),
        "state as of a day": lambda: state_of(file, as_of=AS_OF),
        "timeline": lambda: timeline(file, as_of=AS_OF),
        "chain and coverage": lambda: coverage(state, chain_of(state)),
        "summary and what needs attention": lambda: summary_of(
            state, AttentionSettings()
        ),
    }


def medians_ms(works, rounds=15):
    """The median milliseconds of processor time of each work, all taken in turns."""
    taken = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            gc.collect()
            begun = time.process_time()
            work()
            taken[name].append((time.process_time() - begun) * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


def main():
    texts = {times: to_json(case(times)) for times in (1, 2, 4)}
    works = {
        (name, times): work
        for times, text in texts.items()
        for name, work in parts(text).items()
    }
    taken = medians_ms(works)
    print(
        "a case file of five years: 150 contacts, 60 sessions, 8 assessments of 48 "
        f"answers, 120 revisions, {len(texts[1].encode()) / 1000:.0f} kB"
    )
    for name, times in taken:
        if times == 1:
            once = taken[name, 1]
            more = [f"{taken[name, each] / once:.2f}" for each in (2, 4)]
            print(
                f"  {name + ':':34} {once:7.2f} ms; two and four times as long takes "
                f"{' and '.join(more)} times"
            )
    sums = [
        sum(ms for (_, times), ms in taken.items() if times == each)
        for each in (1, 2, 4)
    ]
    print(
        f"  all of it: {sums[0]:.1f} ms; two and four times as long takes "
        f"{sums[1] / sums[0]:.2f} and {sums[2] / sums[0]:.2f} times"
    )


if __name__ == "__main__":
    main()
