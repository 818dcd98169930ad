"""What a policy recommends, and why: the record that a decision rests on.

It is plain data, readable without the policy that made it.
It is never a decision: that is another type, made by a named human.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import attrs

from supervise.errors import DeclarationError, NoRecommendation, Problem, UnknownName
from supervise.intensity.policy import OverrideRule
from supervise.levels import Intensity, IntensityScheme
from supervise.people import PersonRef
from supervise.rules import Value
from supervise.sources import Purpose


class RecommendationStatus(StrEnum):
    """What became of a recommendation: the first of these that applies.

    `refused`: the policy must not be used here, for its purpose or its time.
    `invalid`: something given is wrong or contradictory, or the policy has no answer for it.
    `missing`: something that the policy needs is missing.
    `standing`: the policy recommends no intensity, and says why.
    `recommended`: there is an intensity.
    """

    REFUSED = "refused"
    INVALID = "invalid"
    MISSING = "missing"
    STANDING = "standing"
    RECOMMENDED = "recommended"


class ClauseStatus(StrEnum):
    """What a clause said."""

    SAID = "said"
    SILENT = "silent"
    MISSING = "missing"
    NO_ANSWER = "no_answer"


@attrs.frozen(kw_only=True)
class ClauseResult:
    """What one clause said, kept whether it decided or not.

    `inputs` are those it mentions; `waits_for` those of them that stand in the way.
    `because` gives the clause's own reason where it has no answer.
    """

    id: str
    title: str
    citation: str
    status: ClauseStatus
    intensity: Intensity | None = None
    standing: str = ""
    inputs: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    because: str = ""


class InputState(StrEnum):
    """How an input stood.

    `replaceable`: known, and may yet be replaced, for example by a dynamic score.
    `blank`: not there, and the policy says what that means.
    `stand_in`: not there; the policy says what to count until it is.
    """

    SETTLED = "settled"
    REPLACEABLE = "replaceable"
    BLANK = "blank"
    STAND_IN = "stand_in"
    MISSING = "missing"
    WRONG = "wrong"


@attrs.frozen(kw_only=True)
class InputRead:
    """What a policy read for one input, and from which assessment.

    `because` cites who says what a blank means.
    """

    id: str
    state: InputState
    value: Value | None = attrs.field(default=None, repr=False)
    instrument: str = ""
    version: str = ""
    fingerprint: str = ""
    assessed_on: date | None = None
    assessment: str = ""
    because: str = ""

    @property
    def settled(self) -> bool:
        """Whether it is as it will stay."""
        return self.state in {InputState.SETTLED, InputState.BLANK}


@attrs.frozen
class Influence:
    """An unsettled input that could change the answer: by itself, or only with others."""

    input: str
    alone: bool


@attrs.frozen(kw_only=True)
class Outlook:
    """What the answer may still become while some inputs are not settled.

    `possible` has the intensities, lowest first, and `standings` the standings.
    `untold` names inputs whose values cannot be gone through; the rest is empty then.
    It is arithmetic of the policy, and no forecast of a life.
    """

    unsettled: tuple[str, ...]
    possible: tuple[Intensity, ...] = ()
    standings: tuple[str, ...] = ()
    influences: tuple[Influence, ...] = ()
    untold: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether more than one answer is possible, or it cannot be told."""
        return bool(self.untold) or len(self.possible) + len(self.standings) > 1


@attrs.frozen(kw_only=True)
class PolicyIdentity:
    """Which policy recommended, and what it says about departing from it."""

    id: str
    version: str
    title: str
    fingerprint: str
    purpose: Purpose
    citation: str
    licence: str
    example: str
    scheme: IntensityScheme
    overrides: tuple[OverrideRule, ...] = ()


@attrs.frozen(kw_only=True)
class Recommendation:
    """What a policy recommends on a date, from what was known.

    `decided_by` is the clause that decided, or that could not.
    `clauses` has what every clause said, in the policy's order; `inputs` all that was read.
    `outlook` is there when an input is not settled.
    `person` is whom the recorded assessments are about; `None` where only score sheets, which
    name nobody, were given.

    Raises `DeclarationError` with every contradiction: it has an intensity exactly where it is
    `recommended`, a standing exactly where it is `standing`, and otherwise problems that say why.
    """

    policy: PolicyIdentity
    on: date
    status: RecommendationStatus
    person: PersonRef | None = attrs.field(default=None, repr=False)
    intensity: Intensity | None = None
    standing: str = ""
    decided_by: str = ""
    clauses: tuple[ClauseResult, ...] = ()
    inputs: tuple[InputRead, ...] = ()
    problems: tuple[Problem, ...] = ()
    outlook: Outlook | None = None

    def __attrs_post_init__(self) -> None:
        if defects := tuple(_contradictions(self)):
            raise DeclarationError(
                f"recommendation of '{self.policy.id}' on {self.on}", defects
            )

    @property
    def provisional(self) -> bool:
        """Whether an unsettled input could still change the answer."""
        return self.outlook is not None and self.outlook.open

    def clause(self, id: str) -> ClauseResult:
        """What the clause of that id said; `UnknownName` suggests the nearest."""
        for each in self.clauses:
            if each.id == id:
                return each
        known = [each.id for each in self.clauses]
        raise UnknownName(f"clause of '{self.policy.id}'", id, known)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stand in the way."""
        return tuple(problem for problem in self.problems if not problem.is_warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that do not."""
        return tuple(problem for problem in self.problems if problem.is_warning)

    def require(self) -> Recommendation:
        """This recommendation if it says something; otherwise raise `NoRecommendation`."""
        if errors := self.errors:
            raise NoRecommendation(self.policy.id, errors)
        return self


def _contradictions(found: Recommendation) -> Iterator[str]:
    """What in it cannot be true together."""
    status, intensity = found.status, found.intensity
    recommended = status is RecommendationStatus.RECOMMENDED
    standing = status is RecommendationStatus.STANDING
    if recommended and intensity is None:
        yield "it is 'recommended' and has no intensity"
    if intensity is not None and not recommended:
        yield f"it is '{status.value}' and has the intensity '{intensity.code}'"
    if intensity is not None and intensity.scheme != found.policy.scheme:
        yield f"its intensity is of scheme '{intensity.scheme.id}', not of the policy's"
    if standing and not found.standing:
        yield "it is 'standing' and names no standing"
    if found.standing and not standing:
        yield f"it is '{status.value}' and has the standing '{found.standing}'"
    if found.errors and (recommended or standing):
        yield f"it is '{status.value}' and has problems that stand in the way"
    if not (found.errors or recommended or standing):
        yield f"it is '{status.value}' and no problem says why"
