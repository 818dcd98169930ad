"""Plugins are loaded one at a time: what fails is told, and stops nothing else."""

import sys
from types import SimpleNamespace

import attrs
import pytest

from supervise.errors import DeclarationError, PluginError
from supervise.levels import IntensityScheme, LevelScheme
from supervise.needs import NeedDomain, NeedKind
from supervise.plugins import Registry, hookimpl
from tests.plugins.installing import GOOD, strangers
from tests.plugins.samples import instrument, plugin


def failures(*plugins):
    report = Registry.of(*plugins, strict=False).report
    return [(f.what, f.why, f.remedy) for f in report.failures]


def only_failure(plugin):
    (found,) = failures(plugin)
    return found


def raising(error):
    def hook():
        raise error

    return hook


# -- what a hook gives


@pytest.mark.parametrize(
    ("gives", "why"),
    (
        (None, "gave None"),
        (7, "gave an int"),
        (instrument("own"), "gave an Instrument"),
        ({"own": instrument("own")}, "gave a dict"),
        ((each for each in ()), "gave a generator"),
        (iter([instrument("own")]), "gave a list_iterator"),
    ),
)
def test_anything_but_a_list_or_a_tuple_is_refused(gives, why):
    found = only_failure(plugin(supervise_instruments=gives))

    assert found == ("hook supervise_instruments", why, "give a list or a tuple")


def test_a_hook_that_yields_is_refused():
    def hook():
        yield instrument("own")

    assert "gave a generator" == only_failure(plugin(supervise_instruments=hook))[1]


def test_a_thing_of_another_kind_is_refused_and_the_others_stay():
    tools = plugin(supervise_instruments=[7, instrument("own")])

    registry = Registry.of(tools, strict=False)

    (failure,) = registry.report.failures
    assert list(registry.instruments) == ["own"]
    assert failure.why == "thing 1 is an int"


def test_a_level_scheme_is_no_instrument():
    tools = plugin(supervise_instruments=[LevelScheme("own", ("low", "high"))])

    assert "thing 1 is a LevelScheme" == only_failure(tools)[1]


def test_a_subclass_of_instrument_is_refused():
    own = instrument("own")

    class Sly(type(own)):
        pass

    fields = {f.name: getattr(own, f.name) for f in attrs.fields(type(own)) if f.init}
    tools = plugin(supervise_instruments=[Sly(**fields)])

    assert "thing 1 is a Sly" == only_failure(tools)[1]


def test_a_declaration_that_can_change_later_is_refused():
    own = instrument("own")
    counted = own.scales[0].table
    counted = attrs.evolve(counted, rows=list(counted.rows))
    own = attrs.evolve(own, scales=(attrs.evolve(own.scales[0], table=counted),))

    what, why, _ = only_failure(plugin(supervise_instruments=[own]))

    assert what == "instrument 'own'"
    assert why == "can change after it is declared: scales[0].table.rows is a list"


def test_a_list_that_the_plugin_keeps_and_fills_later_changes_nothing():
    kept = [instrument("own")]
    registry = Registry.of(plugin(supervise_instruments=lambda: kept))

    kept.append(instrument("later"))

    assert list(registry.instruments) == ["own"]


# -- what a hook does


@pytest.mark.parametrize(
    "error",
    (ValueError("broken"), SystemExit(3), RecursionError("deep"), AssertionError()),
)
def test_a_hook_that_raises_stops_nothing_else(error):
    bad = plugin("bad", supervise_instruments=raising(error))
    good = plugin("good", supervise_instruments=[instrument("own")])

    registry = Registry.of(bad, good, strict=False)

    (failure,) = registry.report.failures
    assert list(registry.instruments) == ["own"]
    assert failure.origin.plugin == "bad"
    assert failure.why.startswith(f"raised {type(error).__name__}")


def test_the_place_where_a_plugin_raised_is_told():
    tools = plugin(supervise_instruments=raising(ValueError("broken")))

    assert "raised ValueError: broken (test_loading.py, line " in only_failure(tools)[1]


def test_an_interrupt_passes():
    tools = plugin(supervise_instruments=raising(KeyboardInterrupt()))

    with pytest.raises(KeyboardInterrupt):
        Registry.of(tools, strict=False)


def test_a_wrong_declaration_is_told_with_all_its_defects():
    error = DeclarationError("instrument 'own'", ["no items", "no scales"])

    what, why, _ = only_failure(plugin(supervise_instruments=raising(error)))

    assert (what, why) == ("instrument 'own'", "no items; no scales")


def test_the_strict_host_gets_the_first_failure_at_once():
    tools = plugin(supervise_instruments=raising(ValueError("broken")))

    with pytest.raises(PluginError, match=r"plugin 'tools'.*ValueError: broken") as got:
        Registry.of(tools)

    assert isinstance(got.value.original, ValueError)
    assert got.value.__cause__ is got.value.original


# -- how a hook is written


