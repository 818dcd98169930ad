"""Each check catches an animal of its own, catches no other, and accuses no sound twin."""

from functools import cache

import pytest

from supervise.testing.outcomes import Outcome
from supervise.testing.running import OF_INSTRUMENTS, check, checks_for
from tests.testing.zoo import ANIMALS, TWINS


@cache
def report_on(named):
    """What the checks say of an animal or a twin; asked once."""
    return check(named.subject())


def failed(report):
    return [each.check for each in report.results if each.outcome is Outcome.FAILED]


@pytest.mark.parametrize("animal", ANIMALS, ids=lambda animal: animal.name)
def test_an_animal_is_caught_by_its_own_check_and_by_no_other(animal):
    report = report_on(animal)

    assert [animal.caught_by] == failed(report), str(report)


@pytest.mark.parametrize("animal", ANIMALS, ids=lambda animal: animal.name)
def test_what_is_said_of_an_animal_has_a_remedy(animal):
    report = report_on(animal)

    for result in report.of(animal.caught_by):
        assert all(f.says.strip() and f.remedy.strip() for f in result.findings)


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.name)
def test_a_sound_twin_is_not_accused(twin):
    report = report_on(twin)

    assert [] == failed(report), str(report)
    assert report.ok


def test_every_check_of_an_instrument_has_an_animal():
    names = {each.name for each in checks_for(TWINS[0].subject())}

    assert names == {animal.caught_by for animal in ANIMALS}


def test_every_animal_has_a_name_of_its_own():
    names = [animal.name for animal in ANIMALS]

    assert len(names) == len(set(names))


def test_every_twin_looks_like_an_animal():
    names = {animal.caught_by for animal in ANIMALS}

    assert {twin.like for twin in TWINS} - {""} <= names


@pytest.mark.parametrize("group", OF_INSTRUMENTS, ids=lambda group: group.__name__)
def test_every_check_of_a_module_is_run(group):
    written = {name for name in vars(group) if name.startswith("check_")}

    assert written == {each.__name__ for each in group.CHECKS}
