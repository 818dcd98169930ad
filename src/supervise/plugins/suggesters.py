"""Asking plugins for goals that a profile speaks for, one plugin at a time.

What they give are proposals to people; nothing here enters a plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from supervise.planning import GoalSuggestion, PlanningProfile
from supervise.plugins.loading import FAILURES, a_or_an
from supervise.plugins.report import LoadFailure, Origin
from supervise.plugins.scorers import Asked
from supervise.plugins.tampering import Snapshot, put_back

HOOK = "supervise_goal_suggestions"


@attrs.frozen
class Suggested:
    """What plugins suggested, in the order in which they were asked, and which of them failed."""

    suggestions: tuple[GoalSuggestion, ...] = ()
    failures: tuple[LoadFailure, ...] = ()


def suggestions_by(
    asked: Iterable[Asked], profile: PlanningProfile, on: date
) -> Suggested:
    """Ask each plugin; one that fails gives nothing and stops no other."""
    found: list[GoalSuggestion] = []
    failures: list[LoadFailure] = []
    for each in asked:
        before = Snapshot.of_scoring()
        changed: tuple[str, ...] = ()
        try:
            given = each.implementation.call({"profile": profile, "on": on})
            wrong = list(_wrong(given))
        except FAILURES as cause:
            # Its own words may repeat what somebody said: only the kind of failure is told.
            given, wrong = (), [f"raised {type(cause).__name__}"]
        finally:
            changed = before.undo()
        wrong += [put_back(*changed)] if changed else []
        failures += [_failure(each.origin, why) for why in wrong]
        if not wrong:
            assert isinstance(given, list | tuple)
            source = each.origin.plugin
            found += [attrs.evolve(suggestion, source=source) for suggestion in given]
    return Suggested(tuple(found), tuple(failures))


def _wrong(given: object) -> Iterator[str]:
    if not isinstance(given, list | tuple):
        yield f"gave {a_or_an(given)}, no list or tuple"
        return
    for place, each in enumerate(given, 1):
        if type(each) is not GoalSuggestion:
            yield f"thing {place} is {a_or_an(each)}, no GoalSuggestion"
            return
    ids = [each.id for each in given]
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        yield f"suggests '{id}' several times"


def _failure(origin: Origin, why: str) -> LoadFailure:
    return LoadFailure(
        origin=origin,
        what=f"hook {HOOK}",
        why=why,
        remedy="its suggestions were left out",
    )
