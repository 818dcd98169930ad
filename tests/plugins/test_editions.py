"""Later versions beside earlier ones, each in force in its own time."""

from datetime import date

import attrs
import pytest

from supervise.dates import Period
from supervise.errors import UnknownName
from supervise.packs.bc_crna_supervision import POLICY
from supervise.packs.discharge_criteria import MAINE_EARLY_TERMINATION
from supervise.packs.idaho_contacts import PACK
from supervise.plugins import Registry, builtin
from tests.plugins.samples import plugin

FIRST = Period("2020-01-01", "2023-12-31")
SECOND = Period("2024-01-01")
OVERLAP = Period("2023-12-31")


def editions(value, second=SECOND):
    return (
        attrs.evolve(value, id="own", version="2", in_force=second),
        attrs.evolve(value, id="own", version="1", in_force=FIRST),
    )


def registry_of(hook, values, **more):
    return Registry.of(plugin(**{hook: list(values)}), **more)


@pytest.mark.parametrize(
    ("on", "version"),
    (
        (date(2019, 12, 31), "1"),
        (date(2023, 12, 31), "1"),
        (date(2024, 1, 1), "2"),
    ),
)
def test_the_edition_of_a_day_is_the_one_in_force(on, version):
    policies = registry_of("supervise_intensity_policies", editions(POLICY))
    packs = registry_of("supervise_standards", editions(PACK))
    rules = registry_of("supervise_standards", editions(MAINE_EARLY_TERMINATION))

    assert version == policies.policy("own", on=on).version
    assert version == policies.recommend("own", on=on).policy.version
    assert version == packs.standards("own", on=on).version
    assert version == rules.standing.eligibility_rule("own", on=on).version


def test_without_a_day_the_latest_edition_answers():
    policies = registry_of("supervise_intensity_policies", editions(POLICY))
    packs = registry_of("supervise_standards", editions(PACK))

    assert "2" == policies.policy("own").version
    assert "2" == policies.policies["own"].version
    assert "2" == packs.standing.standards["own"].version


def test_the_report_names_each_edition():
    registry = registry_of("supervise_standards", editions(PACK))

    (loaded,) = registry.report.plugins
    assert ("standards 'own' 1", "standards 'own' 2") == loaded.gave


@pytest.mark.parametrize(
    ("hook", "value"),
    (
        ("supervise_intensity_policies", POLICY),
        ("supervise_standards", PACK),
        ("supervise_standards", MAINE_EARLY_TERMINATION),
    ),
    ids=("policy", "standards", "eligibility"),
)
def test_overlapping_editions_are_refused(hook, value):
    registry = registry_of(hook, editions(value, OVERLAP), strict=False)

    assert ["versions 1 and 2 are both in force on 2023-12-31"] * 2 == [
        failure.why for failure in registry.report.failures
    ]
    assert {"end each version before the next begins"} == {
        failure.remedy for failure in registry.report.failures
    }
    assert {} == dict(registry.policies) | dict(registry.standing.standards)
    assert {} == dict(registry.standing.eligibility)


def test_one_version_is_there_once():
    later = attrs.evolve(POLICY, id="own", version="1", in_force=SECOND)
    first = attrs.evolve(POLICY, id="own", version="1", in_force=FIRST)

    registry = registry_of("supervise_intensity_policies", (first, later), strict=False)

    assert ["version 1 is there twice"] * 2 == [
        failure.why for failure in registry.report.failures
    ]


def test_editions_of_one_id_come_from_one_plugin():
    """Installing a package never changes a number."""
    second, first = editions(PACK)
    one = plugin("one", supervise_standards=[first])
    two = plugin("two", supervise_standards=[second])

    registry = Registry.of(one, two, strict=False)

    assert {} == dict(registry.standing.standards)
    assert [
        "is also offered by plugin 'two'",
        "is also offered by plugin 'one'",
    ] == [failure.why for failure in registry.report.failures]


def test_an_unknown_pack_suggests_the_nearest():
    registry = Registry.builtin()

    with pytest.raises(UnknownName, match="idaho_contacts"):
        registry.standards("idaho_contact", on=date(2026, 1, 1))
    with pytest.raises(UnknownName, match="idaho_contacts"):
        registry.standing.pack("idaho_contact", on=date(2026, 1, 1))
    with pytest.raises(UnknownName, match="maine_early_termination"):
        registry.standing.eligibility_rule("maine_early", on=date(2026, 1, 1))


def test_every_pack_that_is_shipped_comes_through_the_public_hook():
    standing = Registry.builtin().standing
    given = builtin.supervise_standards()

    assert {id(each) for each in given} == {
        id(each)
        for each in (
            *standing.editions,
            *standing.alerts.values(),
            *standing.response_grids.values(),
        )
    }
    assert {"idaho_contacts", "new_york_contacts"} <= set(standing.standards)
