"""What must be true of a policy. Every defect is found, none stops the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from supervise.intensity.clauses import (
    AtLeast,
    AtMost,
    Clause,
    First,
    Highest,
    Joined,
    clauses_in,
    parts_of,
)
from supervise.intensity.inputs import FactInput, Input, Part, ScaleInput
from supervise.intensity.turning import time_defects
from supervise.rules import Condition, Silence, Term
from supervise.rules.choices import NO_ANSWER, codes_said, gaps
from supervise.rules.kinds import Kind, kind_defects
from supervise.rules.misplaced import misplaced
from supervise.rules.reading import children, names
from supervise.rules.terms import Code, Number

if TYPE_CHECKING:
    from supervise.intensity.policy import Policy

RESERVED = frozenset({"on"})


def defects_of(policy: Policy) -> list[str]:
    """Everything that is wrong with a policy, in reading order."""
    if defects := misplaced(policy):
        return defects
    return [
        *_identity_defects(policy),
        *(defect for each in policy.inputs for defect in _input_defects(each)),
        *(
            defect
            for clause in policy.clauses
            for defect in _clause_defects(policy, clause)
        ),
        *_joining_defects(policy, policy.rule),
        *_unused(policy),
        *_override_defects(policy),
    ]


def kinds_in(policy: Policy) -> dict[str, Kind]:
    """The kind of every name that a clause may mention."""
    return {each.id: each.kind for each in policy.inputs} | {"on": Kind.DATE}


def codes_in(policy: Policy) -> dict[str, frozenset[Code]]:
    """The codes of every input that has codes."""
    return {each.id: frozenset(each.codes) for each in policy.inputs if each.codes}


def _identity_defects(policy: Policy) -> Iterator[str]:
    ids = [each.id for each in policy.inputs]
    clauses = [clause.id for clause in policy.clauses]
    standings = [standing.code for standing in policy.standings]
    for id in dict.fromkeys((policy.id, *ids, *clauses, *standings)):
        if not (id.isascii() and id.isidentifier() and id == id.lower()):
            yield f"id {id!r} is not lower snake case"
    for what, given in (("input", ids), ("clause", clauses), ("standing", standings)):
        for id, times in Counter(given).items():
            if times > 1:
                yield f"{what} '{id}' is stated {times} times"
    for id in sorted(RESERVED.intersection(ids)):
        yield f"input '{id}' is reserved for the date of the recommendation"
    for code in standings:
        if code in policy.scheme.codes:
            yield f"standing '{code}' is also an intensity"
    for field in ("version", "title"):
        if not str(getattr(policy, field)).strip():
            yield f"{field} is empty; say it"
    for field in ("citation", "licence", "population"):
        if not getattr(policy.source, field).strip():
            yield f"source.{field} is empty; state it"


def _input_defects(given: Input) -> Iterator[str]:
    where = f"input '{given.id}'"
    if isinstance(given, ScaleInput) and given.part is Part.LEVEL and not given.levels:
        yield f"{where}: reads a level; name its scheme"
    if given.kind is Kind.CODE and len(set(given.codes)) != len(given.codes):
        yield f"{where}: a code is stated twice"
    if isinstance(given, FactInput):
        if given.kind is Kind.CODE and not given.codes:
            yield f"{where}: no codes"
        if not given.title.strip():
            yield f"{where}: no title"
    if given.kind is Kind.NUMBER:
        yield from _range_defects(given, where)
    if given.blank is not None:
        yield from _blank_defects(given, where)


def _range_defects(given: Input, where: str) -> Iterator[str]:
    if not (given.least and given.most):
        yield f"{where}: state the least and the most that it can be"
    elif Number(given.least).value > Number(given.most).value:
        yield f"{where}: no number lies from {given.least} to {given.most}"


def _blank_defects(given: Input, where: str) -> Iterator[str]:
    blank = given.blank
    if blank is None or isinstance(blank.value, Silence):
        allowed = True
    elif given.kind is Kind.CODE:
        allowed = blank.value in given.codes
    elif given.kind is Kind.YES_NO:
        allowed = type(blank.value) is bool
    else:
        allowed = given.kind is Kind.NUMBER and type(blank.value) is int
    if not allowed:
        yield f"{where}: its blank has a value that it cannot have"
    if blank is not None and not blank.because.strip():
        yield f"{where}: a blank has a meaning but no citation; say in `because` who says so"


def _clause_defects(policy: Policy, clause: Clause) -> Iterator[str]:
    where = f"clause '{clause.id}'"
    if not clause.citation.strip():
        yield f"{where}: no citation"
    kinds, codes = kinds_in(policy), codes_in(policy)
    nodes: list[Term | Condition] = [clause.says]
    nodes += [clause.when] if clause.when is not None else []
    for node in nodes:
        for name in sorted(set(names(node)) - set(kinds)):
            yield f"{where}: nothing is called '{name}'"
        yield from (f"{where}: {each}" for each in kind_defects(node, kinds, codes))
        for term in _terms_in(node):
            yield from (f"{where}: {each}" for each in gaps(term, codes))
        yield from (f"{where}: {each}" for each in time_defects(node))
    said = codes_said(clause.says, codes)
    if said is None:
        yield f"{where}: '{clause.says}' says no code; map it, cut it or list its cases"
        return
    known = {*policy.scheme.codes, *(each.code for each in policy.standings)}
    for code in sorted(said - known - {*Silence}, key=str):
        there_are = ", ".join(
            (*policy.scheme.codes, *(each.code for each in policy.standings))
        )
        yield (
            f"{where}: says {code!r}, which is neither an intensity nor a standing; "
            f"there are: {there_are}"
        )
    if NO_ANSWER in said and not clause.no_answer:
        yield f"{where}: can have no answer; say why in `no_answer`"


def _terms_in(node: Term | Condition) -> Iterator[Term]:
    if isinstance(node, Term):
        yield node
    for child in children(node):
        yield from _terms_in(child)


def _joining_defects(policy: Policy, joined: Joined) -> Iterator[str]:
    parts = parts_of(joined)
    if isinstance(joined, First | Highest) and not parts:
        yield f"{type(joined).__name__.lower()} of nothing"
    if isinstance(joined, Highest | AtLeast | AtMost):
        standings = {standing.code for standing in policy.standings}
        ranked = parts if isinstance(joined, Highest) else parts[1:]
        for clause in chain.from_iterable(map(clauses_in, ranked)):
            said = codes_said(clause.says, codes_in(policy)) or frozenset()
            for code in sorted(standings.intersection(map(str, said))):
                yield (
                    f"clause '{clause.id}': says '{code}', which is not on the scale, "
                    "where the highest or lowest is sought"
                )
    for part in parts:
        yield from _joining_defects(policy, part)


def _unused(policy: Policy) -> Iterator[str]:
    mentioned = {
        name
        for clause in policy.clauses
        for node in (clause.says, clause.when)
        if node is not None
        for name in names(node)
    }
    for each in policy.inputs:
        if each.id not in mentioned:
            yield f"input '{each.id}': no clause mentions it"


def _override_defects(policy: Policy) -> Iterator[str]:
    for category, times in Counter(rule.category for rule in policy.overrides).items():
        if times > 1:
            yield f"override '{category}' is stated {times} times"
    for rule in policy.overrides:
        where = f"override '{rule.category}'"
        if not rule.citation.strip():
            yield f"{where}: no citation"
        if not rule.directions:
            yield f"{where}: allows no direction"
        if not rule.approvers:
            yield f"{where}: nobody may approve it; name roles"
        for role in sorted(rule.may_approve_own - rule.approvers):
            yield f"{where}: {role} may approve its own and is not among the approvers"
        if rule.most_months is not None and rule.most_months < 1:
            yield f"{where}: lasts at most {rule.most_months} months"
