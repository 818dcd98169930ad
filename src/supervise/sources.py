"""Where a number comes from: citation, licence, population, date checked.

Every instrument and every policy states a source; a declaration without one fails.
This module does not judge licences; it makes them visible.
"""

from datetime import date
from enum import StrEnum

import attrs

from supervise.dates import as_date


class Purpose(StrEnum):
    """What an instrument, or a policy, is for. A mismatch is refused.

    An example shows how something is done; it is never for use with a person.
    """

    PRETRIAL = "pretrial"
    SUPERVISION = "supervision"
    SCREENING = "screening"
    EXAMPLE = "example"


@attrs.frozen(kw_only=True)
class Source:
    """What was read, under which licence, about whom, and when it was last checked.

    `population` is the group from which the numbers come.
    `notice` is the text that the licence asks to travel with the numbers, if any.
    """

    citation: str
    licence: str
    population: str
    checked: date = attrs.field(converter=as_date)
    url: str = ""
    notice: str = ""


@attrs.frozen(kw_only=True)
class Validation:
    """One study of how an instrument performed: sample, outcome, finding, source."""

    sample: str
    outcome: str
    finding: str
    source: str


@attrs.frozen
class Outcome:
    """What was counted in the group behind the numbers, and over how many months.

    >>> print(Outcome("any proven reoffence", months=24))
    any proven reoffence within 24 months
    """

    event: str
    months: int | None = attrs.field(default=None, kw_only=True)

    def __str__(self) -> str:
        return (
            f"{self.event} within {self.months} months" if self.months else self.event
        )


@attrs.frozen(kw_only=True)
class BaseRate:
    """The proportion of a group, at one level or score, for whom the outcome was recorded.

    It is a finding about that group, never a statement about one person.
    `percent` is decimal text as published.
    """

    at: str
    percent: str
    outcome: Outcome
    group: str
    source: str
