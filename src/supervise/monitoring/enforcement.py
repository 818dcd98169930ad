"""A ladder of enforcement: which step a policy proposes after how many enforceable outcomes.

Only outcomes that the agency's own reference data call enforceable count: an acceptable absence
and one that was nobody's choice never do. A step is proposed, with what it rests on; a named human
decides, and may decide for help instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from supervise.dates import Length, Period
from supervise.errors import DeclarationError, Problem, ProblemCode, nearest
from supervise.monitoring.responses import ContactOutcome
from supervise.rules.canonical import WORDING
from supervise.sources import Source


@attrs.frozen(kw_only=True)
class LadderStep:
    """What is proposed from the n-th enforceable outcome on, and what to try first.

    `respond_within` is how soon the person is asked to answer it, where the policy says so.
    """

    after: int
    proposes: str
    first_response: str = attrs.field(metadata=WORDING)
    respond_within: Length | None = None
    citation: str = attrs.field(metadata=WORDING)


@attrs.frozen(kw_only=True)
class EnforcementLadder:
    """The outcomes of an agency and its steps, in force for a stated time.

    `counts_for` is how long an outcome counts. `outcomes` are its reference data.

    Raises `DeclarationError` with every defect.
    """

    id: str
    version: str
    title: str = attrs.field(metadata=WORDING)
    source: Source = attrs.field(metadata=WORDING)
    in_force: Period
    outcomes: tuple[ContactOutcome, ...]
    steps: tuple[LadderStep, ...]
    counts_for: Length
    example: str = attrs.field(default="", metadata=WORDING)

    def __attrs_post_init__(self) -> None:
        if defects := list(self._defects()):
            raise DeclarationError(f"ladder '{self.id}'", defects)

    def _defects(self) -> Iterator[str]:
        codes = Counter(each.code for each in self.outcomes)
        yield from (
            f"outcome '{code}' is there twice" for code in codes if codes[code] > 1
        )
        if not any(each.enforceable for each in self.outcomes):
            yield "no outcome is enforceable, so no step is ever proposed"
        after = [each.after for each in self.steps]
        if not after or after != sorted(set(after)) or after[0] < 1:
            yield "steps are in order, each after more outcomes than the one before"
        if self.counts_for.calendar:
            yield "outcomes count for calendar time, not business days"
        for each in self.steps:
            for name in ("proposes", "first_response", "citation"):
                if not getattr(each, name).strip():
                    yield f"step after {each.after}: no {name.replace('_', ' ')}"


@attrs.frozen(kw_only=True)
class Appointment:
    """What became of one appointment, in a code of the agency's reference data."""

    id: str
    on: date
    outcome: str


@attrs.frozen(kw_only=True)
class LadderStanding:
    """Where somebody stands: which outcomes count, and the step that is proposed, if any.

    `further` is how many more enforceable outcomes lead to the next step. `lapses_on` is the first
    day on which the oldest of those counted no longer counts.
    """

    ladder: str
    version: str
    on: date
    counted: tuple[str, ...]
    step: LadderStep | None = None
    further: int | None = None
    lapses_on: date | None = None
    problems: tuple[Problem, ...] = ()


def ladder_standing(
    ladder: EnforcementLadder, appointments: Iterable[Appointment], *, on: date
) -> LadderStanding:
    """Where somebody stands on a day; an outcome that the ladder does not know is a problem."""
    known = {each.code: each for each in ladder.outcomes}
    past = sorted(
        (each for each in appointments if each.on <= on),
        key=lambda each: (each.on, each.id),
    )
    problems = [_unknown(ladder, e, known) for e in past if e.outcome not in known]
    if on not in ladder.in_force:
        problems.append(_not_in_force(ladder, on))
    counted = [
        each
        for each in past
        if on in ladder.in_force
        and each.outcome in known
        and known[each.outcome].enforceable
        and on < ladder.counts_for.after(each.on)
    ]
    reached = [each for each in ladder.steps if each.after <= len(counted)]
    ahead = [each.after - len(counted) for each in ladder.steps[len(reached) :]]
    return LadderStanding(
        ladder=ladder.id,
        version=ladder.version,
        on=on,
        counted=tuple(each.id for each in counted),
        step=reached[-1] if reached else None,
        further=ahead[0] if ahead else None,
        lapses_on=ladder.counts_for.after(counted[0].on) if counted else None,
        problems=tuple(problems),
    )


def _unknown(
    ladder: EnforcementLadder, found: Appointment, known: Iterable[str]
) -> Problem:
    near = nearest(found.outcome, list(known))
    return Problem(
        code=ProblemCode.NOT_ALLOWED,
        where=ladder.id,
        item=found.id,
        says="its outcome is not among those of the ladder; it counts for nothing",
        allowed=", ".join(known),
        remedy=f"did you mean '{near}'?" if near else "give one of these",
        value=found.outcome,
    )


def _not_in_force(ladder: EnforcementLadder, on: date) -> Problem:
    return Problem(
        code=ProblemCode.NOT_COVERED,
        where=ladder.id,
        item="on",
        says=f"version {ladder.version} is not in force on {on}",
        remedy="use the ladder of that time",
    )
