"""Values go to other processes and come back the same; a registry says that it does not."""

import pickle
import subprocess
import sys
from datetime import date

import pytest

from supervise import errors
from supervise.exchange import to_json
from supervise.exchange.kinds import kinds
from supervise.plugins import Registry
from supervise.testing import invented_caseload
from tests.exchange.every_value import VALUES
from tests.support.places import package

ON = date(2022, 3, 1)
PROBLEM = errors.Problem(
    code=errors.ProblemCode.MISSING, where="own", item="work", says="is not answered"
)
REFUSAL = errors.Refusal(
    code=errors.RefusalCode.UNKNOWN_ID, where="goal/g9", says="no such goal"
)
# One of each, written down by hand.
ERRORS = (
    errors.CalendarMissing("county"),
    errors.CheckFailed(("psa: items_are_worded: item 1 has no words",)),
    errors.DeclarationError("instrument 'own'", ("no items", "no scales")),
    errors.FrameRefused(["column 'sex' holds lists; give one answer in each cell"]),
    errors.InvalidAnswers("own", (PROBLEM,)),
    errors.InvalidDecision("own", (PROBLEM,)),
    errors.MissingPackage("polars", "batch"),
    errors.NoRecommendation("own", (PROBLEM,)),
    errors.NothingToCompare("ogrs3", "ogrs4"),
    errors.NotLoaded("instrument", "own", ("plugin 'tools': raised ValueError",)),
    errors.PluginError("plugin 'tools'", "supervise_score", "raised KeyError", "x"),
    errors.RevisionRefused("revision 'r1' of plan 'p1'", (REFUSAL,)),
    errors.SchemeMismatch("of no common order"),
    errors.StaleRevision("revision 'r7' of plan 'p1'", expected=3, actual=5),
    errors.UnknownName("instrument", "psaa", ("psa", "ogrs4")),
    errors.UnreadableFile("answers.csv", "the columns repeat", "rename one"),
    errors.UnreadableRecord("score_sheet", ("$.value.on: is null, not a date",)),
)


def there_and_back(value):
    return pickle.loads(pickle.dumps(value))


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("name", sorted(kinds()))
def test_every_kind_of_record_pickles(name, protocol):
    value = VALUES[name]

    assert value == pickle.loads(pickle.dumps(value, protocol))


def test_case_files_pickle():
    caseload = invented_caseload(3)

    assert caseload == there_and_back(caseload)


@pytest.mark.parametrize("id", Registry.builtin().instruments)
def test_an_instrument_and_its_sheet_pickle_with_their_explanation(id):
    registry = Registry.builtin()
    instrument = registry.instrument(id)
    example = instrument.examples[0]

    sheet = registry.score(id, example.answers, on=example.on or date(2026, 1, 15))

    assert instrument == there_and_back(instrument)
    assert to_json(sheet) == to_json(there_and_back(sheet))


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_pickles_with_what_it_says(error):
    found = there_and_back(error)

    assert type(error) is type(found)
    assert str(error) == str(found)
    assert vars(error) == vars(found)


def test_every_error_is_tried():
    written = {
        value
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, errors.SuperviseError)
    }

    assert written - {errors.SuperviseError} == {type(error) for error in ERRORS}


def test_what_a_plugin_raised_stays_in_its_process():
    error = errors.PluginError(
        "plugin 'tools'", "", "raised", original=ValueError(lambda: None)
    )

    assert there_and_back(error).original is None


def test_a_registry_does_not_pickle_and_says_what_to_do():
    with pytest.raises(TypeError, match="make one in each process"):
        pickle.dumps(Registry.builtin())


def test_a_sheet_is_read_in_a_process_that_never_saw_its_instrument(tmp_path):
    psa = Registry.builtin().instrument("psa")
    sheet = Registry.builtin().score("psa", psa.examples[0].answers, on=ON)
    (tmp_path / "sheet").write_bytes(pickle.dumps(sheet))
    code = (
        "import pickle, sys\n"
        "sheet = pickle.load(open('sheet', 'rb'))\n"
        "print(sum(c.amount for c in sheet['nca'].contributions), sheet['nca'].raw)\n"
        "print([m for m in sys.modules if m.startswith('supervise.instruments')])\n"
    )

    said = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(package().parent)},
        text=True,
    )

    total, loaded = said.stdout.splitlines()
    assert len(set(total.split())) == 1
    assert loaded == "[]"
