"""`instruments`, `plugins` and `describe`: what is there, from where, and what failed."""

import subprocess
import sys
from importlib import import_module
from types import SimpleNamespace

import pytest

from supervise._version import __version__
from supervise.cli import proofs
from supervise.instruments.analysis import (
    Counterexample,
    Course,
    Exactness,
    LevelProof,
    ScaleProof,
    Verdict,
)
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.plugins import Registry, hookimpl
from supervise.plugins import builtin as builtin_plugin
from tests.plugins.samples import black_box, consuming, instrument, plugin


@pytest.fixture
def install(monkeypatch):
    """Install plugins beside the built-in one, as far as commands can tell."""

    def installed(*plugins):
        registry = Registry.of(builtin_plugin, *plugins, strict=False)
        monkeypatch.setattr(Registry, "installed", lambda: registry)

    return installed


def test_every_instrument_is_listed_with_version_purpose_and_date_checked(run):
    ran = run("instruments")

    lines = {line.split()[0]: line for line in ran.out.splitlines()}
    assert (0, "") == (ran.status, ran.err)
    assert {"id", "ogrs4", "psa", "bc_crna"} <= lines.keys()
    for each in Registry.builtin().instruments.values():
        for said in (each.version, each.purpose, str(each.source.checked), each.title):
            assert said in lines[each.id]


def test_a_plugin_that_failed_is_pointed_at(run, install):
    def broken():
        raise RuntimeError("no licence key")

    install(plugin("tools", supervise_instruments=broken))

    listed, plugins = run("instruments"), run("plugins")

    assert "1 things failed to load; 'supervise plugins' says which" in listed.err
    assert "no licence key" in plugins.out
    assert "plugin 'tools'" in plugins.out


def test_plugins_says_what_each_gave(run, install):
    install(plugin("tools", supervise_instruments=(instrument("invented"),)))

    out = run("plugins").out

    assert "plugin 'tools'\n  instruments: invented" in out
    assert "ogrs3, ogrs4" in out


def test_plugins_names_every_policy_and_pack_by_its_kind(run):
    said = " ".join(run("plugins").out.split())
    registry = Registry.builtin()

    for kind, ids in (
        ("policies", registry.policies),
        ("standards", registry.standing.standards),
        ("eligibility rules", registry.standing.eligibility),
    ):
        listed = said.partition(f" {kind}: ")[2].partition(":")[0]
        assert ids
        for id in ids:
            assert id in listed, (kind, id)


def test_a_plugin_that_gave_nothing_says_so(run, install):
    install(plugin("tools", supervise_instruments=()))

    assert "plugin 'tools'\n  gave nothing" in run("plugins").out


def test_describe_says_what_is_asked_scored_and_not_done(run):
    out = run("describe", "psa").out

    for said in (
        "psa 2022-03: Public Safety Assessment",
        "made for: pretrial",
        "recent_fta: Failures to appear in the last two years",
        "a whole number from 0 to 999",
        "nca: New criminal arrest",
        "points, added up, converted to the published score",
        "every item of the scale must be answered",
        "violent convictions, but no earlier",
    ):
        assert said in out


def test_describe_names_every_item_and_scale(run):
    for each in Registry.builtin().instruments.values():
        out = run("describe", each.id).out

        for part in (*each.items, *each.scales):
            assert f"  {part.id}: " in out


def test_describe_says_what_an_instrument_consumes(run, install):
    install(
        plugin(
            "tools", supervise_instruments=(instrument("one"), consuming("two", "one"))
        )
    )

    assert "one: score of total" in run("describe", "two").out


def test_describe_proves_what_can_come_about_where_it_is_asked_to(run):
    plain, proven = run("describe", "mst"), run("describe", "mst", "--proof")

    # nine items of two points at most, and one of one
    assert "mst: 0 to 19" in proven.out
    assert "every level is reached" in proven.out
    assert "10 of 10 items are proven to go one way" in proven.out
    assert "can come about at all" not in plain.out


