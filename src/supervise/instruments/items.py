"""The items of an instrument: what is asked, and which answers there are.

Items stand in form order and carry the wording as published.
Where the licence forbids the wording, they carry number and topic.
An item can be used in an expression as it is: its operators build nodes of `supervise.rules`.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from supervise.levels import Level
from supervise.needs import NeedDomain, Strength
from supervise.people import Sensitivity
from supervise.records import ScaleScore, Status
from supervise.rules import CodeTable, Condition, Operand, Ref, Term, Value
from supervise.rules.terms import Code, Number, When, term

Shows = Level | Strength | None


class Change(StrEnum):
    """Whether an answer can change, and whether working on it is a fair goal.

    A relationship, history or a protected characteristic is never a fair goal.
    """

    STATIC = "static"
    DYNAMIC = "dynamic"
    GOAL_WORTHY = "goal_worthy"


@attrs.frozen
class Blank:
    """The value that the publisher gives to a blank, and where it says so."""

    value: Code | bool
    because: str = attrs.field(metadata={"wording": True})


@attrs.frozen
class AskedIf:
    """When a question is asked, and what counts where it is not.

    `counts` is `None` where nothing is counted: the answer is kept for people to read.
    `because` says where the form says so.
    """

    when: Condition
    counts: Code | bool | None = attrs.field(kw_only=True)
    because: str = attrs.field(kw_only=True, metadata={"wording": True})


@attrs.frozen
class Choice:
    """One answer on the form: its code, its wording, and what it shows of the item's need.

    `covered=False` marks an answer that can be recorded but that the instrument does not cover.
    """

    code: Code
    label: str = attrs.field(default="", metadata={"wording": True})
    shows: Shows = attrs.field(default=None, kw_only=True)
    covered: bool = attrs.field(default=True, kw_only=True)

    def __str__(self) -> str:
        """The code with its wording, as in `0 own home`, or `own (a home of one's own)`."""
        if not self.label:
            return str(self.code)
        label = f"({self.label})" if isinstance(self.code, str) else self.label
        return f"{self.code} {label}"


@attrs.frozen
class OneOf:
    """Exactly one of these coded answers."""

    choices: tuple[Choice, ...]
    blank: Blank | None = None

    @property
    def codes(self) -> tuple[Code, ...]:
        """Every code on the form, in its order."""
        return tuple(choice.code for choice in self.choices)


def one_of(*choices: Choice, blank: Blank | None = None) -> OneOf:
    """Exactly one of these coded answers, in form order."""
    return OneOf(choices, blank)


def one_of_table(table: CodeTable) -> OneOf:
    """Exactly one of the things that a table can say of a code."""
    return OneOf(tuple(Choice(said) for said in sorted(table.values)))


@attrs.frozen(kw_only=True)
class YesNo:
    """Yes or no. `yes` is what a yes counts in arithmetic; a no counts nothing.

    `shows` is what a yes shows of the item's need.
    """

    yes: int = 1
    shows: Shows = None
    blank: Blank | None = None


@attrs.frozen
class Whole:
    """A whole number from `least` to `most`, both included."""

    least: int
    most: int
    blank: Blank | None = None


@attrs.frozen
class Day:
    """A calendar date without a time."""


@attrs.frozen
class Coded:
    """A code of a published table, of a fixed number of digits."""

    table: CodeTable
    digits: int


@attrs.frozen
class Text:
    """Words that are kept and never scored."""


AnswerKind = OneOf | YesNo | Whole | Day | Coded | Text


@attrs.frozen(order=False)
class Item(Operand):
    """One question of an instrument.

    `need` is the domain it speaks to, `change` whether the answer can change.
    `asked_if` says when other answers make the question unnecessary.
    `number` is the form's own number. `person_fact` marks a fact of the person's record that
    is not asked again.
    """

    id: str
    text: str = attrs.field(metadata={"wording": True})
    answers: AnswerKind
    need: NeedDomain | None = None
    change: Change = Change.STATIC
    number: str = attrs.field(default="", kw_only=True, metadata={"wording": True})
    person_fact: bool = attrs.field(default=False, kw_only=True)
    sensitivity: Sensitivity = attrs.field(default=Sensitivity.STANDARD, kw_only=True)
    asked_if: AskedIf | None = attrs.field(default=None, kw_only=True)

    @property
    def dynamic(self) -> bool:
        """Whether the answer can change."""
        return self.change is not Change.STATIC

    @property
    def goal_worthy(self) -> bool:
        """Whether working on it is a fair goal."""
        return self.change is Change.GOAL_WORTHY

    @property
    def blank(self) -> Blank | None:
        """What the publisher counts a blank as; without it a blank is missing."""
        return getattr(self.answers, "blank", None)

    def as_term(self) -> Ref:
        """How a formula refers to it."""
        return Ref(self.id)

    @property
    def counted(self) -> When:
        """A yes/no answer as a number: what its yes counts, and nothing for a no."""
        worth = self.answers.yes if isinstance(self.answers, YesNo) else 1
        return term(worth).when(self.yes)


@attrs.frozen(order=False)
class NamedValue(Operand):
    """A value that formulas share: computed from answers once, under a name."""

    id: str
    of: Term
    title: str = attrs.field(default="", metadata={"wording": True})

    def as_term(self) -> Ref:
        """How a formula refers to it."""
        return Ref(self.id)


def named(id: str, of: Operand, title: str = "") -> NamedValue:
    """Name a term, so that formulas can share it and explanations can show it."""
    return NamedValue(id, term(of), title)


@attrs.frozen(order=False)
class ScaleOf(Operand):
    """A scale of another instrument that this one consumes: its percent, score or level.

    `not_applicable` is what counts where that scale does not apply: decimal text, or a code
    beside the levels. Without it a scale that does not apply is missing here.
    """

    instrument: str
    scale: str
    part: str = attrs.field(
        default="percent", validator=attrs.validators.in_(("percent", "score", "level"))
    )
    not_applicable: str | None = attrs.field(default=None, kw_only=True)

    def as_term(self) -> Ref:
        """How a formula refers to it."""
        return Ref(f"{self.instrument}.{self.scale}.{self.part}")

    def value_in(self, result: ScaleScore | None) -> Value | None:
        """What the other instrument's result says, or nothing where it is not known."""
        if result is None:
            return None
        if result.status is Status.SCORED:
            level = result.level.code if result.level is not None else None
            found = {"percent": result.percent, "score": result.score, "level": level}
            return found[self.part]
        if result.status is Status.NOT_APPLICABLE and self.not_applicable is not None:
            code = self.not_applicable
            return code if self.part == "level" else Number(code).value
        return None


def need_shown(item: Item, answer: Value | None) -> int:
    """How much need an answer shows: none is 0, and a strength is less than none."""
    match item.answers:
        case OneOf(choices):
            return next((_rank(c.shows) for c in choices if c.code == answer), 0)
        case YesNo(shows=shows):
            return _rank(shows) if answer is True else 0
        case _:
            return 0


def _rank(shows: Shows) -> int:
    if shows is None:
        return 0
    return shows.position + 1 if isinstance(shows, Level) else -1
