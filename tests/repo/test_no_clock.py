"""Below the command line nothing asks the machine what time it is, or anything else."""

import ast

import pytest

from tests.support.code import Module, imports, modules

ABOVE = frozenset({"cli", "__main__"})

# Asking for one of these makes the same call give two answers, or reach outside.
FORBIDDEN_NAMES = frozenset(
    {
        "environ",
        "environb",
        "getenv",
        "now",
        "today",
        "urandom",
        "utcnow",
    }
)
FORBIDDEN_MODULES = frozenset(
    {
        "aiohttp",
        "asyncio",
        "ftplib",
        "http",
        "httpx",
        "random",
        "requests",
        "secrets",
        "smtplib",
        "socket",
        "socketserver",
        "ssl",
        "subprocess",
        "time",
        "urllib.request",
        "urllib3",
        "uuid",
        "xmlrpc",
    }
)
FORBIDDEN_CALLS = frozenset({"eval", "exec", "input", "print"})

# Source generated from a checked declaration is compiled here and nowhere else.
EXEMPT: dict[tuple[str, str], str] = {
    ("supervise.instruments.generated", "exec()"): (
        "source made from a checked declaration; decision 6 says what can reach it"
    ),
}


def complaints(module: Module) -> list[str]:
    """What a module asks of the machine, a line each."""
    found = [
        (each.line, each.target)
        for each in imports(module)
        if any(is_within(each.target, name) for name in FORBIDDEN_MODULES)
    ]
    for node in ast.walk(module.tree):
        match node:
            case ast.Attribute(attr=name) | ast.Name(id=name) if (
                name in FORBIDDEN_NAMES
            ):
                found.append((node.lineno, name))
            case ast.ImportFrom(names=names):
                found += [
                    (node.lineno, each.name)
                    for each in names
                    if each.name in FORBIDDEN_NAMES
                ]
            case ast.Call(func=ast.Name(id=name)) if name in FORBIDDEN_CALLS:
                found.append((node.lineno, f"{name}()"))
    return [
        f"{module.name}:{line}: uses {name}; take it as an argument instead"
        for line, name in found
        if (module.name, name) not in EXEMPT
    ]


def is_within(dotted: str, module: str) -> bool:
    """Whether a dotted name is a module or something in it."""
    return dotted == module or dotted.startswith(f"{module}.")


@pytest.mark.parametrize(
    "module",
    [module for module in modules() if module.room not in ABOVE],
    ids=lambda module: module.name,
)
def test_a_module_asks_nothing_of_the_machine(module):
    assert [] == complaints(module)


@pytest.mark.parametrize(
    ("text", "name"),
    (
        ("from datetime import date\ndate.today()", "today"),
        ("from datetime import datetime as dt\ndt.now(None)", "now"),
        ("import os\nos.environ['HOME']", "environ"),
        ("from os import getenv", "getenv"),
        ("import random", "random"),
        ("from uuid import uuid4", "uuid.uuid4"),
        ("import urllib.request", "urllib.request"),
        ("from urllib import request", "urllib.request"),
        ("def f():\n    import socket", "socket"),
        ("from time import perf_counter", "time.perf_counter"),
        ("clock = date.today", "today"),
        ("eval('1')", "eval()"),
        ("print('a person')", "print()"),
    ),
)
def test_a_question_to_the_machine_is_named(text, name):
    found = complaints(Module("supervise.dates", text))

    assert len(found) == 1, found
    assert f"uses {name};" in found[0]


@pytest.mark.parametrize(
    "text",
    (
        "def age(born, on):\n    return on.year - born.year",
        "from urllib.parse import quote",
        "from datetime import date, time",
        "timeline = ()",
    ),
)
def test_a_pure_calculation_is_let_through(text):
    assert [] == complaints(Module("supervise.dates", text))
