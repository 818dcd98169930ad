"""Every check and every strategy stands in the reference, and nothing else does."""

import inspect
import re

from supervise.testing import all_checks, strategies
from tests.support.places import PROJECT

ROW = re.compile(r"^\| `(\w+)` \| (.+) \|$", re.MULTILINE)
PAGE = PROJECT / "docs" / "reference" / "testing.md"


def listed(text):
    """The checks that a page lists, with what it says they promise."""
    _, _, section = text.partition("## The checks")
    section, _, _ = section.partition("\n## ")
    return ROW.findall(section)


def test_the_reference_lists_every_check_with_its_promise():
    documented = listed(PAGE.read_text(encoding="utf-8"))

    assert [(each.name, each.promise) for each in all_checks()] == documented


def test_the_reference_lists_every_strategy_with_what_it_makes():
    _, _, section = PAGE.read_text(encoding="utf-8").partition("## Hypothesis")

    expected = [
        (name, inspect.getdoc(getattr(strategies, name)).partition("\n")[0])
        for name in strategies.__all__
    ]
    assert expected == ROW.findall(section)


def test_a_promise_in_other_words_is_noticed():
    text = "## The checks\n\n| check | promise |\n| --- | --- |\n| `a` | A is b. |\n"

    assert [("a", "A is b.")] == listed(text)
