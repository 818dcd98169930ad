"""Change the code a little, one place at a time, and see whether a test notices.

    python tools/mutate.py --share 0.3 rules/tables.py dates.py

Each mutant runs in a process of its own, against the tests named beside its module in `TESTS`; the
tests stop at the first failure. A mutant that no test notices has survived: it is listed, and
`tools/surviving_mutants.txt` says of each one that is known why it may. A survivor without a reason
there, or a share of killed ones below 90 %, ends the run with status 1.

Wording (strings), annotations and what `__repr__` shows are not mutated.
A sample is chosen by the text of each place, not by chance, so two runs choose the same.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import importlib.abc
import importlib.util
import os
import signal
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent.parent
SOURCE = PROJECT / "src" / "supervise"
REASONS = PROJECT / "tools" / "surviving_mutants.txt"
WANTED = 90

RULES = (
    "tests/rules",
    "tests/instruments/test_cases.py",
    "tests/monitoring/test_meaning.py",
)
CRITERIA = (
    "tests/rules",
    "tests/monitoring/test_standards.py",
    "tests/monitoring/test_eligibility.py",
    "tests/monitoring/test_meaning.py",
    "tests/monitoring/test_traps.py",
    "tests/packs",
)
SCORING = (
    "tests/instruments/test_what_is_shown.py",
    "tests/instruments/test_reporting.py",
    "tests/instruments/test_answers.py",
    "tests/instruments/test_cases.py",
    "tests/instruments/test_consumption.py",
    "tests/analysis/test_provisional.py",
    "tests/plugins/test_black_boxes.py",
    "tests/exchange/test_undated.py",
)
PLANS = (
    "tests/planning/test_differences.py",
    "tests/planning/test_applying.py",
    "tests/planning/test_merging.py",
    "tests/planning/test_histories.py",
    "tests/planning/test_carrying.py",
    "tests/planning/test_every_transition.py",
)
# The tests that are asked about a module, in this order.
TESTS = {
    "dates.py": ("tests/values", *CRITERIA),
    "levels.py": ("tests/values", "tests/instruments/test_fingerprint.py", *RULES),
    "rules/canonical.py": ("tests/rules", "tests/instruments/test_fingerprint.py"),
    "rules/choices.py": RULES,
    "rules/code_tables.py": RULES,
    "rules/counting.py": CRITERIA,
    "rules/criteria.py": CRITERIA,
    "rules/evaluation.py": (*RULES, "tests/monitoring/test_standards.py"),
    "rules/kinds.py": (*RULES, "tests/instruments/test_declarations.py"),
    "rules/reading.py": RULES,
    "rules/source_text.py": RULES,
    "rules/spans.py": CRITERIA,
    "rules/tables.py": (*RULES, "tests/instruments/test_declarations.py"),
    "rules/terms.py": (*RULES, "tests/instruments/test_declarations.py"),
    "rules/timeline.py": CRITERIA,
    "instruments/answers.py": SCORING,
    "instruments/engine.py": SCORING,
    "instruments/generated.py": SCORING,
    "instruments/recipes.py": SCORING,
    "instruments/scoring.py": SCORING,
    "planning/differences.py": PLANS,
    "planning/effects.py": PLANS,
    "planning/revisions.py": PLANS,
}

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}
UNTOUCHED = {"__repr__", "__str__", "__rich_repr__"}


class Mutant(NamedTuple):
    """One place of a module, changed."""

    module: str
    line: int
    where: str
    before: str
    after: str
    tree: ast.Module

    @property
    def key(self) -> str:
        """What it is called in the list of reasons: it stays when lines move."""
        return f"{self.module} {self.where}: {self.before} -> {self.after}"

    @property
    def text(self) -> str:
        """The change alone, by which it is picked for a sample."""
        return f"{self.module}: {self.before} -> {self.after}"


def changed(node: ast.AST) -> Iterator[ast.AST]:
    """What might stand in place of a node."""
    yield from _other_operator(node)
    match node:
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() as value):
            yield ast.Constant(value + 1)
        case ast.Call(ast.Name(name), arguments, keywords) if name in CALLS:
            yield ast.Call(ast.Name(CALLS[name], ast.Load()), arguments, keywords)
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.Return(value) if value is not None and not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
        case ast.Expr(ast.Call()):
            yield ast.Pass()


def _other_operator(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left, [operator], [right]) if type(operator) in COMPARISONS:
            yield ast.Compare(left, [COMPARISONS[type(operator)]()], [right])
        case ast.BinOp(left, operator, right) if type(operator) in OPERATORS:
            yield ast.BinOp(left, OPERATORS[type(operator)](), right)
        case ast.AugAssign(target, operator, value) if type(operator) in OPERATORS:
            yield ast.AugAssign(target, OPERATORS[type(operator)](), value)
        case ast.BoolOp(ast.And(), values):
            yield ast.BoolOp(ast.Or(), values)
        case ast.BoolOp(ast.Or(), values):
            yield ast.BoolOp(ast.And(), values)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _negated(node: ast.If) -> ast.expr | None:
    """The condition of an `if`, turned round, unless its own operators are mutated anyway."""
    if isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
        return None
    return ast.UnaryOp(ast.Not(), node.test)


class _Changer(ast.NodeTransformer):
    """Makes the change of one number, counting places in the order of the text."""

    def __init__(self, wanted: int) -> None:
        self.wanted = wanted
        self.seen = -1
        self.inside: list[str] = []
        self.made: tuple[int, str, str, str] | None = None

    def visit(self, node: ast.AST) -> ast.AST:
        match node:
            case ast.AnnAssign():
                if node.value is not None:
                    value = self.visit(node.value)
                    assert isinstance(value, ast.expr)
                    node.value = value
                return node
            case ast.arg() | ast.Import() | ast.ImportFrom() | ast.alias():
                return node
            case ast.If(ast.Name("TYPE_CHECKING")):
                return node
            case ast.FunctionDef() | ast.ClassDef():
                self.inside.append(node.name)
                kept = self._named(node)
                self.inside.pop()
                return kept
            case ast.keyword():
                self.inside.append(f"{node.arg}=")
                self.generic_visit(node)
                self.inside.pop()
                return node
            case ast.If() if (turned := _negated(node)) is not None:
                self.seen += 1
                if self.seen == self.wanted:
                    self._note(node.test, turned)
                    node.test = turned
                    return node
        for after in changed(node):
            self.seen += 1
            if self.seen == self.wanted:
                self._note(node, after)
                return ast.copy_location(after, node)
        return self.generic_visit(node)

    def _named(self, node: ast.FunctionDef | ast.ClassDef) -> ast.AST:
        if isinstance(node, ast.ClassDef):
            return self.generic_visit(node)
        if node.name in UNTOUCHED or any(
            isinstance(d, ast.Name) and d.id == "overload" for d in node.decorator_list
        ):
            return node
        returns, node.returns = node.returns, None
        self.generic_visit(node)
        node.returns = returns
        return node

    def _note(self, before: ast.AST, after: ast.AST) -> None:
        line = getattr(before, "lineno", 0)
        old, new = (" ".join(ast.unparse(each).split()) for each in (before, after))
        self.made = (line, " ".join(self.inside) or "at the top", old, new)


def mutants(module: str) -> Iterator[Mutant]:
    """Every mutant of a module."""
    text = (SOURCE / module).read_text(encoding="utf-8")
    number = 0
    while True:
        changer = _Changer(number)
        tree = ast.fix_missing_locations(changer.visit(ast.parse(text)))
        if changer.made is None:
            return
        assert isinstance(tree, ast.Module)
        yield Mutant(module, *changer.made, tree)
        number += 1


def chosen(found: Sequence[Mutant], share: float) -> list[Mutant]:
    """A share of the mutants, by their text and, as texts recur, by their place."""
    return [
        each
        for number, each in enumerate(found)
        if zlib.crc32(f"{each.text}{number % 7}".encode()) % 1000 < share * 1000
    ]


class _Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads the mutant where its module is asked for."""

    def __init__(self, mutant: Mutant) -> None:
        name = mutant.module.removesuffix(".py").removesuffix("/__init__")
        self.name = "supervise." + name.replace("/", ".")
        self.path = SOURCE / mutant.module
        self.tree = mutant.tree

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> ModuleSpec | None:
        """Where the module is, if it is the mutant's."""
        del path, target
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the mutant."""
        exec(compile(self.tree, str(self.path), "exec"), vars(module))  # noqa: S102  its own code, changed


def _tests_pass(mutant: Mutant | None, tests: Sequence[str]) -> None:
    """In a process of its own: run the tests, and end with pytest's status."""
    import pytest  # noqa: PLC0415  loaded by the parent

    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    if mutant is not None:
        sys.meta_path.insert(0, _Loader(mutant))
    arguments = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:warnings"]
    for each in tests:
        if status := pytest.main([*arguments, "-m", "not slow", each]):
            os._exit(int(status))
    os._exit(0)


