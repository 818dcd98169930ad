"""The catalogue as a folder of files to be read: literals, in form order, one instrument each."""

import ast
from pathlib import Path

import pytest

from supervise.instruments import catalogue
from supervise.people import Sensitivity
from supervise.sources import Purpose
from tests.instruments.declared import catalogue_ids, instrument

FOLDER = Path(catalogue.__path__[0])
NO_LITERALS = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.If,
    ast.IfExp,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.Try,
    ast.With,
)
OF_HEALTH = (
    "phq_9",
    "gad_7",
    "pcl_5",
    "pc_ptsd_5",
    "audit_c",
    "bjmhs",
    "tcu_drug_screen_5",
)


def no_literals_in(source):
    """Whatever is computed in a module, with its line."""
    return [
        (type(node).__name__, node.lineno)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, NO_LITERALS)
    ]


@pytest.mark.parametrize("id", catalogue_ids())
def test_an_instrument_is_written_out_without_functions_loops_or_conditions(id):
    source = (FOLDER / f"{id}.py").read_text(encoding="utf-8")

    assert [] == no_literals_in(source)


@pytest.mark.parametrize(
    "code", ("def f(): ...", "x = [i for i in ()]", "y = 1 if z else 2")
)
def test_what_is_computed_would_be_found(code):
    assert no_literals_in(code)


@pytest.mark.parametrize("id", catalogue_ids())
def test_a_file_has_the_instrument_of_its_name(id):
    assert id == instrument(id).id


@pytest.mark.parametrize("id", OF_HEALTH)
def test_the_questions_of_a_health_screen_are_health_content(id):
    declared = instrument(id)
    kinds = {item.sensitivity for item in declared.items if not item.person_fact}

    assert kinds <= {Sensitivity.HEALTH, Sensitivity.SUBSTANCE_USE_TREATMENT}
    assert declared.purpose is Purpose.SCREENING
    assert not any(item.goal_worthy for item in declared.items)
