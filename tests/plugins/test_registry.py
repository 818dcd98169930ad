"""The registry: what a host may use by name, and what it says of names that are not there."""

import subprocess
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import supervise
from supervise import packs
from supervise.errors import NotLoaded, PluginError, ProblemCode, UnknownName
from supervise.instruments import ScaleOf, catalogue, score
from supervise.instruments.catalogue import ogrs4
from supervise.intensity import recommend
from supervise.packs import bc_crna_supervision, discharge_criteria, new_york_contacts
from supervise.plugins import Registry, builtin
from supervise.records import Status
from tests.monitoring.test_alerts import NINETY_LOW
from tests.monitoring.test_responses import GRID
from tests.plugins.samples import consuming, instrument, plugin, with_percents

ON = date(2026, 8, 1)


def test_the_catalogue_is_there_by_name():
    assert ogrs4.INSTRUMENT is Registry.builtin().instrument("ogrs4")


def test_every_module_of_the_catalogue_is_found_without_a_list():
    (folder,) = catalogue.__path__
    modules = {path.stem for path in Path(folder).glob("*.py")} - {"__init__"}

    assert modules == set(Registry.builtin().instruments)


def test_the_built_in_catalogue_uses_the_public_door():
    by_name = Registry.builtin().instruments

    assert list(by_name) == list(Registry.of(builtin).instruments)


def test_a_registry_of_one_instrument_has_only_that_one():
    assert ["own"] == list(Registry.of(instrument("own")).instruments)


def test_instruments_are_in_the_order_of_their_ids():
    registry = Registry.of(instrument("b"), instrument("c"), instrument("a"))

    assert ["a", "b", "c"] == list(registry.instruments)


def test_what_a_registry_holds_cannot_be_changed():
    registry = Registry.of(instrument("own"))

    with pytest.raises(TypeError):
        registry.instruments["other"] = instrument("other")
    with pytest.raises(AttributeError):
        registry.instruments = {}


def test_an_unknown_name_suggests_the_nearest():
    with pytest.raises(UnknownName, match="no instrument 'ogrs'; nearest: ogrs4"):
        Registry.builtin().instrument("ogrs")


def test_an_instrument_that_failed_to_load_says_why():
    tools = plugin(supervise_instruments=[consuming("own", "own")])
    registry = Registry.of(tools, strict=False)

    with pytest.raises(NotLoaded, match="waits for itself: own needs own"):
        registry.instrument("own")


def test_an_unknown_name_also_tells_what_failed_to_load():
    def broken():
        raise ImportError("no module named 'brains'")

    registry = Registry.of(plugin(supervise_instruments=broken), strict=False)

    with pytest.raises(UnknownName, match=r"failed to load: .*brains"):
        registry.instrument("own")


def test_the_id_of_another_kind_of_thing_is_told_as_such():
    with pytest.raises(UnknownName, match="'bc_crna_supervision' is a policy"):
        Registry.builtin().instrument("bc_crna_supervision")
    with pytest.raises(UnknownName, match="'idaho_contacts' is a pack of standards"):
        Registry.builtin().policy("idaho_contacts")


def test_an_unknown_policy_suggests_the_nearest():
    with pytest.raises(UnknownName, match="no policy 'matrix'"):
        Registry.of().policy("matrix")


def test_the_policies_of_the_example_packs_are_there_by_name():
    assert bc_crna_supervision.POLICY is Registry.builtin().policy(
        "bc_crna_supervision"
    )


def test_every_example_pack_with_a_policy_is_found_without_a_list():
    (folder,) = packs.__path__
    modules = {path.stem for path in Path(folder).glob("*.py")} - {"__init__"}
    found = [import_module(f"supervise.packs.{each}") for each in modules]
    policies = {pack.POLICY for pack in found if hasattr(pack, "POLICY")}
    policies |= {each for pack in found for each in getattr(pack, "POLICIES", ())}

    assert policies == set(Registry.builtin().policies.values())


