"""Each check catches an animal of its own, catches no other, and accuses no sound twin."""

from functools import cache

import attrs
import pytest

from supervise.instruments import NONE_MAY_BE_MISSING, Flag, Points
from supervise.rules import row, table
from supervise.testing.outcomes import Outcome
from supervise.testing.running import OF_INSTRUMENTS, check, checks_for
from supervise.testing.subjects import instrument_subject
from tests.testing import specimen
from tests.testing.specimen import SPECIMEN, moved
from tests.testing.zoo import ANIMALS, TWINS, scales_with


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


ONLY_YES_OR_NO = attrs.evolve(
    SPECIMEN,
    items=(moved,),
    scales=(
        Points(
            "total",
            "Total",
            table=table(("total",), row(moved.yes, 1)),
            missing=NONE_MAY_BE_MISSING,
        ),
    ),
    rules=(),
    covers=(),
    examples=(),
)
FRIENDS_IN_OLD_AGE = Flag(
    "old", when=(specimen.age < 16) & specimen.friends.is_(3), says="look"
)
NOTHING_TO_CHECK = {
    "answers_off_the_form_are_refused": (ONLY_YES_OR_NO, "no item has such answers"),
    "all_wrong_answers_are_named_at_once": (
        ONLY_YES_OR_NO,
        "fewer than two items can be answered wrongly",
    ),
    "problems_stand_in_form_order": (
        ONLY_YES_OR_NO,
        "fewer than two items are required",
    ),
    # nobody who can be entered on the form is under 16
    "an_answer_to_see_raises_its_flag": (
        attrs.evolve(
            SPECIMEN, scales=scales_with("total", flags=(FRIENDS_IN_OLD_AGE,))
        ),
        "no filled form raises a flag",
    ),
    "outside_the_population_is_told": (
        attrs.evolve(
            SPECIMEN,
            covers=(attrs.evolve(SPECIMEN.covers[0], must_hold=specimen.age >= 16),),
        ),
        "no filled form lies outside the population",
    ),
}


@pytest.mark.parametrize("name", NOTHING_TO_CHECK)
def test_a_check_that_finds_nothing_to_check_says_why(name):
    declared, why = NOTHING_TO_CHECK[name]

    (result,) = check(instrument_subject(declared)).of(name)

    assert (Outcome.SKIPPED, why) == (result.outcome, result.reason)


def test_scoring_that_always_fails_is_told_and_stops_no_check():
    def fails(answers, on):
        raise LookupError("never scores")

    report = check(instrument_subject(SPECIMEN, score_by=fails))

    assert ["something_can_be_scored", "scoring_never_raises"] == failed(report)


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
