"""Lawful erasure in a case file: tombstones in the places of what was recorded.

A tombstone keeps its id, order, day, author and action, so that every stream replays and what
follows from attendance stays; words, numbers and codes about the person are gone, and the
legal reason stands in their place.
It works on values: copies, back-ups and logs are for the host to see to. Assessments and
decisions have no tombstone: the host takes them out whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeVar, cast

import attrs

from supervise.casefile.case import CaseFile, FiledFact
from supervise.casefile.tasks import TaskAct
from supervise.errors import DeclarationError
from supervise.histories import REDACTED, Redaction, check_redaction, without_words
from supervise.planning import Revision, redacted
from supervise.planning.referrals import (
    AmendReferral,
    MoveReferral,
    PrepareReferral,
    ReferralAct,
    SharingBasis,
)
from supervise.records import (
    Attendance,
    BondRating,
    CaseNote,
    Circumstance,
    CopingWay,
    Milestone,
    Readiness,
    ReadinessRating,
    Reading,
    Recognition,
    Statement,
    Substitution,
    Trigger,
)

CODE = "redacted"
Erasable = Revision | ReferralAct | TaskAct | FiledFact
R = TypeVar("R", bound=Erasable)


def erased(record: R, redaction: Redaction) -> R:
    """The tombstone of a record: it replays, and says by what right it was emptied.

    Raises `DeclarationError` without a legal reason.
    """
    if isinstance(record, Revision):
        return cast("R", redacted(record, redaction))
    check_redaction(record.entry.id, redaction)
    emptied = attrs.evolve(
        cast("Any", without_words(record)),
        entry=without_words(record.entry),
        redaction=redaction,
        **_content_gone(record),
    )
    return cast("R", emptied)


def erase(file: CaseFile, ids: Iterable[str], redaction: Redaction) -> CaseFile:
    """A case file with tombstones in the places of some records; the rest as it was.

    Raises `DeclarationError` naming every id that has no record with a tombstone in the file.
    """
    wanted = frozenset(ids)
    done: set[str] = set()

    def emptied(records: Iterable[Any]) -> tuple[Any, ...]:
        found = []
        for each in records:
            if each.entry.id in wanted and isinstance(each, Erasable):
                done.add(each.entry.id)
                found.append(erased(each, redaction))
            else:
                found.append(each)
        return tuple(found)

    left = attrs.evolve(
        file,
        plan_entries=emptied(file.plan_entries),
        referral_acts=emptied(file.referral_acts),
        task_acts=emptied(file.task_acts),
        facts=emptied(file.facts),
    )
    if missing := sorted(wanted - done):
        raise DeclarationError(
            "erasure", [f"no record '{id}' that can be emptied" for id in missing]
        )
    return left


def _content_gone(record: ReferralAct | TaskAct | FiledFact) -> dict[str, object]:
    """What says something about the person beside words, emptied."""
    match record:
        case PrepareReferral():
            return {"needs": ()}
        case AmendReferral():
            return {"needs": None if record.needs is None else ()}
        case MoveReferral():
            return _referral_gone(record)
        case Attendance():
            return {"length": None, "on_needs": (), "reason_code": "", "service": ""}
        case Reading():
            return {"value": Decimal(0), "unit": REDACTED}
        case ReadinessRating():
            return {"domain": CODE, "stage": Readiness.PRECONTEMPLATION}
        case BondRating():
            return {"scale": CODE, "value": record.lowest}
        case _:
            return _told_gone(record)


def _told_gone(record: ReferralAct | TaskAct | FiledFact) -> dict[str, object]:
    match record:
        case CaseNote():
            return {
                "passages": (),
                "about": (),
                "follow_ups": tuple(map(without_words, record.follow_ups)),
            }
        case Milestone():
            return {"domain": ""}
        case Recognition():
            return {"how": CODE}
        case Statement():
            return {"about": ""}
        case Trigger():
            return {"domain": CODE, "signs": ()}
        case CopingWay():
            return {"domain": CODE}
        case Circumstance():
            return {"name": CODE, "verified_by": None, "verified_on": None}
        case Substitution():
            return {"domain": "", "reason_code": ""}
        case _:
            return {}


def _referral_gone(act: MoveReferral) -> dict[str, object]:
    return {
        "reason_code": "",
        "basis": act.basis and _basis_gone(act.basis),
        "carries": (),
        "outcomes": tuple(map(without_words, act.outcomes)),
    }


def _basis_gone(basis: SharingBasis) -> SharingBasis:
    """What the basis was for is gone; that there was one, and until when, is not."""
    return attrs.evolve(
        basis, purpose=REDACTED, citation=REDACTED if basis.citation else ""
    )
