"""The chapters of help: found, refused, another found, handed over, used; and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from supervise.cli.story import help_acts
from supervise.cli.story.cast import ASSESSED_ON
from supervise.cli.story.chapters import Chapter, item, say
from supervise.cli.story.daily_acts import DOSAGE
from supervise.cli.story.year import Year
from supervise.cli.wording import plain
from supervise.planning.progress import dosage, milestones_seen, progress_of
from supervise.planning.referrals import (
    Referral,
    alternatives,
    conclusion,
    parcel,
    replay_referral,
)
from supervise.planning.services import Fit, HelpWanted, ServiceMatch, match_need
from supervise.records import Attendance, Milestone, Reading, Recognition

ABSENT = {
    "acceptable": "for a good reason",
    "logistic": "nobody's choice",
    "unacceptable": "without a reason",
}


def chapters(year: Year) -> Iterator[Chapter]:
    """From the search in February to the first wage in May."""
    yield Chapter(
        f"Find help: {help_acts.MATCHED_ON}",
        "Every service of the directory is looked at for the need, and says why it fits or "
        "not. How full it is comes after.",
        _found(),
    )
    yield Chapter(
        f"Refer: refused, on {help_acts.REFUSED_ON}",
        "Avery may say no to a service, with no mark against them. The need stays, and "
        "another way is looked for.",
        _refused(),
    )
    yield Chapter(
        "Refer: a warm hand-over",
        "Only what Avery's consent covers goes along; and somebody they know goes with them.",
        _handed_over(),
    )
    yield Chapter(
        f"Attend: until {help_acts.ENDED_ON}",
        "An absence is never just an absence: the three kinds are kept apart.",
        _attended(year),
    )
    yield Chapter(
        "See progress: hours of work in a week",
        "Whose reading it is stays with it. Milestones of any size are noted.",
        _progress(year),
    )


def _found() -> Iterator[str]:
    wanted = HelpWanted(domain=help_acts.WANTED, goals=("work",))
    found = match_need(
        wanted, help_acts.DIRECTORY, help_acts.SEEKER, on=help_acts.MATCHED_ON
    )
    for match in found.matches:
        yield from item(_match(match))


def _match(match: ServiceMatch) -> str:
    service = help_acts.DIRECTORY.service(match.service)
    name = service.name if service is not None else match.service
    if match.fit is Fit.FITS:
        capacity = match.capacity
        room = f"; free places: {capacity.places}" if capacity else ""
        return f"{name}: fits{room}"
    why = "; ".join(
        f"{each.says} (an exclusion because of the record)"
        if each.aspect == "eligibility"
        else each.says
        for each in match.against
    )
    return f"{name}: {plain(match.fit)}: {why}"


def _refused() -> Iterator[str]:
    referral = replay_referral(help_acts.TO_THE_COLLEGE)
    yield from _way(referral)
    last = referral.stages[-1]
    yield from item(f'Avery, on {last.since}: "{last.reason}"')
    others = alternatives(
        referral, help_acts.DIRECTORY, help_acts.SEEKER, on=help_acts.REFUSED_ON
    )
    fitting = [m for need in others.needs for m in need.fitting]
    names = [help_acts.DIRECTORY.service(m.service) for m in fitting]
    yield from item(f"alternative: {', '.join(each.name for each in names if each)}")


def _way(referral: Referral) -> Iterator[str]:
    stages = [f"{plain(each.state)} {each.since}" for each in referral.stages]
    yield from item(f"{referral.id}: {'; '.join(stages)}")


def _handed_over() -> Iterator[str]:
    referral = replay_referral(help_acts.TO_THE_WORKSHOP)
    yield from _way(referral)
    going = parcel(
        help_acts.ITEMS,
        help_acts.basis(2, referral.organisation),
        recipient=referral.organisation,
        on=referral.stages[1].since,
    )
    yield from item(f"goes along: {', '.join(each.content for each in going.carried)}")
    for left in going.left_out:
        yield from item(f"stays behind: {left.item.content}; {left.why}")
    meeting = [f"{each.state} {each.on}" for each in referral.handover]
    yield from item(f"hand-over: {'; '.join(meeting)}")


def _attended(year: Year) -> Iterator[str]:
    sessions = help_acts.SESSIONS
    for each in sessions:
        if not each.presence.is_present:
            kind = each.presence.removeprefix("absent_")
            yield from item(
                f"{each.entry.effective_on}: absent, {ABSENT[kind]} "
                f"({plain(each.reason_code)})"
            )
    referral = replay_referral(help_acts.TO_THE_WORKSHOP)
    came_to = conclusion(referral, sessions, as_of=help_acts.ENDED_ON)
    yield from item(f"the referral is {plain(came_to.kind)}: {came_to.because}")
    state = year.case(help_acts.ENDED_ON)
    report = dosage(
        state.of_kind(Attendance),
        [help_acts.WANTED],
        DOSAGE,
        level="medium",
        since=ASSESSED_ON,
        as_of=help_acts.ENDED_ON,
    )
    aim = report.target.hours if report.target else None
    yield from item(f"{report.hours} hours on the need, of {aim} aimed at")
    yield from say(report.guidance, "    ")


def _progress(year: Year) -> Iterator[str]:
    on = help_acts.WORKING_SINCE
    state, goal = year.case(on), year.plan(9).goal("work")
    assert goal is not None, "the story has one goal from its beginning"
    progress = progress_of(goal, state.of_kind(Reading), as_of=on)
    for series in progress.series:
        points = ", ".join(f"{point.value} ({point.on})" for point in series.points)
        heading = plain(progress.heading(series.voice))
        yield from item(f"as the {series.voice} reads it: {points}: {heading}")
    seen = milestones_seen(
        state.of_kind(Milestone), state.of_kind(Recognition), as_of=on
    )
    for each in seen:
        milestone = each.milestone
        recognised = "".join(f" Recognised: {by.says}" for by in each.recognitions)
        yield from item(
            f"milestone, {milestone.size}, {milestone.entry.effective_on}: "
            f"{milestone.says}{recognised}"
        )
