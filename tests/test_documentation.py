"""Every example in the documentation and in the modules runs as written."""

import doctest
import importlib
import re

import pytest

from tests.support.code import modules
from tests.support.places import PROJECT, documents

OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS

PYTHON_BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")


def run(test):
    """The report of a failed example, or nothing."""
    report = []
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    runner.run(test, out=report.append)
    return "".join(report)


def examples_in(text, name, filename=None):
    return doctest.DocTestParser().get_doctest(text, {}, name, filename, 0)


def name_of(path):
    return str(path.relative_to(PROJECT))


@pytest.fixture(autouse=True)
def _somewhere_empty(tmp_path, monkeypatch):
    """An example that writes a file leaves nothing behind."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("page", documents(), ids=name_of)
def test_the_examples_of_a_page_run_as_written(page):
    text = page.read_text(encoding="utf-8")

    assert "" == run(examples_in(text, name_of(page), str(page)))


@pytest.mark.parametrize("page", documents(), ids=name_of)
def test_the_python_of_a_page_can_be_read_by_python(page):
    for block in PYTHON_BLOCK.findall(page.read_text(encoding="utf-8")):
        compile(block, name_of(page), "exec")


@pytest.mark.parametrize("page", documents(), ids=name_of)
def test_the_links_of_a_page_lead_somewhere(page):
    found = LINK.findall(page.read_text(encoding="utf-8"))

    assert [] == [link for link in found if not (page.parent / link).exists()]


@pytest.mark.parametrize(
    "name",
    [module.name for module in modules() if not module.name.endswith("__main__")],
)
def test_the_examples_of_a_module_run_as_written(name):
    found = doctest.DocTestFinder(exclude_empty=True).find(
        importlib.import_module(name)
    )

    assert "" == "".join(run(test) for test in found)


def test_an_example_that_says_something_else_is_reported():
    report = run(examples_in(">>> 1 + 1\n3\n", "wrong"))

    assert "Expected:\n    3\nGot:\n    2\n" in report
