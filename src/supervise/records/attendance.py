"""Attendance: who came to what, how long was spent on which need, and why not if not.

An absence is acceptable, unacceptable or logistic; the three are never one number.
A late arrival is an attendance. Whether an absence has consequences is not said here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

import attrs

from supervise.errors import DeclarationError
from supervise.histories import Entry, Redaction, defect_of_id
from supervise.people import PersonRef
from supervise.records.facts import defects_of_fact


class Presence(StrEnum):
    """Whether the person came.

    `absent_logistic` is nobody's choice: the session was cancelled, the bus did not run.
    """

    ATTENDED = "attended"
    LATE = "late"
    ABSENT_ACCEPTABLE = "absent_acceptable"
    ABSENT_UNACCEPTABLE = "absent_unacceptable"
    ABSENT_LOGISTIC = "absent_logistic"

    @property
    def is_present(self) -> bool:
        """Whether the person took part."""
        return self in {Presence.ATTENDED, Presence.LATE}


class HelpSource(StrEnum):
    """From whom the help came."""

    OFFICER_SESSION = "officer_session"
    TAKE_HOME = "take_home"
    IN_HOUSE = "in_house"
    COMMUNITY = "community"


@attrs.frozen(kw_only=True)
class NeedMinutes:
    """Minutes of a session that were spent on one need: 15 of 20 are 15."""

    domain: str
    minutes: int

    def __attrs_post_init__(self) -> None:
        defects = [] if self.domain.strip() else ["name the domain of the need"]
        if type(self.minutes) is not int or self.minutes <= 0:
            defects.append("minutes must be a whole number above 0")
        if defects:
            raise DeclarationError("minutes on a need", defects)


@attrs.frozen(kw_only=True)
class Attendance:
    """One session, and whether the person came.

    `length` is the minutes that the person was there; `on_needs` how many of them went
    into which need. `reason_code` says why somebody did not come, in the agency's codes.
    `session` is the number of the session among those planned for a referral, from 1.
    """

    stands_when_emptied: ClassVar[bool] = True

    entry: Entry
    person: PersonRef
    presence: Presence
    source: HelpSource
    service: str = ""
    referral: str = ""
    session: int | None = None
    length: int | None = None
    on_needs: tuple[NeedMinutes, ...] = ()
    reason_code: str = ""
    supersedes: str = ""
    redaction: Redaction | None = None

    def __attrs_post_init__(self) -> None:
        defects = defects_of_fact(self)
        for name in ("service", "referral"):
            defects += (
                defect_of_id(name, getattr(self, name)) if getattr(self, name) else []
            )
        defects += _defects_of_session(self.session)
        defects += _defects_of_minutes(self)
        if defects:
            raise DeclarationError(f"attendance '{self.entry.id}'", defects)

    def minutes_on(self, domain: str) -> int:
        """The minutes spent on one need."""
        return sum(each.minutes for each in self.on_needs if each.domain == domain)


def _defects_of_session(session: int | None) -> list[str]:
    if session is None or (type(session) is int and session >= 1):
        return []
    return ["session must be a whole number, from 1"]


def _defects_of_minutes(attendance: Attendance) -> list[str]:
    domains = [each.domain for each in attendance.on_needs]
    length, defects = attendance.length, list[str]()
    if len(set(domains)) != len(domains):
        defects.append("a need stands twice")
    if length is not None and (type(length) is not int or length <= 0):
        return [*defects, "length must be a whole number of minutes above 0"]
    if not attendance.presence.is_present:
        if length is not None or attendance.on_needs:
            defects.append("somebody who was absent spent no minutes there")
        return defects
    spent = sum(each.minutes for each in attendance.on_needs)
    if spent and length is None:
        defects.append("minutes on needs ask for the length of the session")
    elif length is not None and spent > length:
        defects.append(f"{spent} minutes on needs are more than its {length}")
    return defects
