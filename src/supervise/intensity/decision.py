"""What a named human decided, with a reason; and how it departs from what was recommended.

The recommendation stands inside the decision as it was made, and is never altered.
A system may recommend. It never decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType

import attrs

from supervise.dates import months_after
from supervise.errors import InvalidDecision, Problem, ProblemCode
from supervise.intensity.legible import check_recommendation, wrong_types
from supervise.intensity.policy import Basis, Direction, Expiry, OverrideRule
from supervise.intensity.recommendation import Recommendation
from supervise.levels import Intensity
from supervise.people import Actor, PersonRef, Role, Visibility

DECIDING_ROLES = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.COURT})
"""Who may decide; everybody else is refused."""

WHY_NOT_DECIDING: Mapping[Role, str] = MappingProxyType(
    {
        Role.PERSON: "the person under supervision is heard, and does not decide this",
        Role.PROVIDER: "a provider of services does not decide on supervision",
        Role.SUPPORTER: "a supporter does not decide on supervision",
        Role.RESEARCHER: "a researcher studies decisions, and makes none",
        Role.SYSTEM: "a system may recommend, and does not decide",
    }
)
"""Why each other role does not."""


@attrs.frozen(kw_only=True)
class Override:
    """Why and how a decision departs from a recommendation, or does without; who approved it.

    `direction` is stated by the person who decides and checked against the two intensities.
    `expires` is the last day on which it holds. `evidence` holds references, not texts.
    `approver` is another than who decides, unless the published table says otherwise.
    """

    direction: Direction
    basis: Basis = Basis.DISCRETIONARY
    category: str
    reason: str = attrs.field(repr=False)
    approver: Actor
    expires: date | None = None
    evidence: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Decision:
    """An intensity, or a standing, that a named human decided for a person.

    Exactly one of `intensity` and `standing` is given.
    It departs from its recommendation, or does without one, only with an `override`.

    Raises `InvalidDecision` with every problem, and `TypeError` where `recommendation` is none.
    """

    id: str
    person: PersonRef
    recommendation: Recommendation
    intensity: Intensity | None = None
    standing: str = ""
    by: Actor
    on: date
    recorded_at: datetime
    reason: str = attrs.field(repr=False)
    override: Override | None = None
    visibility: Visibility = attrs.field(factory=Visibility)

    def __attrs_post_init__(self) -> None:
        check_recommendation(self.recommendation)
        if problems := decision_problems(self):
            raise InvalidDecision(f"'{self.recommendation.policy.id}'", problems)

    @property
    def direction(self) -> Direction | None:
        """Which way it departs from the recommendation; nothing where it follows it."""
        return direction_of(self.recommendation, self.intensity, self.standing)

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day: from its own date to the last day of its override."""
        expires = self.override.expires if self.override is not None else None
        return self.on <= day and (expires is None or day <= expires)


def direction_of(
    recommendation: Recommendation, intensity: Intensity | None, standing: str = ""
) -> Direction | None:
    """Which way an intensity or a standing departs from what was recommended."""
    recommended = recommendation.intensity
    if recommended is None and not recommendation.standing:
        return Direction.WITHOUT_RECOMMENDATION
    if intensity == recommended and standing == recommendation.standing:
        return None
    if intensity is None or recommended is None:
        return Direction.OFF_SCALE
    return Direction.UP if intensity > recommended else Direction.DOWN


def decision_problems(decision: Decision) -> tuple[Problem, ...]:
    """Everything that is wrong with a decision.

    Where a part cannot be read, all such parts are named, and the rest is not yet judged.
    """
    where, override = decision.recommendation.policy.id, decision.override
    if wrong := tuple(wrong_types(decision, override, where, override_type=Override)):
        return wrong
    choice = tuple(_wrong_choice(decision))
    return (
        *choice,
        *_wrong_person(decision),
        *_wrong_decider(decision),
        *(() if choice else _wrong_override(decision)),
    )


def _problem(
    decision: Decision,
    item: str,
    says: str,
    *,
    code: ProblemCode = ProblemCode.NOT_ALLOWED,
    allowed: str = "",
    remedy: str = "",
) -> Problem:
    where = decision.recommendation.policy.id
    return Problem(
        code=code, where=where, item=item, says=says, allowed=allowed, remedy=remedy
    )


def _wrong_choice(decision: Decision) -> Iterator[Problem]:
    policy = decision.recommendation.policy
    if (decision.intensity is None) == (not decision.standing):
        yield _problem(decision, "intensity", "decide an intensity or a standing, one")
    elif decision.intensity is not None and decision.intensity.scheme != policy.scheme:
        yield _problem(
            decision,
            "intensity",
            f"is of scheme '{decision.intensity.scheme.id}'",
            allowed=f"an intensity of '{policy.scheme.id}'",
        )


def _wrong_person(decision: Decision) -> Iterator[Problem]:
    """Names nobody: neither whom the decision nor whom the recommendation is about."""
    about = decision.recommendation.person
    if about is not None and about != decision.person:
        yield _problem(
            decision,
            "person",
            "the recommendation is about another person",
            code=ProblemCode.CONTRADICTION,
            remedy="decide on a recommendation from this person's assessments",
        )


