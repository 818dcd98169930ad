"""What is known of an answer, as columns: what it says, and in which rows it is known.

An answer that is missing or wrong is not known; what it says there means nothing and is never
used without asking. A name that no column answers is known in no row.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from supervise.batch.expressions import EVERYWHERE, NOWHERE, Expression, Literal
from supervise.rules import Term
from supervise.rules.kinds import Kind
from supervise.rules.reading import Requirement


@attrs.frozen(eq=False)
class Fact:
    """One named thing that formulas mention: where it is known, and what it says there.

    Numbers and dates are doubles, codes are texts, yes/no is where it is yes.
    """

    known: Expression
    says: Expression


def unknown(kind: Kind) -> Fact:
    """A fact that is known in no row; what it says there is of the right type all the same."""
    match kind:
        case Kind.YES_NO:
            return Fact(NOWHERE, NOWHERE)
        case Kind.CODE | Kind.TEXT:
            return Fact(NOWHERE, Literal(""))
        case _:
            return Fact(NOWHERE, Literal(0.0))


@attrs.frozen(eq=False)
class Facts:
    """Everything that formulas mention, by name.

    `values` are the named terms. `kinds` says what each name is.
    `shared` are parts of formulas that are columns already, by how they are written.
    `deep` are columns that tell where those named values are known of which that is long to say.
    `silent` tells where a named value has heard all that it needs, and says no code.
    """

    named: Mapping[str, Fact]
    values: Mapping[str, Term]
    kinds: Mapping[str, Kind]
    shared: Mapping[str, Expression] = attrs.field(factory=dict)
    deep: Mapping[str, Expression] = attrs.field(factory=dict)
    silent: Mapping[str, Expression] = attrs.field(factory=dict)

    def given(self, certain: frozenset[str]) -> Facts:
        """The same where some names are certain to be known."""
        named = {
            name: attrs.evolve(fact, known=EVERYWHERE) if name in certain else fact
            for name, fact in self.named.items()
        }
        return attrs.evolve(self, named=named)


def certain_among(requires: frozenset[Requirement]) -> frozenset[str]:
    """The names that are known wherever all of this is known."""
    return frozenset(name for each in requires if len(each) == 1 for name in each)
