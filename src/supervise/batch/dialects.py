"""Expressions said in the words of an engine.

One dialect serves every engine: that of narwhals. Polars has the same words, so its own namespace
can be spoken directly, which takes a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import add, and_, ge, gt, invert, le, lt, mul, neg, or_, sub, truediv
from typing import Any, Final

import attrs
import narwhals.stable.v2 as nw

from supervise.batch.expressions import (
    Among,
    Applied,
    Choice,
    Column,
    Expression,
    Joined,
    Literal,
    Operation,
    Piece,
    Stripped,
)

Said = Any
"""An expression of narwhals, or of an engine that has the same methods."""


@attrs.frozen(eq=False)
class Dialect:
    """The namespace in whose words expressions are said.

    `has_epoch` tells that dates can be counted in days, which is quicker than by their parts.
    """

    words: Any
    has_epoch: bool = False

    def say(self, whole: Expression) -> Said:
        """An expression as the engine has it."""
        match whole:
            case Column(name):
                return self.words.col(name)
            case Literal(value):
                return self.words.lit(value)
            case Applied(operation, parts):
                return self._applied(operation, parts)
            case Choice(test, then, otherwise):
                chosen = self.words.when(self.say(test)).then(
                    self._number_or_said(then)
                )
                if otherwise is None:
                    return chosen
                return chosen.otherwise(self._number_or_said(otherwise))
            case Among(of, values):
                return self.say(of).is_in(list(values))
            case Piece(of, start, length):
                return self.say(of).str.slice(start, length)
            case Stripped(of, characters):
                return self.say(of).str.strip_chars(characters)
            case _:
                assert isinstance(whole, Joined), "every expression has its words"
                said = [self.say(text) for text in whole.texts]
                return self.words.concat_str(
                    said, separator=whole.separator, ignore_nulls=True
                )

    def _applied(self, operation: Operation, parts: tuple[Expression, ...]) -> Said:
        first, *others = parts
        if others:
            return _WORDS[operation](*map(self._constant_or_said, parts))
        of = self.say(first)
        match operation:
            case Operation.TO_DOUBLE:
                return of.cast(self.words.Float64)
            case Operation.TO_WHOLE:
                return of.cast(self.words.Int64)
            case Operation.TO_TEXT:
                return of.cast(self.words.String)
            case Operation.DAYS_SINCE_EPOCH:
                return of.cast(self.words.Int32).cast(self.words.Float64)
            case _:
                return _WORDS[operation](of)

    def _constant_or_said(self, part: Expression) -> Said:
        return part.value if isinstance(part, Literal) else self.say(part)

    def _number_or_said(self, part: Expression) -> Said:
        """Where a bare text would be taken for the name of a column."""
        if isinstance(part, Literal) and type(part.value) is float:
            return part.value
        return self.say(part)


def _all(*parts: Said) -> Said:
    return reduce(and_, parts)


def _any(*parts: Said) -> Said:
    return reduce(or_, parts)


def _equal(one: Said, other: Said) -> Said:
    return one == other


def _is_midnight(times: Said) -> Said:
    of_day = times.dt
    parts = (of_day.hour(), of_day.minute(), of_day.second(), of_day.nanosecond())
    return _all(*(part == 0 for part in parts))


_WORDS: Final[dict[Operation, Callable[..., Said]]] = {
    Operation.ADD: add,
    Operation.SUBTRACT: sub,
    Operation.MULTIPLY: mul,
    Operation.DIVIDE: truediv,
    Operation.NEGATE: neg,
    Operation.FLOOR: lambda number: number.floor(),
    Operation.ROUND_TO_HUNDREDTHS: lambda number: number.round(2),
    Operation.EXP: lambda number: number.exp(),
    Operation.LOG: lambda number: number.log(),
    Operation.LESS: lt,
    Operation.AT_MOST: le,
    Operation.MORE: gt,
    Operation.AT_LEAST: ge,
    Operation.EQUAL: _equal,
    Operation.AND: _all,
    Operation.OR: _any,
    Operation.NOT: invert,
    Operation.IS_NULL: lambda cells: cells.is_null(),
    Operation.IS_NAN: lambda cells: cells.is_nan(),
    Operation.YEAR: lambda dates: dates.dt.year(),
    Operation.MONTH: lambda dates: dates.dt.month(),
    Operation.DAY: lambda dates: dates.dt.day(),
    Operation.IS_MIDNIGHT: _is_midnight,
    Operation.LENGTH: lambda text: text.str.len_chars(),
    Operation.WITHOUT_DIGITS: lambda text: text.str.replace_all("[0-9]", ""),
}

NARWHALS: Final = Dialect(nw)
