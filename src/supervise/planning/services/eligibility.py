"""Who may come to a service, as rules: each is met, not met, or cannot be said yet.

The rules are conditions over named facts of a person, a criminal record included.
What is not known is never counted as met, and never as not met.
This module does not choose a service.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from math import isfinite

import attrs

from supervise.errors import DeclarationError, nearest
from supervise.rules import Condition, Facts, Value, holds
from supervise.rules.kinds import Kind, kind_defects
from supervise.rules.reading import names
from supervise.rules.terms import Code


class Met(StrEnum):
    """Whether a rule is met."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class EligibilityFact:
    """A fact that rules ask for: its name, its kind, and its codes where it has any."""

    name: str
    kind: Kind
    title: str = ""
    codes: tuple[Code, ...] = ()

    def takes(self, value: Value | None) -> bool:
        """Whether a value is of this kind, exactly: `"1"` and `True` are not 1.

        A number is finite: what stands for a missing cell in a table is no number.
        """
        match self.kind:
            case Kind.NUMBER if type(value) is float:
                return isfinite(value)
            case Kind.NUMBER:
                return type(value) is int
            case Kind.YES_NO:
                return type(value) is bool
            case Kind.DATE:
                return type(value) is date
            case Kind.CODE:
                known = {(type(code), code) for code in self.codes}
                return not known or (type(value), value) in known
            case _:
                return type(value) is str


@attrs.frozen(kw_only=True)
class EligibilityRule:
    """One rule of admission, in words and as a condition.

    `about_record` marks a rule that asks for convictions, so that an exclusion because of
    a record is seen as one. `citation` says where the rule stands.
    """

    id: str
    says: str
    condition: Condition
    about_record: bool = False
    citation: str = ""


@attrs.frozen(kw_only=True)
class RuleFinding:
    """What became of one rule: met, not met, or which facts are still wanted."""

    rule: str
    met: Met
    says: str
    about_record: bool = False
    wanted: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Eligibility:
    """All rules of admission of a service. Without rules, everybody may come.

    >>> from supervise.rules import Ref
    >>> adults = Eligibility(
    ...     facts=(EligibilityFact(name="age", kind=Kind.NUMBER),),
    ...     rules=(EligibilityRule(id="adult", says="18 or over", condition=Ref("age") >= 18),),
    ... )
    >>> [str(each.met) for each in adults.findings({"age": 17})]
    ['not_met']
    >>> adults.findings({})[0].wanted
    ('age',)
    """

    rules: tuple[EligibilityRule, ...] = ()
    facts: tuple[EligibilityFact, ...] = ()

    def __attrs_post_init__(self) -> None:
        ids = [rule.id for rule in self.rules]
        defects = [f"two rules '{id}'" for id in sorted({*ids}) if ids.count(id) > 1]
        known = {fact.name: fact for fact in self.facts}
        if len(known) != len(self.facts):
            defects.append("a fact is declared twice")
        for rule in self.rules:
            defects += _defects(rule, known)
        if defects:
            raise DeclarationError("eligibility", defects)

    def findings(self, facts: Facts) -> tuple[RuleFinding, ...]:
        """What becomes of each rule for a person with these facts, in order.

        A fact of another kind than the rules ask for counts as not known.
        """
        asked = {fact.name: fact for fact in self.facts}
        known: dict[str, Value | None] = {
            name: value
            for name, value in facts.items()
            if name in asked and asked[name].takes(value)
        }
        return tuple(_finding(rule, known) for rule in self.rules)


def _defects(rule: EligibilityRule, known: Mapping[str, EligibilityFact]) -> list[str]:
    """What is wrong with one rule: unknown facts, or kinds that do not go together."""
    defects = [
        f"rule '{rule.id}': {part} must not be blank"
        for part in ("id", "says")
        if not getattr(rule, part).strip()
    ]
    for name in sorted(set(names(rule.condition)) - known.keys()):
        near = nearest(name, tuple(known))
        hint = f"; nearest: {near}" if near else ""
        defects.append(f"rule '{rule.id}': fact '{name}' is not declared{hint}")
    kinds = {name: fact.kind for name, fact in known.items()}
    codes = {name: frozenset(fact.codes) for name, fact in known.items() if fact.codes}
    defects += [
        f"rule '{rule.id}': {defect}"
        for defect in kind_defects(rule.condition, kinds, codes)
    ]
    return defects


def _finding(rule: EligibilityRule, facts: Facts) -> RuleFinding:
    try:
        held = holds(rule.condition, facts)
    except ArithmeticError:
        held = None  # a ratio to zero says nothing about anybody
    met = {True: Met.MET, False: Met.NOT_MET, None: Met.UNKNOWN}[held]
    wanted = sorted(set(names(rule.condition)) - facts.keys())
    return RuleFinding(
        rule=rule.id,
        met=met,
        says=rule.says,
        about_record=rule.about_record,
        wanted=tuple(wanted) if met is Met.UNKNOWN else (),
    )