def test_an_unknown_id_suggests_the_nearest(run):
    ran = run("describe", "ogrs5")

    assert (2, "") == (ran.status, ran.out)
    assert "no instrument 'ogrs5'; nearest: ogrs4" in ran.err


def test_an_instrument_that_failed_to_load_says_why(run, install):
    class Tools:
        @hookimpl
        def supervise_instruments(self):
            return [instrument("one"), instrument("one")]

    install(Tools())

    ran = run("describe", "one")

    assert 2 == ran.status
    assert "instrument 'one' failed to load" in ran.err


def test_no_command_is_a_refused_argument(run):
    ran = run()

    assert 2 == ran.status
    assert "usage: supervise" in ran.err


def test_the_version_is_told(run):
    assert f"{__version__}\n" == run("--version").out


def test_python_m_supervise_is_the_same_command():
    finished = subprocess.run(
        [sys.executable, "-m", "supervise", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert f"{__version__}\n" == finished.stdout


def test_looking_into_the_command_runs_nothing(capsys):
    """Tools that go through all modules of a package import this one too."""
    import_module("supervise.__main__")

    assert ("", "") == capsys.readouterr()


def test_a_reader_who_stops_reading_is_no_error():
    finished = subprocess.run(
        f"{sys.executable} -m supervise describe ogrs4 | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "" == finished.stderr
    assert finished.stdout.startswith("ogrs4")


def test_listing_needs_no_cattrs():
    code = (
        "import sys; from supervise.cli import main; main(['instruments']); "
        "sys.exit('cattrs' in sys.modules)"
    )

    finished = subprocess.run([sys.executable, "-c", code], check=False)

    assert 0 == finished.returncode


def test_describe_says_that_a_model_of_a_plugin_scores(run, install):
    install(plugin("tools", supervise_instruments=[black_box()]))

    assert "a model that a plugin brings" in run("describe", "model").out


def test_a_proof_says_what_is_not_shown(run, monkeypatch):
    low, medium, high = (LOW_MEDIUM_HIGH[each] for each in ("low", "medium", "high"))
    fall = Counterexample(
        item="work", lower_answer=0, higher_answer=1, difference=-1, others={}
    )
    kept = {"scores": (), "method": "by going through answers"}
    found = (
        ScaleProof(
            scale="points",
            exactness=Exactness.BOUND,
            lowest=1,
            highest=7,
            within=(0, 9),
            levels=(
                LevelProof(level=low, verdict=Verdict.REACHED),
                LevelProof(level=medium, verdict=Verdict.NOT_SHOWN),
                LevelProof(level=high, verdict=Verdict.UNREACHABLE),
            ),
            band_faults=("8 is in no band",),
            courses=(
                Course(scale="points", item="work", falls=fall),
                Course(scale="points", item="home", against_need=fall),
            ),
            **kept,
        ),
        ScaleProof(
            scale="rated",
            exactness=Exactness.EXACT,
            lowest=None,
            highest=None,
            levels=(LevelProof(level=low, verdict=Verdict.REACHED),),
            **kept,
        ),
        ScaleProof(
            scale="asked",
            exactness=Exactness.BOUND,
            lowest=None,
            highest=None,
            levels=(),
            **kept,
        ),
    )
    monkeypatch.setattr(
        proofs, "proof_of", lambda *_, **__: SimpleNamespace(scales=found)
    )

    out = " ".join(run("describe", "mst", "--proof").out.split())

    for said in (
        "points: 1 to 7 at least, and within 0 to 9",
        "medium is not shown; high is unreachable; 8 is in no band",
        "0 of 2 items are proven to go one way",
        "; up and down: work; more need counts less: home",
        "rated: levels only",
        "every level is reached; no number is in two bands or in none",
        "asked: nothing was come by",
        "no levels",
    ):
        assert said in out
