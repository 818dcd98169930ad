"""The course of a person's recommendations: only the days on which the answer became another.

Each change says what is different: the inputs, the clause, the edition of the policy. It is read
off the recommendations as they were recorded; nothing is computed again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from supervise.intensity.recommendation import Recommendation


@attrs.frozen(kw_only=True)
class IntensityChange:
    """One change of the answer: from when, from what to what, and what was different.

    `was` and `becomes` are the code of an intensity or a standing, or the status where nothing was
    recommended; `was` is empty for the first. `inputs` are those that had another value,
    or were there only once. `provisional` says that what it became may yet change.
    """

    on: date
    was: str
    becomes: str
    decided_by: str
    inputs: tuple[str, ...]
    policy_changed: bool
    provisional: bool


def intensity_changes(
    recommendations: Iterable[Recommendation],
) -> tuple[IntensityChange, ...]:
    """The changes among the recommendations of one person, in order of their days.

    Raises `ValueError` where they are about different persons.
    """
    given = sorted(recommendations, key=lambda each: each.on)
    if len({each.person for each in given if each.person is not None}) > 1:
        raise ValueError("the recommendations are about different persons")
    found: list[IntensityChange] = []
    before: Recommendation | None = None
    for each in given:
        if before is None or answer_of(before) != answer_of(each):
            found.append(_change(before, each))
        before = each
    return tuple(found)


def answer_of(found: Recommendation) -> str:
    """The code of what is recommended; the status where nothing is."""
    if found.intensity is not None:
        return found.intensity.code
    return found.standing or found.status.value


def _change(before: Recommendation | None, after: Recommendation) -> IntensityChange:
    then = {each.id: each.value for each in before.inputs} if before else {}
    later = {each.id: each.value for each in after.inputs}
    differing = (
        name
        for name in dict.fromkeys((*then, *later))
        if name not in then or name not in later or then[name] != later[name]
    )
    return IntensityChange(
        on=after.on,
        was=answer_of(before) if before else "",
        becomes=answer_of(after),
        decided_by=after.decided_by,
        inputs=tuple(differing) if before else (),
        policy_changed=before is not None
        and before.policy.fingerprint != after.policy.fingerprint,
        provisional=after.provisional,
    )
