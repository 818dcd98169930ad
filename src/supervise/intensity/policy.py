"""The declaration of an intensity policy: cited, versioned, dated data.

A policy turns what was assessed into how closely an agency supervises.
It recommends; it never decides.
A wrong declaration fails when it is made, and says everything that is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import attrs

from supervise.dates import Period
from supervise.errors import DeclarationError, UnknownName
from supervise.intensity.clauses import Clause, Joined, clauses_in
from supervise.intensity.inputs import Input
from supervise.levels import IntensityScheme
from supervise.people import Role
from supervise.rules.canonical import WORDING, digest
from supervise.sources import Purpose, Source


class Direction(StrEnum):
    """Which way a decision departs from a recommendation.

    `off_scale`: to or from a standing.
    `without_recommendation`: nothing was recommended that could be followed.
    """

    UP = "up"
    DOWN = "down"
    OFF_SCALE = "off_scale"
    WITHOUT_RECOMMENDATION = "without_recommendation"


class Basis(StrEnum):
    """Whether the agency's policy asks for an override, or a professional's judgement does."""

    POLICY = "policy"
    DISCRETIONARY = "discretionary"


class Expiry(StrEnum):
    """Whether an override must have a last day."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NONE = "none"


@attrs.frozen(kw_only=True)
class Standing:
    """A state in which the policy recommends no intensity, for example not supervised."""

    code: str
    title: str = attrs.field(metadata=WORDING)


def _directions(given: Iterable[Direction]) -> frozenset[Direction]:
    return frozenset(given)


def _roles(given: Iterable[Role]) -> frozenset[Role]:
    return frozenset(given)


@attrs.frozen(kw_only=True)
class OverrideRule:
    """One row of a published table of overrides: who may depart, which way, and for how long.

    `most_months` is the longest that it may last, where the table says so.
    `approvers` are the roles that may approve it; `needs_evidence` asks for references.
    `may_approve_own` are those of them that may approve what they decide themselves: none, unless
    the table says so.
    """

    category: str
    title: str = attrs.field(metadata=WORDING)
    basis: Basis
    directions: frozenset[Direction] = attrs.field(converter=_directions)
    approvers: frozenset[Role] = attrs.field(converter=_roles)
    expiry: Expiry
    may_approve_own: frozenset[Role] = attrs.field(
        default=frozenset(), converter=_roles
    )
    most_months: int | None = None
    needs_evidence: bool = False
    citation: str = attrs.field(metadata=WORDING)


@attrs.frozen(kw_only=True)
class Policy:
    """How one agency recommends an intensity, in force for a stated time.

    `example` says of whose rule it is an example, and when it was read; an agency's own has none.
    `overrides` is the published table of overrides. Without one, any category may be used and a
    supervisor approves.

    Raises `DeclarationError` with every defect.
    """

    id: str
    version: str
    title: str = attrs.field(metadata=WORDING)
    purpose: Purpose
    source: Source = attrs.field(metadata=WORDING)
    in_force: Period
    scheme: IntensityScheme
    inputs: tuple[Input, ...]
    rule: Joined
    standings: tuple[Standing, ...] = ()
    overrides: tuple[OverrideRule, ...] = ()
    example: str = attrs.field(default="", metadata=WORDING)
    limitations: tuple[str, ...] = attrs.field(default=(), metadata=WORDING)
    fingerprint: str = attrs.field(init=False, eq=False)
    """The digest of everything in it that can change a recommendation."""
    prepared: object = attrs.field(default=None, init=False, eq=False, repr=False)
    """Made at first use; no part of the declaration."""

    def __attrs_post_init__(self) -> None:
        # The checks read policies, so they can only be imported once this one exists.
        from supervise.intensity.check import defects_of  # noqa: PLC0415

        if defects := defects_of(self):
            raise DeclarationError(f"policy '{self.id}'", defects)
        object.__setattr__(self, "fingerprint", digest(self, with_wording=False))

    def __reduce__(self) -> tuple[object, ...]:
        fields = (field for field in attrs.fields(Policy) if field.init)
        return _declared, ({field.name: getattr(self, field.name) for field in fields},)

    def __repr__(self) -> str:
        return f"<policy {self.id} {self.version}>"

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause, in the order in which it is stated."""
        return tuple(clauses_in(self.rule))

    def clause(self, id: str) -> Clause:
        """The clause of that id; `UnknownName` suggests the nearest."""
        for clause in self.clauses:
            if clause.id == id:
                return clause
        known = [clause.id for clause in self.clauses]
        raise UnknownName(f"clause of '{self.id}'", id, known)


def _declared(fields: dict[str, Any]) -> Policy:
    return Policy(**fields)