def test_the_standing_rules_of_the_example_packs_are_there_by_name():
    standing = Registry.builtin().standing

    assert new_york_contacts.PACK is standing.standards["new_york_contacts"]
    assert set(discharge_criteria.RULES) <= set(standing.eligibility.values())
    assert "iowa_early_discharge" in standing.eligibility


def test_a_registry_recommends_as_the_pure_function_does():
    registry = Registry.builtin()
    policy, facts = bc_crna_supervision.POLICY, {"sexual_offence_rating": "4a"}

    assert recommend(policy, (), facts, on=ON) == registry.recommend(
        "bc_crna_supervision", (), facts, on=ON
    )


def test_where_a_thing_came_from_is_known():
    registry = Registry.of(plugin("tools", supervise_instruments=[instrument("own")]))

    assert "tools" == registry.origin("instrument", "own").plugin


def test_where_an_unknown_thing_came_from_is_not_known():
    with pytest.raises(UnknownName):
        Registry.of(instrument("own")).origin("instrument", "owl")


def test_the_built_in_vocabularies_are_there():
    words = Registry.builtin().vocabularies

    assert words.need_domains["work"].title == "education and work"
    assert words.level_schemes["low_medium_high"].codes == ("low", "medium", "high")


def test_the_built_in_plugin_stands_in_the_report_with_its_version():
    (loaded,) = Registry.builtin().report.plugins

    assert loaded.origin.distribution == "community-supervision"
    assert loaded.origin.version == supervise.__version__
    assert "instrument 'ogrs4'" in loaded.gave


def test_a_registry_shows_its_size_and_no_more():
    registry = Registry.of(instrument("own"))

    assert repr(registry) == "<registry of 1 instruments and 0 policies; 0 failures>"


def test_making_a_registry_loads_nothing_heavy():
    code = (
        "import sys; from supervise.plugins import Registry; Registry.builtin();"
        "print(sorted({'cattrs','pytest','hypothesis','narwhals'} & set(sys.modules)))"
    )

    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )

    assert said.stdout == "[]\n"


# -- scoring


def test_an_instrument_without_dependencies_scores_as_the_pure_function_does():
    own = instrument("own", "a", "b")
    answers = {"a": True, "b": False}

    assert score(own, answers, on=ON) == Registry.of(own).score("own", answers, on=ON)


def test_what_an_instrument_consumes_is_scored_before_it():
    registry = Registry.of(instrument("first", "a", "b"), consuming("second", "first"))

    sheet = registry.score("second", {"a": True, "b": True, "asked": True}, on=ON)

    # Two yes in the first, one in the second: 2 + 1.
    assert sheet["total"].raw == 3
    assert sheet.problems == ()


def test_a_chain_of_dependencies_is_scored_from_its_beginning():
    registry = Registry.of(
        consuming("third", "second"),
        consuming("second", "first"),
        instrument("first", "a"),
    )

    sheets = registry.sheets("third", {"a": True, "asked": True}, on=ON)

    # 1; 1 + 1; 2 + 1.
    expected = [("first", 1), ("second", 2), ("third", 3)]
    assert expected == [(s.instrument, s["total"].raw) for s in sheets]


def test_an_instrument_that_two_others_consume_is_scored_once():
    registry = Registry.of(
        instrument("base", "a"),
        consuming("left", "base"),
        consuming("right", "base"),
        consuming("top", "left", "right"),
    )

    sheets = registry.sheets("top", {"a": True, "asked": False}, on=ON)

    assert sorted(s.instrument for s in sheets) == ["base", "left", "right", "top"]
    assert sheets[-1]["total"].raw == 2


def test_a_key_that_no_involved_instrument_knows_is_a_problem():
    registry = Registry.of(instrument("first", "a"), consuming("second", "first"))

    sheet = registry.score("second", {"a": True, "asked": True, "odd": 1}, on=ON)

    expected = [(ProblemCode.UNKNOWN_ITEM, "odd")]
    assert expected == [(p.code, p.item) for p in sheet.errors]
    assert sheet["total"].status is Status.INVALID


