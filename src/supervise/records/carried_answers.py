"""Answers of an earlier assessment for the next one: each with the day and rater it came from.

They are a beginning for an interview, not its result: somebody looks at each of them again.
Nothing here decides what may be carried; the caller names the items.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from supervise.records.assessments import Answer, AnswerState, Assessment


def carried_answers(
    earlier: Assessment, items: Iterable[str], *, not_before: date | None = None
) -> Mapping[str, Answer]:
    """The answers of an earlier assessment to some items, each with where it came from.

    An answer keeps its own source, rater and day; where it had none, those of the
    assessment stand in. What was missing, refused or unknown is asked anew, and so is
    what was answered before `not_before`.
    """
    found: dict[str, Answer] = {}
    for item in items:
        answer = _with_provenance(earlier.sheet.answers.get(item), earlier)
        if answer is None:
            continue
        if not_before is None or (answer.on is not None and answer.on >= not_before):
            found[item] = answer
    return found


def _with_provenance(given: object, earlier: Assessment) -> Answer | None:
    answer = given if isinstance(given, Answer) else Answer(given)
    if answer.value is None or _is_state(answer.value):
        return None
    return attrs.evolve(
        answer,
        rater=answer.rater or earlier.assessed_by,
        on=answer.on or earlier.sheet.on,
    )


def _is_state(value: object) -> bool:
    return isinstance(value, AnswerState)