def test_a_forgotten_decorator_is_found():
    tools = SimpleNamespace(supervise_instruments=lambda: [instrument("own")])

    assert only_failure(tools) == (
        "hook supervise_instruments",
        "is not marked",
        "put @hookimpl above it",
    )


def test_a_misspelt_hook_is_found():
    tools = SimpleNamespace(supervise_instrument=hookimpl(lambda: ()))

    assert only_failure(tools) == (
        "hook supervise_instrument",
        "there is no such hook",
        "did you mean supervise_instruments?",
    )


def test_a_misspelt_hook_without_a_decorator_is_found():
    tools = SimpleNamespace(supervise_instrumnets=lambda: ())

    assert only_failure(tools)[2] == "did you mean supervise_instruments?"


def test_a_hook_under_a_name_unlike_any_is_told_which_there_are():
    tools = SimpleNamespace(anything=hookimpl(lambda: ()))

    assert only_failure(tools)[2].startswith("there are: supervise_")


def test_an_argument_that_the_hook_does_not_have_is_found():
    @hookimpl
    def supervise_instruments(catalogue):
        return []

    tools = SimpleNamespace(supervise_instruments=supervise_instruments)

    assert only_failure(tools) == (
        "hook supervise_instruments",
        "takes catalogue",
        "it may take no arguments",
    )


@pytest.mark.parametrize("option", ("wrapper", "hookwrapper"))
def test_a_wrapper_is_refused(option):
    @hookimpl(**{option: True})
    def supervise_instruments():
        return (yield)

    tools = SimpleNamespace(supervise_instruments=supervise_instruments)

    assert "is a wrapper" == only_failure(tools)[1]


def test_an_async_hook_is_refused():
    @hookimpl
    async def supervise_instruments():
        return []

    tools = SimpleNamespace(supervise_instruments=supervise_instruments)

    assert only_failure(tools)[1:] == ("is async", "write a plain function")


def test_a_plugin_without_hooks_is_told_so():
    assert only_failure(SimpleNamespace())[:2] == ("the plugin", "implements no hook")


def test_a_class_is_no_plugin_but_an_object_made_from_it_is():
    class Tools:
        @hookimpl
        def supervise_instruments(self):
            return [instrument("own")]

    assert only_failure(Tools)[1] == "is a class"
    assert list(Registry.of(Tools()).instruments) == ["own"]


def test_a_plugin_whose_attributes_raise_stops_nothing():
    class Hostile:
        def __dir__(self):
            raise RuntimeError("do not look")

    assert "RuntimeError: do not look" in only_failure(Hostile())[1]


def test_a_property_is_not_run_in_passing():
    class Tools:
        @property
        def secret(self):
            raise AssertionError

        @hookimpl
        def supervise_instruments(self):
            return [instrument("own")]

    assert list(Registry.of(Tools()).instruments) == ["own"]


# -- two that say different things


def test_of_two_that_offer_one_id_neither_is_used():
    one = plugin("one", supervise_instruments=[instrument("own", version="1")])
    two = plugin("two", supervise_instruments=[instrument("own", version="2")])

    registry = Registry.of(one, two, strict=False)

    assert dict(registry.instruments) == {}
    assert [f.why for f in registry.report.failures] == [
        "is also offered by plugin 'two'",
        "is also offered by plugin 'one'",
    ]


def test_an_id_offered_twice_by_one_plugin_is_not_used():
    one = plugin(supervise_instruments=[instrument("own"), instrument("own")])

    registry = Registry.of(one, strict=False)

    assert dict(registry.instruments) == {}
    assert [f.why for f in registry.report.failures] == ["is offered twice"] * 2


def test_a_word_given_twice_in_the_same_way_is_taken_once():
    one = plugin("one", supervise_vocabularies=[LevelScheme("own", ("low", "high"))])
    two = plugin("two", supervise_vocabularies=[LevelScheme("own", ("low", "high"))])

    registry = Registry.of(one, two)

    assert list(registry.vocabularies.level_schemes) == ["own"]


def test_a_word_with_two_meanings_is_refused():
    one = plugin("one", supervise_vocabularies=[LevelScheme("own", ("low", "high"))])
    two = plugin("two", supervise_vocabularies=[LevelScheme("own", ("high", "low"))])

    registry = Registry.of(one, two, strict=False)

    assert dict(registry.vocabularies.level_schemes) == {}
    assert len(registry.report.failures) == 2


def test_vocabularies_are_kept_by_their_kind():
    pets = NeedDomain("pets", "pets", NeedKind.STABILITY)
    words = [IntensityScheme("own", ("less", "more")), pets]

    registry = Registry.of(plugin(supervise_vocabularies=words))

    assert list(registry.vocabularies.intensity_schemes) == ["own"]
    assert registry.vocabularies.need_domains["pets"] is pets


# -- what is installed


