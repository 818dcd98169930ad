"""The pytest door and the pytest plugin, as an author's or a host's test suite meets them."""

import os
import subprocess
import sys

import pytest

from tests.support.places import package

SOUND = """
from supervise.plugins import Registry
from supervise.testing import parametrize_with_checks

@parametrize_with_checks(Registry.builtin().instrument("psa"))
def test_conformance(conformance):
    conformance()
"""

WORDLESS = """
import attrs
from supervise.plugins import Registry
from supervise.testing import parametrize_with_checks

PSA = Registry.builtin().instrument("psa")
BROKEN = attrs.evolve(PSA, limitations=())

@parametrize_with_checks(BROKEN, expected={expected})
def test_conformance(conformance):
    conformance()
"""


@pytest.fixture
def pytest_in(tmp_path):
    """Run pytest on a file of tests, with the plugin and no other."""

    def run(text, *arguments):
        (tmp_path / "test_it.py").write_text(text)
        surroundings = {
            **os.environ,
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "PYTHONPATH": str(package().parent),
        }
        finished = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-p", "pytest_supervise"),
                *("-p", "no:cacheprovider", "-rA", *arguments),
            ],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env=surroundings,
            text=True,
        )
        return finished.stdout + finished.stderr

    return run


def test_each_check_is_a_test_with_an_id_of_its_own(pytest_in):
    said = pytest_in(SOUND)

    assert "PASSED test_it.py::test_conformance[psa-items_are_worded]" in said
    assert "SKIPPED" in said
    assert "failed" not in said.splitlines()[-1]


def test_a_check_can_be_selected_by_its_name(pytest_in):
    said = pytest_in(SOUND, "-k", "contributions_add_up")

    assert "1 passed" in said.splitlines()[-1]


def test_a_failure_shows_the_remedy(pytest_in):
    said = pytest_in(WORDLESS.format(expected={}))

    assert "FAILED test_it.py::test_conformance[psa-limitations_are_stated]" in said
    assert "no limitations; say what a score of it does not tell" in said
    assert "1 failed" in said.splitlines()[-1]


def test_an_expected_failure_is_one_of_pytests(pytest_in):
    said = pytest_in(WORDLESS.format(expected={"limitations_are_stated": "invented"}))

    assert "1 xfailed" in said.splitlines()[-1]


def test_an_expected_failure_that_passes_fails(pytest_in):
    said = pytest_in(
        WORDLESS.format(
            expected={"limitations_are_stated": "x", "items_are_worded": "y"}
        )
    )

    assert "1 failed" in said.splitlines()[-1]
    assert "unexpected: instrument 'psa': items_are_worded" in said


def test_what_is_installed_is_checked_on_request(pytest_in):
    said = pytest_in("def test_own():\n    pass\n", "--supervise-installed", "-q")

    assert "PASSED ::psa-items_are_worded" in said or "psa-items_are_worded" in said
    assert "failed" not in said.splitlines()[-1]


def test_what_is_installed_and_wrong_is_told_with_its_remedy_and_no_traceback(
    pytest_in, tmp_path
):
    text = """
import attrs
from supervise.plugins import Registry, hookimpl

@hookimpl
def supervise_instruments():
    psa = Registry.builtin().instrument("psa")
    return [attrs.evolve(psa, id="own_psa", limitations=())]
"""
    (tmp_path / "own_forms.py").write_text(text)
    about = tmp_path / "own_forms-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: own-forms\nVersion: 1\n"
    )
    (about / "entry_points.txt").write_text("[supervise]\nown_forms = own_forms\n")

    said = pytest_in("def test_own():\n    pass\n", "--supervise-installed", "-q")

    assert "own_psa-limitations_are_stated" in said
    assert "instrument 'own_psa': limitations_are_stated" in said
    assert "Traceback" not in said
    assert "_pytest/" not in said


def test_nothing_of_the_library_is_loaded_until_it_is_used(pytest_in):
    said = pytest_in(
        "import sys\n"
        "def test_own():\n"
        "    assert 'pytest_supervise' in sys.modules\n"
        "    assert not [n for n in sys.modules if n.partition('.')[0] == 'supervise']\n"
    )

    assert "1 passed" in said.splitlines()[-1]


def test_the_fixtures_are_there(pytest_in):
    said = pytest_in(
        "def test_own(supervise_registry, supervise_on, supervise_people,\n"
        "             supervise_assessments):\n"
        "    assert 'psa' in supervise_registry.instruments\n"
        "    assert supervise_on.isoformat() == '2026-01-15'\n"
        "    assert len(set(supervise_people)) == 5\n"
        "    assert {a.person for a in supervise_assessments} == {supervise_people[0]}\n"
        "    assert supervise_assessments[0].sheet.scales\n"
    )

    assert "1 passed" in said.splitlines()[-1]


def test_a_filled_case_is_there(pytest_in):
    said = pytest_in(
        "from supervise.planning import replay\n"
        "def test_own(supervise_case):\n"
        "    case = supervise_case\n"
        "    assert case.assessments and case.decisions\n"
        "    assert replay(case.plan_entries).person == case.person\n"
    )

    assert "1 passed" in said.splitlines()[-1]


def test_hypothesis_finds_our_types_where_the_tests_use_both(pytest_in):
    said = pytest_in(
        "from hypothesis import given, settings, strategies as st\n"
        "from supervise.records import ScoreSheet\n"
        "@settings(max_examples=2, database=None)\n"
        "@given(st.from_type(ScoreSheet))\n"
        "def test_own(sheet):\n"
        "    assert sheet.instrument == 'invented_instrument'\n"
    )

    assert "1 passed" in said.splitlines()[-1]


def test_a_new_check_warns(pytest_in):
    said = pytest_in(
        "from supervise.testing.outcomes import CheckResult, Outcome\n"
        "from supervise.testing.pytest_door import tell_pytest\n"
        "def test_own():\n"
        "    tell_pytest(CheckResult(subject='s', check='c', group='g',\n"
        "                            outcome=Outcome.WARNED))\n"
    )

    assert "NewCheckWarning: warned: s: c" in said
    assert "1 passed, 1 warning" in said.splitlines()[-1]