def run(mutant: Mutant | None, tests: Sequence[str], most: float) -> str:
    """What the tests say of a mutant: `killed`, `survived` or `timed out`."""
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
            _tests_pass(mutant, tests)
        finally:
            os._exit(70)
    end = time.monotonic() + most
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return "survived" if os.waitstatus_to_exitcode(status) == 0 else "killed"
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "timed out"


def reasons() -> dict[str, str]:
    """Why each survivor that is known may survive."""
    known: dict[str, str] = {}
    why = ""
    for line in REASONS.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            why = line.removeprefix("# ")
        elif line.strip():
            known[line] = why
    return known


def try_module(module: str, share: float, known: dict[str, str]) -> tuple[int, int]:
    """Try the mutants of a module; how many were killed, of how many."""
    tests = TESTS[module]
    begun = time.monotonic()
    if run(None, tests, 3600) != "survived":
        raise SystemExit(f"{module}: its tests fail without any change")
    most = 3 * (time.monotonic() - begun) + 20
    picked = chosen(list(mutants(module)), share)
    survivors = [each for each in picked if run(each, tests, most) == "survived"]
    killed = len(picked) - len(survivors)
    print(f"{module}: {killed} of {len(picked)} killed", flush=True)
    for each in survivors:
        why = known.get(each.key, "NO REASON GIVEN")
        print(f"  line {each.line}: {each.key}\n    {why}", flush=True)
    return killed, len(picked)


def main() -> int:
    """Try the modules that are named, or all."""
    parser = argparse.ArgumentParser(description="Mutation testing.")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("modules", nargs="*", default=[*TESTS])
    asked = parser.parse_args()
    sys.path[:0] = [str(SOURCE.parent), str(PROJECT)]
    os.chdir(PROJECT)
    os.environ["HYPOTHESIS_PROFILE"] = "mutation"
    for once_for_all in ("hypothesis.strategies", "pytest"):
        importlib.import_module(once_for_all)
    known = reasons()
    totals = [try_module(each, asked.share, known) for each in asked.modules]
    killed, tried = map(sum, zip(*totals, strict=True))
    print(f"{killed} of {tried} killed: {100 * killed / tried:.1f} %")
    return int(100 * killed < WANTED * tried)


if __name__ == "__main__":
    sys.exit(main())