def test_an_installed_plugin_is_found(install):
    install("example-tools", "tools", GOOD.format(id="own"), version="2.5")

    registry = Registry.installed()

    (found,) = strangers(registry)
    assert str(found) == "plugin 'tools' (example-tools 2.5): gave instrument 'own'"
    assert "ogrs4" in registry.instruments


@pytest.mark.parametrize(
    ("code", "why"),
    (
        ("import nothing_of_that_name", "raised ModuleNotFoundError"),
        ("raise SystemExit('bye')", "raised SystemExit: bye"),
        ("import sys; sys.exit()", "raised SystemExit"),
        ("def f(:", "raised SyntaxError"),
        ("1 / 0", "raised ZeroDivisionError"),
    ),
)
def test_a_plugin_that_fails_on_import_is_told_and_stops_nothing(install, code, why):
    install("bad-tools", "bad", code, version="0.3")
    install("good-tools", "good", GOOD.format(id="own"))

    registry = Registry.installed()

    (failure,) = registry.report.failures
    assert str(failure.origin) == "plugin 'bad' (bad-tools 0.3)"
    assert failure.what == "entry point 'bad_tools_bad'"
    assert failure.why.startswith(why)
    assert {"ogrs4", "own"} <= set(registry.instruments)


def test_the_line_that_is_told_is_the_plugins_own_and_not_this_librarys(install):
    install(
        "bad-tools", "bad", "from supervise.rules import Ref\n\nRef('job') >= 'none'"
    )

    (failure,) = Registry.installed().report.failures

    assert failure.why.endswith("(bad_tools_bad.py, line 3)")


def test_a_text_that_is_no_python_is_told_where_python_says_so(install):
    install("bad-tools", "bad", "x = (")

    (failure,) = Registry.installed().report.failures

    assert "(bad_tools_bad.py, line 1)" in failure.why
    assert "importlib" not in failure.why


def test_an_entry_point_with_the_name_of_the_distribution_is_told(install):
    install("bad-tools", "bad", "", value="bad-tools")

    (failure,) = Registry.installed().report.failures

    assert failure.what == "entry point 'bad-tools'"
    assert failure.why.startswith("is no name of a module")


def test_an_interrupt_while_importing_passes(install):
    install("bad-tools", "bad", "raise KeyboardInterrupt")

    with pytest.raises(KeyboardInterrupt):
        Registry.installed()


def test_an_entry_point_that_names_nothing_is_told(install):
    install("bad-tools", "bad", "", value="bad_tools_bad:absent")

    (failure,) = Registry.installed().report.failures

    assert "AttributeError" in failure.why


def test_the_strict_host_is_told_at_once(install):
    install("bad-tools", "bad", "1 / 0")

    with pytest.raises(PluginError, match="bad-tools"):
        Registry.installed(strict=True)


def test_a_stranger_does_not_displace_what_is_built_in(install):
    install("sly-tools", "sly", GOOD.format(id="ogrs4"))

    registry = Registry.installed()

    (failure,) = registry.report.failures
    assert registry.origin("instrument", "ogrs4").plugin == "builtin"
    assert failure.origin.distribution == "sly-tools"
    assert failure.what == "instrument 'ogrs4'"


@pytest.mark.parametrize("name", ("tools", "example-tools"))
def test_a_plugin_can_be_left_out_by_its_name_or_its_distribution(install, name):
    install("example-tools", "tools", "raise AssertionError('was imported')")

    registry = Registry.installed(without=[name])

    (found,) = strangers(registry)
    assert found.left_out
    assert registry.report.ok


def test_plugins_are_asked_in_the_order_of_distribution_and_name(install):
    install("b-tools", "one", GOOD.format(id="b1"))
    install("a-tools", "two", GOOD.format(id="a2"))
    install("a-tools", "one", GOOD.format(id="a1"))

    found = strangers(Registry.installed())

    expected = [("a-tools", "one"), ("a-tools", "two"), ("b-tools", "one")]
    assert expected == [(f.origin.distribution, f.origin.plugin) for f in found]


def test_an_entry_point_of_another_group_is_no_plugin(install):
    install("other-tools", "tools", "1 / 0", group="other")

    assert [] == strangers(Registry.installed())


def test_a_report_lists_what_was_given_and_what_failed(install):
    install("bad-tools", "bad", "1 / 0")
    install("good-tools", "good", GOOD.format(id="own"))

    report = Registry.installed(without=["builtin"]).report

    assert str(report).splitlines() == [
        "plugin 'builtin' (community-supervision 0.1.0): left out",
        "plugin 'bad' (bad-tools 1.0): gave nothing",
        (
            "  failed: entry point 'bad_tools_bad': "
            "raised ZeroDivisionError: division by zero (bad_tools_bad.py, line 1)"
        ),
        "plugin 'good' (good-tools 1.0): gave instrument 'own'",
    ]


def test_nothing_is_loaded_before_it_is_asked_for(install):
    module = install("example-tools", "tools", GOOD.format(id="own"))

    Registry.builtin()

    assert module not in sys.modules
