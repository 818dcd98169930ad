"""What is to be scored in every row of a frame, and whether a frame is fit for it.

Everything that stands in the way is said at once, before anything is computed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

import attrs
from narwhals.stable.v2.dtypes import DType

from supervise.batch.cells import type_of
from supervise.batch.stages import PREFIX
from supervise.batch.weights import has_whole_score
from supervise.errors import FrameRefused
from supervise.exchange.columns import result_columns
from supervise.exchange.row_scoring import ASSESSMENT_DATE
from supervise.instruments import BlackBox, Instrument

Schema = Mapping[str, DType]
TWO_OF_ONE_NAME = "two columns have one name; rename or drop one"


@attrs.frozen(eq=False)
class Batch:
    """Instruments, in the order in which they need one another, and the date for all rows.

    Without a date each row has its own, in the column `assessment_date`.
    """

    instruments: tuple[Instrument, ...]
    on: date | None = None
    _types: Mapping[str, type] = attrs.field(
        init=False,
        repr=False,
        default=attrs.Factory(lambda self: _types(self.instruments), takes_self=True),
    )

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that scoring adds."""
        return result_columns(self.instruments)

    def type_of(self, column: str) -> type:
        """The Python type of what stands in such a column: text, a number, a whole number."""
        return self._types[column]

    def reads(self, schema: Iterable[str]) -> tuple[str, ...]:
        """Those columns that are read: the items, and the date of assessment."""
        items = {item.id for each in self.instruments for item in each.items}
        return tuple(name for name in schema if name in items | {ASSESSMENT_DATE})

    def refuse(self, schema: Schema, columns: Collection[str]) -> None:
        """Raise `FrameRefused` with every reason why such a frame cannot be scored.

        `schema` has no columns whose type is nothing; `columns` names those as well.
        """
        reasons = [
            *self._about_types(schema),
            *self._about_names(schema),
            *self._about_instruments(),
        ]
        if not columns:
            reasons.append("it has no columns, and so no rows; give it the answers")
        if self.on is None and ASSESSMENT_DATE not in columns:
            reasons.append(
                f"no date of assessment: give `on`, or a column '{ASSESSMENT_DATE}'"
            )
        if reasons:
            raise FrameRefused(reasons)

    def _about_types(self, schema: Schema) -> Iterator[str]:
        for name in self.reads(schema):
            if type_of(schema[name]) is None:
                yield (
                    f"column '{name}' is of type {schema[name]}, which engines do not "
                    "read alike; make it whole numbers, text, yes/no or dates"
                )

    def _about_names(self, schema: Schema) -> Iterator[str]:
        for name in schema:
            if name in self.columns:
                yield f"column '{name}' has the name of a result; rename or drop it"
            elif name.startswith(PREFIX):
                yield f"column '{name}' begins with '{PREFIX}', which is used within; rename it"

    def _about_instruments(self) -> Iterator[str]:
        for name in dict.fromkeys(self.columns):
            if self.columns.count(name) > 1:
                yield f"two results would be called '{name}'; score the instruments apart"
        for each in self.instruments:
            for scale in each.scales:
                if isinstance(scale, BlackBox):
                    yield (
                        f"scale '{scale.id}' of '{each.id}' is scored by a plugin's model, "
                        "row by row; score such rows by a registry"
                    )


def _types(instruments: tuple[Instrument, ...]) -> Mapping[str, type]:
    types: list[type] = []
    for each in instruments:
        for scale in each.scales:
            score = int if has_whole_score(each, scale) else float
            types += (str, score, float, str, str, str)
    return dict(zip(result_columns(instruments), (*types, str), strict=True))
