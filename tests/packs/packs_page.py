"""The page of the example packs: what each encodes, from which source, and what tests it.

`python -m tests.packs.packs_page` writes the part of the page that is made from the packs.
"""

from importlib import import_module
from pkgutil import iter_modules

from supervise import packs
from supervise.intensity import Policy
from supervise.intensity.inputs import FactInput, ScaleInput
from supervise.monitoring import EligibilityRule, StandardsPack, requirement
from supervise.rules import Condition, Operand
from supervise.rules.choices import Mapped
from supervise.rules.reading import children
from supervise.rules.terms import Matrix
from tests.support.places import PROJECT

PAGE = PROJECT / "docs" / "reference" / "packs.md"
BEGINS = "<!-- the packs begin -->\n"
HERE = PROJECT / "tests" / "packs"


def page():
    """The whole page: what was written by hand, and behind it the packs."""
    return PAGE.read_text(encoding="utf-8").split(BEGINS)[0] + BEGINS + made()


def made():
    return "".join(f"\n{section}\n" for _, section in sorted(sections().items()))


def sections():
    """The section of each thing that a pack declares, by its id."""
    return {
        value.id: section_of(value, module)
        for module in modules()
        for value in declared(module)
    }


def modules():
    names = sorted(each.name for each in iter_modules(packs.__path__))
    return [import_module(f"{packs.__name__}.{name}") for name in names]


def declared(module):
    kinds = (Policy, StandardsPack, EligibilityRule)
    values = [each for each in vars(module).values() if isinstance(each, kinds)]
    return list({id(each): each for each in values}.values())


def section_of(value, module):
    source, until = value.source, value.in_force.end
    lines = [
        f"## `{value.id}` {value.version}",
        "",
        f"{value.title}.",
        f"Example: {value.example}.",
        "",
        "| | |",
        "| --- | --- |",
        f"| source | {cell(source.citation)} |",
        f"| licence | {cell(source.licence)} |",
        f"| for whom | {cell(source.population)} |",
        f"| checked | {source.checked} |",
        f"| in force | from {value.in_force.start}{f' to {until}' if until else ''} |",
        f"| tests | {cell(', '.join(tests_of(module)))} |",
        "",
        *table_of(value),
    ]
    limitations = getattr(value, "limitations", ())
    if limitations:
        lines += ["", "What it does not say:", ""]
        lines += [f"- {each}" for each in limitations]
    return "\n".join(lines)


def tests_of(module):
    """The files of tests whose expected values are of this pack."""
    wanted = f"supervise.packs.{module.__name__.rpartition('.')[2]} "
    for path in sorted(HERE.glob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        name = module.__name__.rpartition(".")[2]
        if wanted in text or f"    {name},\n" in text or f"import {name}\n" in text:
            yield f"`tests/packs/{path.name}`"


def said_or(condition, otherwise):
    return otherwise if condition is None else str(condition)


def cell(text):
    return str(text).replace("|", "\\|").replace("\n", " ")


def table_of(value):
    if isinstance(value, StandardsPack):
        return standards_table(value)
    if isinstance(value, Policy):
        return policy_table(value)
    return criteria_table(value)


def rows_of(header, rows):
    yield f"| {' | '.join(header)} |"
    yield f"| {' | '.join(['---'] * len(header))} |"
    for row in rows:
        yield f"| {' | '.join(map(cell, row))} |"


# -- standards


def standards_table(pack):
    rows = [
        (
            f"`{standard.id}`: {standard.title}",
            said_or(row.when, "everybody else"),
            requirement(row),
        )
        for standard in pack.standards
        for row in standard.rows
    ]
    yield from rows_of(("standard", "of whom", "required"), rows)
    yield ""
    also = [line for standard in pack.standards for line in besides(standard)]
    yield from rows_of(("standard", "besides"), also)


def besides(standard):
    """What a standard says besides its rows."""
    name = f"`{standard.id}`"
    initial = standard.initial
    if initial is not None:
        of = f", {initial.of}" if initial.of is not None else ""
        reuse = f"; reused when no older than {initial.reuse}" if initial.reuse else ""
        yield name, f"the first time within {initial.within}{of}{reuse}"
    for trigger in standard.triggers:
        yield name, f"within {trigger.within} of {trigger.of}, until {trigger.answer}"
    for pause in standard.pauses:
        grace = f", then {pause.grace}" if pause.grace is not None else ""
        yield name, f"{pause.mode.value} while {pause.when}{grace}"
    yield name, f"a change of row: {standard.on_change.value}"


# -- policies


def policy_table(policy):
    inputs = [(f"`{each.id}`", read_as(each)) for each in policy.inputs]
    yield from rows_of(("input", "is"), inputs)
    yield ""
    clauses = [
        (f"`{each.id}`: {each.title}", said_or(each.when, "always"), spelt(each.says))
        for each in policy.clauses
    ]
    yield from rows_of(("clause", "when", "says"), clauses)


def read_as(given):
    match given:
        case ScaleInput():
            return f"{given.part.value} of `{given.scale}` of `{given.instrument}`"
        case FactInput():
            return given.title


def spelt(node):
    """A node in words, with the cells of its tables written out."""
    said = [str(node)]
    said += list(
        dict.fromkeys(cells for each in nodes(node) for cells in cells_of(each))
    )
    return "; ".join(said)


def nodes(node):
    yield node
    for child in children(node):
        if isinstance(child, Operand | Condition):
            yield from nodes(child)


def cells_of(node):
    match node:
        case Matrix(_, _, cells):
            for row in dict.fromkeys(row for row, _, _ in cells):
                said = ", ".join(f"{c} {code}" for r, c, code in cells if r == row)
                yield f"row {row}: {said}"
        case Mapped(of, pairs):
            yield f"{of}: " + ", ".join(f"{code} → {said}" for code, said in pairs)


# -- criteria


def criteria_table(rule):
    rows = [(f"`{each.id}`: {each.title}", each.when) for each in rule.criteria]
    yield from rows_of(("criterion", "holds when"), rows)
    for each in rule.almost:
        near = f", within {each.within_days} days" if each.within_days else ""
        yield ""
        yield f"Almost: {each.title} (only {', '.join(each.lacking)}{near})."


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
