"""What stands against a waiver when it is recorded: its cap, criterion, length and approver.

What was recorded counts: nothing here takes a waiver away afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from supervise.errors import Problem, ProblemCode
from supervise.monitoring.allowances import Allowance
from supervise.monitoring.casework import Casework, Waiver
from supervise.monitoring.clock import PeriodOfDays, period_of
from supervise.monitoring.compiled import Standards
from supervise.people import Role
from supervise.rules.criteria import days_of
from supervise.rules.spans import holds_on


def waiver_problems(
    standards: Standards, case: Casework, waiver: Waiver
) -> tuple[Problem, ...]:
    """What stands against recording a waiver beside those that a person has.

    Where the standard states no allowance, only that it is there and that a person approves.
    """
    return tuple(_problems(standards, case, waiver))


def _problems(
    standards: Standards, case: Casework, waiver: Waiver
) -> Iterator[Problem]:
    def problem(item: str, says: str, allowed: str = "") -> Problem:
        return Problem(
            code=ProblemCode.NOT_ALLOWED,
            where=f"waiver '{waiver.id}'",
            item=item,
            says=says,
            allowed=allowed,
        )

    declared = {each.id: each for each in standards.pack.standards}
    if waiver.standard not in declared:
        yield problem(
            "standard", f"no standard '{waiver.standard}'", ", ".join(declared)
        )
        return
    if waiver.approver.role is Role.SYSTEM:
        yield problem("approver", "a system does not approve")
    allowance = declared[waiver.standard].allowance
    if allowance is None:
        return
    roles = allowance.approvers
    if roles and waiver.approver.role not in roles:
        names = ", ".join(sorted(role.value for role in roles))
        yield problem(
            "approver", f"{waiver.approver.role.value} may not approve", names
        )
    if allowance.longest is not None:
        last = allowance.longest.after(waiver.first, standards.calendars)
        if waiver.last > last:
            yield problem("last", f"longer than {allowance.longest}", f"up to {last}")
    if not _stands(standards, case, allowance, waiver.first):
        yield problem("first", f"'{allowance.while_}' does not hold, or is not known")
    for period, number in _too_much(case, allowance, waiver):
        first, last = map(date.fromordinal, (period.first, period.last))
        says = f"{number or 'all'} less from {first} to {last}"
        yield problem("less", says, f"up to {allowance.most}")


def _stands(
    standards: Standards, case: Casework, allowance: Allowance, on: date
) -> bool:
    if allowance.while_ is None:
        return True
    days = days_of(allowance.while_, case.timeline, standards.calendars)
    return holds_on(days.certainly, on.toordinal())


def _too_much(
    case: Casework, allowance: Allowance, waiver: Waiver
) -> Iterator[tuple[PeriodOfDays, int | None]]:
    """The periods in which more is waived than may be, and how much; nothing stands for all."""
    others = [
        each
        for each in case.waivers
        if each.standard == waiver.standard and each.id != waiver.id
    ]
    day = waiver.first.toordinal()
    while day <= waiver.last.toordinal():
        period = period_of(allowance.period, day, day)
        here = [each for each in (waiver, *others) if each.in_force(period.last)]
        less = [each.less for each in here]
        number = None if None in less else sum(each or 0 for each in less)
        if waiver in here and (number is None or number > allowance.most):
            yield period, number
        day = period.last + 1
