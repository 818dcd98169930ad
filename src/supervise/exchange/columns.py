"""The columns in which results are written: the same in every file and data frame.

Each scale has six columns, and one column at the end names the problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from supervise.errors import Problem
from supervise.instruments import Instrument
from supervise.instruments.reporting import PARTS
from supervise.records import ScaleScore

PROBLEMS = "problems"
SEPARATOR = ";"

Result = str | int | float | None


def result_columns(instruments: Sequence[Instrument]) -> tuple[str, ...]:
    """The columns that scoring adds, in order: six for each scale, then `problems`.

    Where instruments have scales of one id, the last keeps the name; with the others it is
    the instrument's id and the scale's.
    """
    owner = {scale.id: each.id for each in instruments for scale in each.scales}
    names = (
        scale.id if owner[scale.id] == each.id else f"{each.id}_{scale.id}"
        for each in instruments
        for scale in each.scales
    )
    return (*(f"{name}_{part}" for name in names for part in PARTS), PROBLEMS)


def results_of(
    scales: Iterable[ScaleScore], problems: Iterable[Problem]
) -> tuple[Result, ...]:
    """The values of those columns for one row; what there is not is `None`."""
    values: list[Result] = []
    for scale in scales:
        values += (
            scale.status.value,
            scale.score,
            scale.percent,
            scale.level.code if scale.level is not None else None,
            scale.basis or None,
            SEPARATOR.join(scale.flags) or None,
        )
    values.append(named_problems(problems) or None)
    return tuple(values)


def named_problems(problems: Iterable[Problem]) -> str:
    """Problems as `item:code`, in the order in which they stand, each once."""
    named = (f"{problem.item}:{problem.code.value}" for problem in problems)
    return SEPARATOR.join(dict.fromkeys(named))


def result_texts(values: Sequence[Result]) -> list[str]:
    """The same values as cells of a CSV file.

    A score is written with all its digits, a percent with the two decimals it was rounded to.

    >>> result_texts(("scored", -2.868418809566, 5.4, "low", None, None, None))
    ['scored', '-2.868418809566', '5.40', 'low', '', '', '']
    """
    texts: list[str] = []
    *of_scales, problems = values
    for start in range(0, len(of_scales), len(PARTS)):
        status, score, percent, level, basis, flags = of_scales[
            start : start + len(PARTS)
        ]
        texts += (
            _word(status),
            "" if score is None else repr(score),
            "" if percent is None else f"{percent:.2f}",
            _word(level),
            _word(basis),
            _word(flags),
        )
    return [*texts, _word(problems)]


def _word(value: Result) -> str:
    return "" if value is None else str(value)
