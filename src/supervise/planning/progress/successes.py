"""Milestones seen together, and stories of success without the person.

A story leaves the case only with the person's consent for that purpose, and holds codes
and counts: no id, no date, no words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from supervise.dates import completed_years
from supervise.planning.plan import Plan
from supervise.planning.referrals import BasisKind, SharingBasis
from supervise.planning.states import Achievement
from supervise.records import Milestone, Recognition, Size, standing

STORY_PURPOSE = "success_story"


@attrs.frozen(kw_only=True)
class MilestoneSeen:
    """A milestone and how it was recognised; not recognised is an empty tuple."""

    milestone: Milestone
    recognitions: tuple[Recognition, ...]


def milestones_seen(
    milestones: Iterable[Milestone], recognitions: Iterable[Recognition], *, as_of: date
) -> tuple[MilestoneSeen, ...]:
    """All milestones by a day in order, each with its recognitions."""
    given = standing(recognitions, as_of=as_of)
    return tuple(
        MilestoneSeen(
            milestone=each,
            recognitions=tuple(r for r in given if r.milestone == each.entry.id),
        )
        for each in standing(milestones, as_of=as_of)
    )


@attrs.frozen(kw_only=True)
class SuccessStory:
    """What somebody achieved, told without telling who: areas, counts and years."""

    areas_reached: tuple[str, ...]
    goals_reached: int
    milestones: int
    big_milestones: int
    years: int


def success_story(
    plan: Plan, milestones: Iterable[Milestone], basis: SharingBasis | None, *, on: date
) -> SuccessStory | None:
    """A story without identity, or nothing where the person has not agreed to one.

    Only the person's own consent, in force that day and given for this purpose, will do.
    """
    if basis is None or basis.kind is not BasisKind.CONSENT:
        return None
    if basis.purpose != STORY_PURPOSE or not basis.is_in_force(on):
        return None
    reached = [
        goal
        for goal in plan.goals
        if goal.achievement in {Achievement.ACHIEVED, Achievement.SUSTAINING}
    ]
    known = standing(milestones, as_of=on)
    return SuccessStory(
        areas_reached=tuple(sorted({goal.area for goal in reached})),
        goals_reached=len(reached),
        milestones=len(known),
        big_milestones=sum(each.size is Size.BIG for each in known),
        years=max(completed_years(plan.opened_on, on), 0),
    )
