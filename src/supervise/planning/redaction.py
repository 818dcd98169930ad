"""Lawful erasure: a tombstone in the place of a revision's content.

A tombstone keeps ids, order, dates and actions, so that the history replays; words, measures
and areas are gone, and the legal reason stands in their place.
Where the references that remain say too much, erase the whole plan instead.
It works on values: copies, back-ups and logs are for the host to see to.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import attrs

from supervise.histories import REDACTED, Redaction, check_redaction, without_words
from supervise.planning.changes import Change, FindBarrier, NoteStrength
from supervise.planning.goal_changes import (
    AddGoal,
    AddStep,
    AmendStep,
    CiteReason,
    MeasureGoal,
    RateGoal,
    ReclassifyGoal,
)
from supervise.planning.goals import Measure, Reason, WishReason
from supervise.planning.revisions import PlanEntry, Revision

_NO_MEASURE = Measure(unit=REDACTED)
_CODE = "redacted"


def redacted(revision: Revision, redaction: Redaction) -> Revision:
    """The tombstone of a revision: it replays, and says by what right it was emptied."""
    check_redaction(revision.id, redaction)
    return attrs.evolve(
        revision,
        entry=without_words(revision.entry),
        changes=tuple(_emptied(change) for change in revision.changes),
        held_back=tuple(_emptied(change) for change in revision.held_back),
        redaction=redaction,
    )


def redact_all(
    entries: Iterable[PlanEntry], ids: Iterable[str], redaction: Redaction
) -> tuple[PlanEntry, ...]:
    """A history with tombstones in the places of some revisions; the rest as it was."""
    ids = frozenset(ids)
    return tuple(
        redacted(entry, redaction)
        if isinstance(entry, Revision) and entry.id in ids
        else entry
        for entry in entries
    )


def _reason(reason: Reason) -> Reason:
    if not isinstance(reason, WishReason):
        return reason
    return WishReason(words=REDACTED, statement=reason.statement)


def _emptied(change: Change) -> Change:
    """A change without words, and without codes that replay does not need."""
    bare = cast("Any", without_words(change))
    emptied: Change = attrs.evolve(bare, **_codes_gone(change))
    return emptied


def _codes_gone(change: Change) -> dict[str, object]:
    match change:
        case AddGoal():
            return {
                "area": _CODE,
                "related_areas": (),
                "because": tuple(_reason(reason) for reason in change.because),
                "measure": change.measure and _NO_MEASURE,
                "suggested_by": "",
            }
        case ReclassifyGoal():
            related = None if change.related_areas is None else ()
            return {"area": change.area and _CODE, "related_areas": related}
        case MeasureGoal():
            return {"measure": change.measure and _NO_MEASURE}
        case CiteReason():
            return {"reason": _reason(change.reason)}
        case RateGoal():
            return {"evidence": (_CODE,) if change.evidence else ()}
        case AddStep():
            return {"demands": ()}
        case AmendStep():
            return {"demands": None if change.demands is None else ()}
        case FindBarrier():
            return {"kind": _CODE}
        case NoteStrength():
            return {"domain": _CODE}
        case _:
            return {}
