"""Each check of standards catches an animal of its own, and accuses no sound twin."""

import pytest

from supervise.plugins import Registry
from supervise.testing import check, run
from supervise.testing.checks import standards
from supervise.testing.outcomes import Outcome
from tests.testing.packs import ANIMALS, PACK, TWINS


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
