"""The small values of which records are made: people, roles, schemes, sources, entries.

Identifiers are opaque and obviously invented; nothing here has anybody's name.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from hypothesis import strategies as st

from supervise.dates import Period
from supervise.errors import Problem, ProblemCode
from supervise.histories import Entry
from supervise.levels import Intensity, IntensityScheme, Level, LevelScheme
from supervise.needs import DEFAULT_DOMAINS, NeedDomain
from supervise.people import (
    NEVER_TO_THE_PERSON,
    Actor,
    PersonRef,
    Role,
    Sensitivity,
    Visibility,
)
from supervise.sources import Source
from supervise.testing.strategies.answers import FIRST_DAY, LAST_DAY, WORDS

TITLES = {"low": "the lowest"}
CODES = ("low", "medium", "high", "very_high", "extreme")


@cache
def people() -> st.SearchStrategy[PersonRef]:
    """References to people who do not exist; a few of them, so that they meet again."""
    return st.integers(1, 5).map(lambda number: PersonRef(f"invented-person-{number}"))


@cache
def actors(*, roles: tuple[Role, ...] = tuple(Role)) -> st.SearchStrategy[Actor]:
    """Somebody who acts in one of the roles."""
    return st.builds(
        lambda role, number: Actor(f"invented-{role.value}-{number}", role),
        st.sampled_from(roles),
        st.integers(1, 3),
    )


@cache
def visibilities(
    *, sensitivities: tuple[Sensitivity, ...] = tuple(Sensitivity)
) -> st.SearchStrategy[Visibility]:
    """Who may see a record."""
    readers = {each: st.sampled_from(_readers(each)) for each in sensitivities}
    return st.one_of(
        [
            st.builds(
                Visibility,
                sensitivity=st.just(each),
                roles=st.frozensets(allowed, max_size=3),
            )
            for each, allowed in readers.items()
        ]
    )


def _readers(sensitivity: Sensitivity) -> list[Role]:
    """The roles that may be let see what needs such protection."""
    hidden = sensitivity in NEVER_TO_THE_PERSON
    return [role for role in Role if not (hidden and role is Role.PERSON)]


@cache
def days() -> st.SearchStrategy[date]:
    """Days of four years; it shrinks to the first of them."""
    return st.dates(FIRST_DAY, LAST_DAY)


@cache
def moments() -> st.SearchStrategy[datetime]:
    """Moments of those years, with their offset from UTC."""
    return st.builds(
        lambda day, second: (
            datetime.combine(day, time(), tzinfo=UTC) + timedelta(seconds=second)
        ),
        days(),
        st.integers(0, 24 * 60 * 60 - 1),
    )


@cache
def periods() -> st.SearchStrategy[Period]:
    """Periods, open ones first."""
    return st.builds(
        lambda start, end: Period(start, None if end is None else max(start, end)),
        days(),
        st.none() | days(),
    )


def entries(
    *,
    ids: st.SearchStrategy[str] | None = None,
    reasons: st.SearchStrategy[str] | None = None,
    visible: st.SearchStrategy[Visibility] | None = None,
) -> st.SearchStrategy[Entry]:
    """The envelope of a recorded act: who, when, and why."""
    numbered = st.integers(1, 9999).map(lambda number: f"entry-{number}")
    anybody = st.just(Visibility()) | visibilities()
    return st.builds(
        Entry,
        id=numbered if ids is None else ids,
        actor=actors(),
        recorded_at=moments(),
        effective_on=days(),
        reason=st.just("") | WORDS if reasons is None else reasons,
        visibility=anybody if visible is None else visible,
    )


@cache
def level_schemes() -> st.SearchStrategy[LevelScheme]:
    """Ordered schemes of one to five levels."""
    return st.builds(
        lambda size, titled: LevelScheme(
            f"invented_levels_{size}", CODES[:size], titles=TITLES if titled else {}
        ),
        st.integers(1, len(CODES)),
        st.booleans(),
    )


@cache
def levels(*, scheme: LevelScheme | None = None) -> st.SearchStrategy[Level]:
    """Levels of a scheme, or of any; it shrinks to the lowest."""
    schemes = level_schemes() if scheme is None else st.just(scheme)
    return schemes.flatmap(
        lambda found: st.sampled_from([found[code] for code in found.codes])
    )


@cache
def intensity_schemes() -> st.SearchStrategy[IntensityScheme]:
    """Ordered schemes of one to five intensities."""
    return st.builds(
        lambda size, titled: IntensityScheme(
            f"invented_contact_{size}", CODES[:size], titles=TITLES if titled else {}
        ),
        st.integers(1, len(CODES)),
        st.booleans(),
    )


@cache
def intensities(
    *, scheme: IntensityScheme | None = None
) -> st.SearchStrategy[Intensity]:
    """Intensities of a scheme, or of any; it shrinks to the least close."""
    schemes = intensity_schemes() if scheme is None else st.just(scheme)
    return schemes.flatmap(
        lambda found: st.sampled_from([found[code] for code in found.codes])
    )


@cache
def need_domains() -> st.SearchStrategy[NeedDomain]:
    """The default domains of need."""
    return st.sampled_from(DEFAULT_DOMAINS)


@cache
def sources() -> st.SearchStrategy[Source]:
    """Sources that are stated and invented."""
    return st.builds(
        Source,
        citation=st.just("invented for a test"),
        licence=st.sampled_from(("CC0-1.0", "MIT")),
        population=st.just("nobody: invented"),
        checked=days(),
        url=st.sampled_from(("", "https://example.org/invented")),
        notice=st.sampled_from(("", "invented for a test, by nobody")),
    )


@cache
def problems() -> st.SearchStrategy[Problem]:
    """Problems of answers, warnings among them."""
    return st.builds(
        Problem,
        code=st.sampled_from(list(ProblemCode)),
        where=st.just("invented"),
        item=st.sampled_from(("work", "home", "age")),
        says=st.just("is not as it should be"),
        remedy=st.sampled_from(("", "put it right")),
        blocks=st.lists(st.sampled_from(("total", "record")), max_size=2).map(tuple),
        got=st.sampled_from(("", "7")),
        allowed=st.sampled_from(("", "0 to 5")),
        rule=st.sampled_from(("", "invented_rule")),
        value=st.none() | st.integers(0, 9),
    )