def test_items_of_another_instrument_are_let_through_only_where_it_is_involved():
    registry = Registry.of(instrument("first", "a"), instrument("alone", "b"))

    sheet = registry.score("alone", {"a": True, "b": True}, on=ON)

    expected = [(ProblemCode.UNKNOWN_ITEM, "a")]
    assert expected == [(p.code, p.item) for p in sheet.errors]


def test_a_sheet_keeps_only_the_answers_that_are_its_own():
    registry = Registry.of(instrument("first", "a"), consuming("second", "first"))

    first, second = registry.sheets("second", {"a": True, "asked": False}, on=ON)

    assert dict(first.answers) == {"a": True}
    assert dict(second.answers) == {"asked": False}


def test_what_stands_in_the_way_upstream_is_a_dependency():
    registry = Registry.of(instrument("first", "a"), consuming("second", "first"))

    sheet = registry.score("second", {"asked": True}, on=ON)

    assert [p.code for p in sheet.errors] == [ProblemCode.DEPENDENCY]
    assert sheet["total"].status is Status.MISSING


def test_an_instrument_whose_dependency_is_not_there_says_so():
    registry = Registry.of(consuming("second", "first"))

    sheet = registry.score("second", {"asked": True}, on=ON)

    assert [p.code for p in sheet.errors] == [ProblemCode.DEPENDENCY]


def test_scoring_under_an_unknown_name_raises():
    with pytest.raises(UnknownName):
        Registry.of().score("own", {}, on=ON)


# -- dependencies that cannot be


def test_a_ring_of_instruments_is_named():
    ring = [consuming("a", "b"), consuming("b", "c"), consuming("c", "a")]

    with pytest.raises(PluginError) as got:
        Registry.of(*ring)

    # It may begin anywhere, but a needs b, b needs c, c needs a.
    ways = ("a needs b needs c needs a", "b needs c needs a needs b")
    ways += ("c needs a needs b needs c",)
    assert any(way in str(got.value) for way in ways)


def test_every_instrument_of_a_ring_is_refused_and_the_others_stay():
    ring = [consuming("a", "b"), consuming("b", "a"), instrument("c")]

    registry = Registry.of(*ring, strict=False)

    refused = [f.what for f in registry.report.failures]
    assert list(registry.instruments) == ["c"]
    assert refused == ["instrument 'a'", "instrument 'b'"]


def test_two_rings_are_both_found():
    rings = [consuming("a", "b"), consuming("b", "a"), consuming("c", "c")]

    assert len(Registry.of(*rings, strict=False).report.failures) == 3


def test_a_consumed_scale_that_does_not_exist_is_refused():
    second = instrument("second", consumes=(ScaleOf("first", "totl", "score"),))

    with pytest.raises(PluginError, match=r"'first\.totl', but the scales are: total"):
        Registry.of(instrument("first"), second)


def test_a_percent_that_points_do_not_have_is_refused():
    with pytest.raises(PluginError, match=r"'first\.total', which has no percent"):
        Registry.of(instrument("first"), consuming("second", "first", part="percent"))


@pytest.mark.parametrize("part", ("percent", "score"))
def test_log_odds_have_a_percent_and_a_score(part):
    registry = Registry.of(
        with_percents("first"), consuming("second", "first", part=part)
    )

    assert list(registry.instruments) == ["first", "second"]


def test_alert_rules_and_response_grids_of_a_plugin_are_there_by_name():
    brought = plugin(supervise_standards=[NINETY_LOW, GRID])

    standing = Registry.of(brought).standing

    assert {"ninety_low": NINETY_LOW} == dict(standing.alerts)
    assert {GRID.id: GRID} == dict(standing.response_grids)


def test_private_modules_and_folders_of_a_catalogue_are_no_part_of_it(
    tmp_path, monkeypatch
):
    """A module with an underscore holds what others share, a folder what is past."""
    catalogue_of = tmp_path / "invented_catalogue"
    (catalogue_of / "superseded").mkdir(parents=True)
    for name in ("__init__", "_shared", "tool", "superseded/__init__"):
        (catalogue_of / f"{name}.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    package = import_module("invented_catalogue")

    found = [module.__name__ for module in builtin._modules(package)]

    assert ["invented_catalogue.tool"] == found
