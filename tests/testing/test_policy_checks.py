"""Each check of a policy catches an animal of its own, and accuses no sound twin."""

import pytest

from supervise.plugins import Registry
from supervise.testing.checks import policy
from supervise.testing.outcomes import Outcome
from supervise.testing.running import check
from supervise.testing.subjects import policy_subject
from tests.testing.policies import ANIMALS, TWINS


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


def test_every_check_of_a_policy_has_an_animal_and_is_run():
    written = {name for name in vars(policy) if name.startswith("check_")}

    assert written == {f"check_{animal.caught_by}" for animal in ANIMALS}
    assert written == {each.__name__ for each in policy.CHECKS}


@pytest.mark.parametrize("id", Registry.builtin().policies)
def test_a_policy_of_ours_passes(id):
    registry = Registry.builtin()

    check(policy_subject(registry.policy(id), registry)).require()