def _wrong_decider(decision: Decision) -> Iterator[Problem]:
    if decision.by.role not in DECIDING_ROLES:
        yield _problem(
            decision,
            "by",
            WHY_NOT_DECIDING[decision.by.role],
            allowed=_listed(DECIDING_ROLES),
            remedy="name the human who decided",
        )
    if not decision.reason.strip():
        yield _problem(
            decision, "reason", "no reason is given", code=ProblemCode.MISSING
        )
    if decision.on < decision.recommendation.on:
        yield _problem(
            decision,
            "on",
            f"{decision.on} is before the recommendation of {decision.recommendation.on}",
        )


def _wrong_override(decision: Decision) -> Iterator[Problem]:
    direction, override = decision.direction, decision.override
    if direction is None:
        if override is not None:
            yield _problem(decision, "override", "nothing is departed from")
        return
    if override is None:
        yield _without_override(decision, direction)
        return
    if override.direction is not direction:
        yield _problem(
            decision,
            "override",
            f"says {override.direction.value}, but the decision goes {direction.value}",
            code=ProblemCode.CONTRADICTION,
        )
    yield from _lacking(decision, override)
    yield from _own_approval(decision, override)
    yield from _against_table(decision, override)


def _without_override(decision: Decision, direction: Direction) -> Problem:
    says = f"departs from the recommendation ({direction.value}) without an override"
    remedy = "give direction, category, reason and approver, or follow it"
    if direction is Direction.WITHOUT_RECOMMENDATION:
        status = decision.recommendation.status.value
        says = f"nothing was recommended ({status}), and there is no override"
        remedy = f"give one of direction '{direction.value}', with reason and approver"
    return _problem(decision, "override", says, code=ProblemCode.MISSING, remedy=remedy)


def _lacking(decision: Decision, override: Override) -> Iterator[Problem]:
    if not override.reason.strip():
        yield _problem(
            decision, "override", "no reason is given", code=ProblemCode.MISSING
        )
    if not override.category.strip():
        yield _problem(decision, "override", "no category", code=ProblemCode.MISSING)
    if override.expires is not None and override.expires < decision.on:
        yield _problem(
            decision,
            "override",
            f"expires on {override.expires}, before {decision.on}",
            code=ProblemCode.CONTRADICTION,
        )


def _own_approval(decision: Decision, override: Override) -> Iterator[Problem]:
    """The same actor is the same in whatever role."""
    if override.approver.id != decision.by.id:
        return
    row = _row_of(decision, override)
    followed = row is not None and override.direction in row.directions
    if row is None or not followed or override.approver.role not in row.may_approve_own:
        yield _problem(
            decision,
            "approver",
            "is the one who decides",
            remedy="have it approved by somebody else",
        )


def _is_for(published: Iterable[OverrideRule], direction: Direction | None) -> bool:
    """Whether there is a table, and it provides for such a decision.

    Most tables are about departing. What is decided without a recommendation follows one only
    where a row says so; otherwise a supervisor approves, as where no table is published.
    """
    without = Direction.WITHOUT_RECOMMENDATION
    rows = tuple(published)
    return bool(rows) and (
        direction is not without or any(without in row.directions for row in rows)
    )


def _row_of(decision: Decision, override: Override) -> OverrideRule | None:
    published = decision.recommendation.policy.overrides
    return next((row for row in published if row.category == override.category), None)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _against_table(decision: Decision, override: Override) -> Iterator[Problem]:
    """What the published table of overrides does not allow."""
    published = decision.recommendation.policy.overrides
    if not _is_for(published, decision.direction):
        if override.approver.role is not Role.SUPERVISOR:
            yield _problem(
                decision, "approver", "is not a supervisor", allowed="supervisor"
            )
        return
    row = _row_of(decision, override)
    if row is None:
        yield _problem(
            decision,
            "override",
            f"category '{override.category}' is not in the published table",
            allowed=", ".join(row.category for row in published),
        )
        return
    yield from _against_row(decision, override, row)


def _against_row(
    decision: Decision, override: Override, row: OverrideRule
) -> Iterator[Problem]:
    if override.direction not in row.directions:
        yield _problem(
            decision,
            "override",
            f"category '{row.category}' does not go {override.direction.value}",
            allowed=_listed(row.directions),
        )
    if override.basis is not row.basis:
        yield _problem(
            decision, "override", f"category '{row.category}' is {row.basis.value}"
        )
    if override.approver.role not in row.approvers:
        yield _problem(
            decision,
            "approver",
            f"may not approve category '{row.category}'",
            allowed=_listed(row.approvers),
        )
    if row.needs_evidence and not override.evidence:
        yield _problem(
            decision, "override", "no evidence is named", code=ProblemCode.MISSING
        )
    yield from _against_expiry(decision, override.expires, row)


def _against_expiry(
    decision: Decision, expires: date | None, row: OverrideRule
) -> Iterator[Problem]:
    if row.expiry is Expiry.REQUIRED and expires is None:
        yield _problem(
            decision, "expires", "must have a last day", code=ProblemCode.MISSING
        )
    if row.expiry is Expiry.NONE and expires is not None:
        yield _problem(decision, "expires", f"category '{row.category}' has no end")
    if row.most_months is not None and expires is not None:
        last = months_after(decision.on, row.most_months)
        if expires > last:
            yield _problem(
                decision,
                "expires",
                f"{expires} is more than {row.most_months} months after {decision.on}",
                allowed=f"up to {last}",
            )
