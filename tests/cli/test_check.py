"""`check`: the conformance checks of what is installed, a line each."""

import attrs
import pytest

from supervise.plugins import Registry
from supervise.plugins import builtin as builtin_plugin
from supervise.testing import CheckReport, CheckResult, Outcome
from tests.plugins.samples import consuming, plugin
from tests.testing.specimen import SPECIMEN


@pytest.fixture
def install(monkeypatch):
    """Install plugins beside the built-in one, as far as commands can tell."""

    def installed(*plugins):
        registry = Registry.of(builtin_plugin, *plugins, strict=False)
        monkeypatch.setattr(Registry, "installed", lambda: registry)

    return installed


def test_a_sound_instrument_gives_a_line_for_each_check_and_status_0(run):
    ran = run("check", "psa")

    assert (0, "") == (ran.status, ran.err)
    assert "passed     instrument 'psa': examples_score_as_published" in ran.out
    assert "skipped    instrument 'psa': needs_are_found (no answer shows a need)" in (
        ran.out
    )


def test_everything_is_checked_where_nothing_is_named(run):
    ran = run("check")

    assert ran.status == 0
    assert "plugin 'builtin'" in ran.out
    assert "policy 'bc_crna_supervision'" in ran.out


def test_a_failure_gives_the_remedy_and_status_1(run, install):
    broken = attrs.evolve(SPECIMEN, limitations=())
    install(plugin("tools", supervise_instruments=[broken]))

    ran = run("check", "specimen")

    assert ran.status == 1
    assert "failed     instrument 'specimen': limitations_are_stated" in ran.out
    assert "no limitations; say what a score of it does not tell" in ran.out


def test_an_unknown_name_gives_status_2(run):
    ran = run("check", "psaa")

    assert ran.status == 2
    assert "nearest: psa" in ran.err


def test_an_unknown_name_says_what_failed_to_load(run, install):
    def broken():
        raise ValueError("no such page")

    install(plugin("tools", supervise_intensity_policies=broken))

    ran = run("check", "contact")

    assert ran.status == 2
    assert "failed to load: plugin 'tools'" in ran.err
    assert "no such page" in ran.err


def test_a_name_that_failed_to_load_says_why_and_gives_status_2(run, install):
    install(plugin("tools", supervise_instruments=[consuming("own", "own")]))

    ran = run("check", "own")

    assert ran.status == 2
    assert "waits for itself" in ran.err


def test_a_subject_of_which_nothing_was_checked_is_named(run, monkeypatch):
    skipped = CheckResult(
        subject="instrument 'own'",
        check="needs_are_found",
        group="evidence",
        outcome=Outcome.SKIPPED,
        reason="no answer shows a need",
    )
    monkeypatch.setattr(
        "supervise.testing.run", lambda *_, **__: CheckReport((skipped,))
    )

    ran = run("check")

    assert 1 == ran.status
    assert ran.out.endswith("1 skipped\ninstrument 'own': nothing was checked\n")
