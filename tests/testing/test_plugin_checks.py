"""Each check of a plugin catches an animal of its own, and accuses no sound twin."""

import logging
import sys
from itertools import count
from types import SimpleNamespace

import attrs
import pytest

from supervise.instruments import Estimate, black_box_sheet
from supervise.plugins import Origin, Registry, hookimpl
from supervise.testing.checks import plugin as plugin_checks
from supervise.testing.outcomes import Outcome
from supervise.testing.running import check, installed_subjects, plugin_subject
from tests.plugins.installing import GOOD, site_packages
from tests.plugins.samples import black_box, instrument, plugin


def failed(report):
    return [each.check for each in report.results if each.outcome is Outcome.FAILED]


def brings(hook):
    """A plugin that does this whenever it is asked for instruments."""

    def supervise_instruments():
        hook()
        return [instrument("own")]

    return plugin_subject(plugin(supervise_instruments=supervise_instruments))


def another_each_time():
    versions = count(1)
    return plugin_subject(
        plugin(
            supervise_instruments=lambda: [
                instrument("own", version=str(next(versions)))
            ]
        )
    )


def answers_for_all():
    def supervise_score(instrument, answers, on):
        return black_box_sheet(
            instrument, answers, lambda _: {"risk": Estimate(0.5)}, on=on
        )

    return plugin_subject(
        plugin(supervise_instruments=[black_box()], supervise_score=supervise_score)
    )


def answers_for_its_own():
    def supervise_score(instrument, answers, on):
        if instrument.id != "model":
            return None
        return black_box_sheet(
            instrument, answers, lambda _: {"risk": Estimate(0.5)}, on=on
        )

    return plugin_subject(
        plugin(supervise_instruments=[black_box()], supervise_score=supervise_score)
    )


def changed(**changes):
    subject = plugin_subject(plugin(supervise_instruments=[instrument("own")]))
    return attrs.evolve(subject, loaded=attrs.evolve(subject.loaded, **changes))


def misspelt():
    return plugin_subject(
        SimpleNamespace(supervise_instrument=hookimpl(lambda: [instrument("own")]))
    )


def adds_a_handler():
    logging.root.addHandler(logging.NullHandler())


ANIMALS = {
    "it_loads_without_failure": misspelt,
    "it_gives_something": lambda: plugin_subject(plugin(supervise_instruments=[])),
    "it_gives_the_same_each_time": another_each_time,
    "it_imports_nothing_heavy": lambda: changed(brought=("pandas",)),
    "it_prints_nothing": lambda: brings(lambda: sys.stdout.write("hello\n")),
    "it_leaves_the_host_alone": lambda: brings(adds_a_handler),
    "its_distribution_has_a_version": lambda: changed(
        origin=Origin("tools", "example-tools")
    ),
    "its_scorer_leaves_others_alone": answers_for_all,
}
TWINS = {
    "a plain one": lambda: brings(lambda: None),
    "a scorer of its own box": answers_for_its_own,
    "brings something light": lambda: changed(brought=("example_tools",)),
}


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch):
    """What a hostile plugin does to logging is undone."""
    monkeypatch.setattr(logging.root, "handlers", [*logging.root.handlers])


@pytest.mark.parametrize("caught_by", ANIMALS)
def test_an_animal_is_caught_by_its_own_check_and_by_no_other(caught_by):
    report = check(ANIMALS[caught_by]())

    assert [caught_by] == failed(report), str(report)
    assert all(f.remedy for r in report.of(caught_by) for f in r.findings)


@pytest.mark.parametrize("twin", TWINS)
def test_a_sound_twin_is_not_accused(twin):
    report = check(TWINS[twin]())

    assert report.ok, str(report)


@pytest.mark.parametrize(
    ("requires", "says"),
    (
        ("Requires-Dist: attrs", "does not require community-supervision"),
        ("Requires-Dist: community-supervision==1.0", "requires exactly"),
    ),
)
def test_a_distribution_that_requires_us_wrongly_is_caught(
    tmp_path, monkeypatch, requires, says
):
    with site_packages(tmp_path, monkeypatch) as install:
        install("example-tools", "tools", GOOD.format(id="own"))
        metadata = tmp_path / "example_tools-1.0.dist-info" / "METADATA"
        metadata.write_text(f"{metadata.read_text()}{requires}\n")

        report = check(*installed_subjects(Registry.installed(), "tools"))

    assert failed(report) == ["its_distribution_requires_this_library"]
    assert says in str(report)


@pytest.mark.parametrize(
    "requires",
    (
        "community-supervision",
        "Community_Supervision>=0.1; python_version>'3'",
        "community-supervision[testing]; extra == 'test'",
    ),
)
def test_a_distribution_that_requires_us_as_it_should_is_not_accused(
    tmp_path, monkeypatch, requires
):
    with site_packages(tmp_path, monkeypatch) as install:
        install("example-tools", "tools", GOOD.format(id="own"))
        metadata = tmp_path / "example_tools-1.0.dist-info" / "METADATA"
        metadata.write_text(f"{metadata.read_text()}Requires-Dist: {requires}\n")

        report = check(*installed_subjects(Registry.installed(), "tools"))

    assert report.ok, str(report)


def test_every_check_of_a_plugin_has_an_animal_and_is_run():
    written = {name for name in vars(plugin_checks) if name.startswith("check_")}
    animals = {*ANIMALS, "its_distribution_requires_this_library"}

    assert written == {f"check_{name}" for name in animals}
    assert written == {each.__name__ for each in plugin_checks.CHECKS}


def test_a_scorer_that_fails_on_a_box_of_somebody_else_is_caught():
    def supervise_score(instrument, answers, on):
        if instrument.id != "model":
            raise LookupError("no such box")
        return black_box_sheet(
            instrument, answers, lambda _: {"risk": Estimate(0.5)}, on=on
        )

    report = check(
        plugin_subject(
            plugin(supervise_instruments=[black_box()], supervise_score=supervise_score)
        )
    )

    assert ["its_scorer_leaves_others_alone"] == failed(report), str(report)


def test_a_scorer_without_any_box_is_not_accused():
    subject = plugin_subject(
        plugin(
            supervise_instruments=[instrument("own")],
            supervise_score=lambda instrument, answers, on: None,  # noqa: ARG005
        )
    )

    (asked,) = check(subject).of("its_scorer_leaves_others_alone")

    assert "there is no black box to ask it about" == asked.reason
