"""Modules and functions stay small, and are named by nouns of the field."""

import ast

import pytest

from tests.support.code import Module, modules

LONGEST_MODULE = 500
LONG_FUNCTION = 30
SHORT_ENOUGH = 0.9
NAMES_THAT_SAY_NOTHING = frozenset(
    {
        "base",
        "common",
        "core",
        "data",
        "handler",
        "handlers",
        "helper",
        "helpers",
        "info",
        "manager",
        "managers",
        "misc",
        "util",
        "utils",
    }
)


def lines(module: Module) -> int:
    return len(module.text.splitlines())


def function_lengths(module: Module) -> list[int]:
    """The lines of each function, docstring and decorators included."""
    return [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def share_of_short_functions(lengths: list[int]) -> float:
    short = sum(length < LONG_FUNCTION for length in lengths)
    return short / len(lengths) if lengths else 1.0


def names_that_say_nothing(module: Module) -> set[str]:
    return {
        part
        for part in module.name.split(".")
        if part.strip("_") in NAMES_THAT_SAY_NOTHING
    }


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_module_is_short_enough_to_read(module):
    assert lines(module) <= LONGEST_MODULE


def test_nine_functions_in_ten_fit_in_a_glance():
    lengths = [length for module in modules() for length in function_lengths(module)]

    assert share_of_short_functions(lengths) >= SHORT_ENOUGH


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_module_is_named_for_what_it_is_about(module):
    assert set() == names_that_say_nothing(module)


@pytest.mark.parametrize("name", ("utils", "_helpers", "planning.common", "misc.goals"))
def test_a_name_that_says_nothing_is_caught(name):
    assert names_that_say_nothing(Module(f"supervise.{name}", ""))


def test_a_function_is_measured_from_its_first_line_to_its_last():
    text = "class A:\n    def f(self):\n        '''One.'''\n        return 1\n"

    assert function_lengths(Module("supervise.levels", text)) == [3]


def test_one_long_function_in_two_is_too_many():
    assert share_of_short_functions([3, LONG_FUNCTION]) < SHORT_ENOUGH
