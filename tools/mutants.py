"""Places of a module where the code can be changed a little, and the changes.

Wording (strings), annotations and what `__repr__` shows are not changed.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent.parent
SOURCE = PROJECT / "src" / "supervise"

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
    again: int
    code: CodeType
    function: int | None

    @property
    def key(self) -> str:
        """What it is called in the list of reasons: it stays when lines move."""
        twin = f" ({self.again + 1})" if self.again else ""
        return f"{self.module} {self.where}: {self.before} -> {self.after}{twin}"

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


def source(module: str) -> Path:
    """The file of a module."""
    return SOURCE / module


def original(module: str) -> CodeType:
    """A module as it is."""
    path = source(module)
    return compile(path.read_text(encoding="utf-8"), str(path), "exec")


def functions(code: CodeType) -> list[CodeType]:
    """The functions of a module and of its classes; those within them are part of them."""
    found: list[CodeType] = []
    for each in code.co_consts:
        if isinstance(each, CodeType):
            found += [each] if _is_function(each) else functions(each)
    return found


def name(code: CodeType) -> tuple[str, int]:
    """By what a function is known, in a trace too.

    Code that has been run is no longer equal to the same code (CPython 3.11).
    """
    return code.co_qualname, code.co_firstlineno


def _is_function(code: CodeType) -> bool:
    return bool(code.co_flags & inspect.CO_NEWLOCALS)


def _loading(code: CodeType) -> tuple[object, ...]:
    """What a module runs as it loads: all but the bodies of its functions."""
    kept = [
        repr(each)
        if not isinstance(each, CodeType)
        else each.co_qualname
        if _is_function(each)
        else _loading(each)
        for each in code.co_consts
    ]
    return (code.co_code, code.co_names, *kept)


def _changed_function(before: CodeType, after: CodeType) -> int | None:
    """The number of the one function whose code differs and can be exchanged."""
    if _loading(before) != _loading(after):
        return None
    pairs = zip(functions(before), functions(after), strict=True)
    match [(old, new) for old, new in pairs if old != new]:
        case [(old, new)] if old.co_freevars == new.co_freevars:
            names = [name(each) for each in functions(before)]
            return names.index(name(old)) if names.count(name(old)) == 1 else None
    return None


def mutants(module: str) -> Iterator[Mutant]:
    """Every mutant of a module."""
    path = source(module)
    text = path.read_text(encoding="utf-8")
    before = original(module)
    twins: Counter[tuple[str, ...]] = Counter()
    for number in itertools.count():
        changer = _Changer(number)
        tree = ast.fix_missing_locations(changer.visit(ast.parse(text)))
        if changer.made is None:
            return
        assert isinstance(tree, ast.Module)
        after = compile(tree, str(path), "exec")
        again = twins[changer.made[1:]]
        twins[changer.made[1:]] += 1
        function = _changed_function(before, after)
        yield Mutant(module, *changer.made, again, after, function)


def chosen(found: Sequence[Mutant], share: float) -> list[Mutant]:
    """A share of the mutants, by their text and, as texts recur, by their place."""
    return [
        each
        for number, each in enumerate(found)
        if zlib.crc32(f"{each.text}{number % 7}".encode()) % 1000 < share * 1000
    ]
