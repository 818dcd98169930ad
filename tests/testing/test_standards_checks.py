"""Each check of standards catches an animal of its own, and accuses no sound twin."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from supervise.dates import days
from supervise.plugins import Registry
from supervise.rules.counting import Rounding
from supervise.rules.criteria import Left, Served, Since
from supervise.testing import check, run
from supervise.testing.case_timelines import timelines_for
from supervise.testing.checks import standards
from supervise.testing.outcomes import Outcome
from tests.testing.packs import ANIMALS, PACK, SEEN, TWINS, row


def failed(report):
    return [each.check for each in report.results if each.outcome is Outcome.FAILED]


@pytest.mark.parametrize("animal", ANIMALS, ids=lambda animal: animal.name)
def test_an_animal_is_caught_by_its_own_check_and_by_no_other(animal):
    report = check(animal.subject())

    assert [animal.caught_by] == failed(report), str(report)
    assert all(f.remedy for r in report.of(animal.caught_by) for f in r.findings)


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.name)
def test_a_sound_twin_is_not_accused(twin):
    report = check(twin.subject())

    assert [] == failed(report), str(report)
    assert report.ok


def test_every_check_of_standards_has_an_animal_and_is_run():
    written = {name for name in vars(standards) if name.startswith("check_")}

    assert written == {f"check_{animal.caught_by}" for animal in ANIMALS}
    assert written == {each.__name__ for each in standards.CHECKS}


def test_a_pack_is_checked_as_it_is():
    assert check(PACK).require().ok


@pytest.mark.parametrize("id", Registry.builtin().standing.standards)
def test_a_pack_of_ours_passes(id):
    report = run(id, registry=Registry.builtin()).require()

    assert {f"standards '{id}'"} == {each.subject for each in report.results}


def test_of_many_states_every_value_comes_up_in_few_timelines():
    # 4 times 3 to the 7th are 8748 combinations: 120 are taken, with events and without
    many = {f"state_{number}": ("a", "b", "c") for number in range(7)}
    pack = attrs.evolve(PACK, states={**PACK.states, **many})

    made = list(timelines_for(pack))

    seen = {(name, t.states[name][0].value) for t in made for name in many}
    assert 2 * 120 == len(made)
    assert {(name, value) for name in many for value in "abc"} == seen


TERM = Served("began", "ends", Fraction(1, 2), Rounding.UP)
# The pack is in force from 1 January 2024: 400 days later a term begins, of three years.
BEGINS, ENDS = date(2025, 2, 4), date(2028, 2, 4)


@pytest.mark.parametrize(
    ("when", "dates"),
    (
        (Since("began", days(30)), {"began": BEGINS}),
        (Left("ends", days(30)), {"ends": ENDS}),
        (TERM, {"began": BEGINS, "ends": ENDS}),
    ),
    ids=("since", "left", "served"),
)
def test_every_date_that_a_pack_asks_about_is_there(when, dates):
    early = attrs.evolve(SEEN, rows=(row("early", 14, when), row("others", 30)))
    pack = attrs.evolve(PACK, standards=(early,))

    first = next(timelines_for(pack))

    assert dates == dict(first.dates)
    assert check(pack).require().ok
