"""Telling somebody what is different between two plans, as far as they may see it.

Without a reader, a difference shows no words at all; here the reader's role decides, part by
part. What a reader may not see is left out, not hinted at.
"""

from __future__ import annotations

from supervise.people import Role, Visibility
from supervise.planning.differences import ABSENT, Edit, difference, value_at
from supervise.planning.goals import WITH_THE_PERSON, Goal, Step
from supervise.planning.pages import may_see
from supervise.planning.plan import Plan

_STAFF = Visibility()


def tell(was: Plan, became: Plan, *, role: Role) -> tuple[str, ...]:
    """The difference of two plans for a reader in a role, a line each."""
    return tuple(
        _line(edit)
        for edit in difference(was, became)
        if all(may_see(v, role) for v in _visibilities(edit, was, became))
    )


def _visibilities(edit: Edit, was: Plan, became: Plan) -> list[Visibility]:
    """Who may see each part that an edit stands in, before and after."""
    match edit.address:
        case ("agreement", *_):
            return [WITH_THE_PERSON]
        case ("plan", "reason") | ("accepted", *_):
            return [_STAFF]
        case ("plan", *_):
            return [WITH_THE_PERSON]
        case ("goal", goal, "step", step, *_):
            parts = [("goal", goal), ("goal", goal, "step", step)]
        case _:
            parts = [edit.address[:2]]
    found = [value_at(plan, part) for plan in (was, became) for part in parts]
    return [getattr(part, "visibility", _STAFF) for part in found if part is not ABSENT]


def _line(edit: Edit) -> str:
    match edit.was, edit.became:
        case _, Goal(title=words) | Step(text=words) if edit.was is ABSENT:
            return f"{edit}: {words}"
        case str(before), str(after) if edit.is_free_text:
            return f"{edit.where}: {before or 'nothing'} -> {after or 'nothing'}"
        case _:
            return str(edit)
