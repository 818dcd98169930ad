"""Notes fit their templates, keep facts apart from opinion, and are never altered."""

import attrs
import pytest

from supervise.casefile import (
    EXAMPLE_TEMPLATES,
    NoteTemplate,
    TemplateField,
    note_problems,
    state_of,
)
from supervise.errors import DeclarationError, ProblemCode
from supervise.records import CaseNote, Passage, Saying
from tests.casefile.invented import a_case, day, note


def problems(written):
    return {(p.code, p.item) for p in note_problems(written, EXAMPLE_TEMPLATES)}


def test_there_is_a_template_for_each_usual_kind_of_note():
    assert {
        "session",
        "home_visit",
        "collateral",
        "incident",
        "review",
        "court",
    } == {each.id for each in EXAMPLE_TEMPLATES}


@pytest.mark.parametrize("template", EXAMPLE_TEMPLATES, ids=lambda t: t.id)
def test_a_template_has_a_place_for_opinion_apart_from_facts(template):
    sayings = {each.saying for each in template.fields}

    assert {Saying.FACT, Saying.OPINION} <= sayings


def test_a_note_that_fits_has_no_problem():
    assert set() == problems(note())


def test_everything_that_does_not_fit_is_named_at_once():
    written = attrs.evolve(
        note(),
        passages=(
            Passage(field="checked_in", saying=Saying.OPINION, text="Lazy, I think."),
            Passage(field="reviewed", saying=Saying.FACT, text="The task."),
            Passage(field="reviewed", saying=Saying.FACT, text="Again."),
            Passage(field="weather", saying=Saying.FACT, text="Rain."),
        ),
    )

    assert {
        (ProblemCode.NOT_ALLOWED, "checked_in"),
        (ProblemCode.REPEATED_ID, "reviewed"),
        (ProblemCode.UNKNOWN_ITEM, "weather"),
        (ProblemCode.MISSING, "worked_on"),
        (ProblemCode.MISSING, "agreed"),
    } == problems(written)


def test_a_template_that_is_not_there_is_a_problem_with_the_nearest():
    (problem,) = note_problems(
        attrs.evolve(note(), template="sesion"), EXAMPLE_TEMPLATES
    )

    assert "nearest: session" == problem.remedy


def test_no_problem_repeats_what_a_note_says():
    written = attrs.evolve(
        note(), passages=(Passage(field="x", saying=Saying.FACT, text="CANARY"),)
    )

    assert "CANARY" not in "".join(
        map(str, note_problems(written, EXAMPLE_TEMPLATES))
    ) + repr(written)


def test_a_note_is_put_right_by_a_new_one_and_both_stay():
    case = a_case(facts=(note("n1", 20), note("n2", 21, supersedes="n1")))

    assert ["n2"] == [
        each.entry.id for each in state_of(case, as_of=day(30)).of_kind(CaseNote)
    ]
    assert 2 == len(case.facts)


def test_a_template_that_asks_for_nothing_is_refused():
    with pytest.raises(DeclarationError):
        NoteTemplate(
            id="x",
            title="x",
            fields=(
                TemplateField(id="a", title="a", saying=Saying.FACT, required=False),
            ),
        )
