"""The public names are few, sorted, and explained in the documentation."""

import importlib
import inspect
import re

import pytest

import supervise
from tests.support.places import PROJECT

MOST = 45  # about forty; a new name beyond that asks which old one can go

HEADING = re.compile(r"^#+ `(?:class |def )?(\w+)", re.MULTILINE)
GLOSSARY_TERM = re.compile(r"^\*\*(.+?)\*\*$", re.MULTILINE)
WORD_IN_A_CLASS_NAME = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*")


def headings(text):
    """The names that have a section of their own: headings like ## `Band`."""
    return set(HEADING.findall(text))


def terms(text):
    """The entries of the glossary: lines in bold, several forms between commas."""
    return {
        form.strip().lower()
        for entry in GLOSSARY_TERM.findall(text)
        for form in entry.split(",")
    }


def in_words(class_name):
    """The entry for a class, in the field's words: `ScoreSheet` is "score sheet"."""
    return " ".join(WORD_IN_A_CLASS_NAME.findall(class_name)).lower()


def nouns():
    """The public classes; exceptions have their own page, with their codes."""
    found = ((name, getattr(supervise, name)) for name in supervise.__all__)
    return [
        name
        for name, value in found
        if inspect.isclass(value) and not issubclass(value, BaseException)
    ]


@pytest.fixture(scope="module")
def reference():
    pages = sorted((PROJECT / "docs" / "reference").glob("*.md"))
    return headings("\n".join(page.read_text(encoding="utf-8") for page in pages))


@pytest.fixture(scope="module")
def glossary():
    return terms((PROJECT / "docs" / "glossary.md").read_text(encoding="utf-8"))


def test_the_public_names_are_sorted_and_each_stands_once():
    assert sorted(set(supervise.__all__)) == list(supervise.__all__)


def test_the_public_names_are_few():
    assert len(supervise.__all__) <= MOST


def test_no_public_name_looks_private():
    assert [] == [name for name in supervise.__all__ if name.startswith("_")]


@pytest.mark.parametrize("name", supervise.__all__)
def test_a_public_name_can_be_imported(name):
    assert hasattr(supervise, name)


@pytest.mark.parametrize("name", supervise.__all__)
def test_a_public_name_is_offered_by_completion(name):
    assert name in dir(supervise)


@pytest.mark.parametrize("name", supervise.__all__)
def test_a_public_name_has_a_section_in_the_reference(reference, name):
    assert name in reference


@pytest.mark.parametrize("name", nouns())
def test_a_public_noun_is_in_the_glossary(glossary, name):
    assert in_words(name) in glossary


def test_a_public_name_without_a_section_is_noticed():
    assert headings("## `Band`\n\nText about `Scale`.\n") == {"Band"}


def test_a_glossary_entry_may_have_several_forms():
    assert terms("**plan, revision**\n: A frozen **value**.\n") == {"plan", "revision"}


@pytest.mark.parametrize(
    ("class_name", "words"),
    (("ScoreSheet", "score sheet"), ("Need", "need"), ("CSVTable", "csv table")),
)
def test_a_class_is_looked_up_in_the_fields_words(class_name, words):
    assert in_words(class_name) == words


@pytest.mark.parametrize(
    "room", ("supervise", "supervise.exchange", "supervise.testing")
)
def test_a_name_that_is_not_there_is_an_attribute_that_is_not_there(room):
    module = importlib.import_module(room)

    assert not hasattr(module, "no_such_name")
    with pytest.raises(AttributeError, match=rf"'{room}' has no attribute 'no_such"):
        module.no_such_name  # noqa: B018  asking is the point
