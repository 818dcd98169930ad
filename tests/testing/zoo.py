"""Broken instruments: each animal breaks one promise, and only one check may catch it.

The faults are those of the field: a zero read as no answer, a default for people of whom nothing
is known, a percent that is a proportion, the first problem reported and no other, an order that
nobody declared.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import NamedTuple

import attrs

from supervise.errors import Problem, ProblemCode
from supervise.instruments import (
    ALL_SCALES,
    Band,
    Change,
    Choice,
    Expected,
    Item,
    Rule,
    Text,
    Whole,
    YesNo,
    bands,
    one_of,
    score,
)
from supervise.levels import LOW_MEDIUM_HIGH, LOW_TO_VERY_HIGH
from supervise.needs import SOME, Need
from supervise.records import Answer, AnswerState, Contribution, Status
from supervise.sources import BaseRate
from supervise.testing.golden_cases import Expectation, GoldenCase
from supervise.testing.subjects import InstrumentSubject, instrument_subject
from tests.testing import specimen
from tests.testing.policies import Forgetful
from tests.testing.specimen import CAUGHT, SPECIMEN

LOWEST = {
    "work": 0,
    "moved": False,
    "friends": 1,
    "arrests": 0,
    "first_age": 8,
}


TOTAL = SPECIMEN.scale("total").table
NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)


class Animal(NamedTuple):
    """A broken instrument, and the one check that catches it."""

    name: str
    caught_by: str
    subject: Callable[[], InstrumentSubject]


# -- declarations that can be made and should not be


def declared(**changes):
    return lambda: instrument_subject(attrs.evolve(SPECIMEN, **changes))


def with_item(item):
    items = (*SPECIMEN.items, item)
    return declared(items=items)


def with_other(item, **changes):
    items = tuple(
        attrs.evolve(each, **changes) if each is item else each
        for each in SPECIMEN.items
    )
    return declared(items=items)


def with_scale(id, **changes):
    return declared(scales=scales_with(id, **changes))


def scales_with(id, **changes):
    return tuple(
        attrs.evolve(scale, **changes) if scale.id == id else scale
        for scale in SPECIMEN.scales
    )


def rate(at, percent):
    return BaseRate(at=at, percent=percent, outcome=CAUGHT, group="g", source="s")


def examples_saying(**expects):
    return tuple(
        attrs.evolve(example, expects={**example.expects, **expects})
        for example in SPECIMEN.examples
    )


def total_bands(scheme, *each, citation="p. 3"):
    return bands(scheme, *each, citation=citation)


UP_AND_DOWN = total_bands(
    LOW_MEDIUM_HIGH, Band(1, 2, "low"), Band(3, 4, "high"), Band(5, 7, "medium")
)
TWICE = total_bands(
    LOW_MEDIUM_HIGH,
    Band(1, 2, "low"),
    Band(3, 3, "medium"),
    Band(4, 4, "medium"),
    Band(5, 7, "high"),
)
NEVER_VERY_HIGH = total_bands(
    LOW_TO_VERY_HIGH, Band(1, 2, "low"), Band(3, 4, "medium"), Band(5, 7, "high")
)
UNCITED = total_bands(
    LOW_MEDIUM_HIGH,
    Band(1, 2, "low"),
    Band(3, 4, "medium"),
    Band(5, 7, "high"),
    citation=" ",
)
NEVER = Rule(
    "never_holds",
    specimen.age < 16,
    "can never be",
    about=specimen.age,
    remedy="none",
    blocks=ALL_SCALES,
)
STEPS = Item("steps", "Steps so far", Whole(0, 10**700))
"""More than the 640 digits that a file may have."""
WRONG_CASE = GoldenCase(
    name="wrong",
    answers=SPECIMEN.examples[0].answers,
    on=SPECIMEN.examples[0].on,
    expects=(Expectation(scale="total", part="score", text="5"),),
    problems=None,
    source="a page that says otherwise",
)

DECLARATIONS = (
    Animal("no wording", "items_are_worded", with_other(specimen.moved, text=" ")),
    Animal(
        "a code without a meaning",
        "choices_are_labelled",
        with_other(
            specimen.friends,
            answers=one_of(
                *specimen.friends.answers.choices[:1],
                Choice(2),
                *specimen.friends.answers.choices[2:],
            ),
        ),
    ),
    Animal(
        "asked and never scored",
        "every_item_is_used",
        with_item(Item("children", "How many children?", Whole(0, 20))),
    ),
    Animal(
        "a need of no domain",
        "what_an_answer_shows_has_a_need",
        with_other(specimen.moved, need=None),
    ),
    Animal(
        "grow younger",
        "facts_of_the_person_are_no_goals",
        with_other(specimen.age, need=Need.WORK, change=Change.GOAL_WORTHY),
    ),
    Animal(
        "up and down",
        "levels_go_one_way",
        lambda: instrument_subject(
            attrs.evolve(
                SPECIMEN,
                scales=scales_with("total", bands=UP_AND_DOWN),
                examples=examples_saying(total=Expected(None, raw=None)),
            ),
            cases=[RIGHT_CASE],
        ),
    ),
    Animal(
        "two bands of one level",
        "each_level_has_one_band",
        with_scale("total", bands=TWICE),
    ),
    Animal(
        "nobody is very high",
        "every_level_is_given",
        with_scale("total", bands=NEVER_VERY_HIGH),
    ),
    Animal(
        "a list to write to",
        "nothing_in_it_can_change",
        with_scale("total", table=attrs.evolve(TOTAL, rows=list(TOTAL.rows))),
    ),
    Animal(
        "an answer named as a result",
        "columns_do_not_collide",
        with_item(Item("total_level", "The level in words", Text())),
    ),
    Animal(
        "nobody worked it out",
        "there_are_worked_examples",
        declared(examples=()),
    ),
    Animal(
        "a drifted weight",
        "examples_score_as_published",
        declared(examples=examples_saying(record=Expected(1))),
    ),
    Animal(
        "a worked example that lacks an answer",
        "examples_score_as_published",
        declared(
            examples=tuple(
                attrs.evolve(
                    example,
                    answers={
                        id: answer
                        for id, answer in example.answers.items()
                        if id != "arrests"
                    },
                )
                for example in SPECIMEN.examples
            )
        ),
    ),
    Animal(
        "a scale that no page shows",
        "every_scale_is_in_an_example",
        declared(
            examples=tuple(
                attrs.evolve(
                    example,
                    expects={k: v for k, v in example.expects.items() if k != "record"},
                )
                for example in SPECIMEN.examples
            )
        ),
    ),
    Animal(
        "another vector",
        "cases_score_as_their_source_says",
        lambda: instrument_subject(SPECIMEN, cases=[WRONG_CASE]),
    ),
    Animal(
        "a percent of what",
        "a_percent_says_what_was_counted",
        with_scale("chance_static", predicts=None),
    ),
    Animal(
        "a base rate at no score",
        "base_rates_belong_to_the_scale",
        with_scale(
            "record",
            base_rates=(rate("9", "41.5"),),
        ),
    ),
    Animal(
        "a comma for a point",
        "base_rates_belong_to_the_scale",
        with_scale("total", base_rates=(rate("high", "41,5"),)),
    ),
    Animal(
        "more than everybody",
        "base_rates_belong_to_the_scale",
        with_scale("total", base_rates=(rate("high", "141.5"),)),
    ),
    Animal(
        "a base rate beyond the bands",
        "base_rates_belong_to_the_scale",
        with_scale("total", base_rates=(rate("8", "41.5"),)),
    ),
    Animal(
        "a base rate at a level of another scale",
        "base_rates_belong_to_the_scale",
        with_scale("chance_static", base_rates=(rate("highest", "41.5"),)),
    ),
    Animal(
        "a base rate at a word",
        "base_rates_belong_to_the_scale",
        with_scale("total", base_rates=(rate("highest", "41.5"),)),
    ),
    Animal("bands from nowhere", "bands_are_cited", with_scale("total", bands=UNCITED)),
    Animal("no limits", "limitations_are_stated", declared(limitations=())),
    Animal(
        "a rule that nobody can keep",
        "something_can_be_scored",
        declared(rules=(*SPECIMEN.rules, NEVER)),
    ),
    Animal(
        "a lock without a key",
        "a_declaration_pickles",
        declared(
            examples=tuple(
                attrs.evolve(example, answers=MappingProxyType(dict(example.answers)))
                for example in SPECIMEN.examples
            )
        ),
    ),
    Animal(
        "a time where a date should be",
        "a_declaration_survives_json",
        declared(source=attrs.evolve(SPECIMEN.source, checked=NOON)),
    ),
    Animal(
        "a code that is empty",
        "answers_survive_a_file",
        with_item(
            Item(
                "mood",
                "Mood",
                one_of(Choice("", "nothing"), Choice("low", "low", shows=SOME)),
                Need.MENTAL_HEALTH,
            )
        ),
    ),
    Animal(
        "a count that is no count in a file",
        "answers_survive_a_file",
        declared(
            items=(*SPECIMEN.items, STEPS),
            rules=(*SPECIMEN.rules, attrs.evolve(NEVER, must_hold=STEPS >= 0)),
        ),
    ),
    Animal(
        "a rule with a short memory",
        "a_declaration_pickles",
        declared(
            rules=(
                attrs.evolve(SPECIMEN.rules[0], id=Forgetful(SPECIMEN.rules[0].id)),
                *SPECIMEN.rules[1:],
            )
        ),
    ),
)

RIGHT_CASE = GoldenCase(
    name="right",
    answers=SPECIMEN.examples[0].answers,
    on=SPECIMEN.examples[0].on,
    expects=(Expectation(scale="total", part="score", text="6"),),
    problems=None,
    source="p. 5, by hand",
)


# -- ways of scoring that break a promise of the declaration


def scored_by(change):
    """A subject that is scored by this instead of by the library."""
    return lambda: instrument_subject(SPECIMEN, score_by=change())


def honest(answers, on):
    return score(SPECIMEN, answers, on=on)


def with_scales(sheet, change, *ids):
    """The sheet with some scales, or all, changed."""
    return attrs.evolve(
        sheet,
        scales=tuple(
            change(scale) if not ids or scale.id in ids else scale for scale in sheet
        ),
    )


def after(change):
    """Scoring that changes an honest sheet: `change` gets the sheet and the answers."""

    def make():
        def scoring(answers, on):
            given = dict(answers)
            return change(honest(answers, on), given)

        return scoring

    return make


def before(change):
    """Scoring that changes the answers first."""

    def make():
        return lambda answers, on: honest(change(dict(answers)), on)

    return make


def unanswered(answers):
    return [item for item in LOWEST if answers.get(item) is None]


def raises_on_nothing(answers):
    if not answers:
        raise LookupError("nothing to score")
    return answers


def remembers():
    calls = []

    def scoring(answers, on):
        calls.append(None)
        flags = ("again",) if len(calls) % 2 else ()
        return with_scales(
            honest(answers, on),
            lambda each: attrs.evolve(each, flags=(*each.flags, *flags)),
        )

    return scoring


def minds_the_order(sheet, answers):
    first = next(iter(answers), "")
    if "work" not in answers or first == "work":
        return sheet
    return with_scales(
        sheet, lambda each: attrs.evolve(each, flags=(*each.flags, "late"))
    )


def takes_away():
    def scoring(answers, on):
        sheet = honest(answers, on)
        answers.pop("work", None)
        return sheet

    return scoring


def with_contributions(scale, change):
    """A scale with other contributions, written out as a recorded sheet has them."""
    recorded = scale.workings.recorded()
    given = dict(recorded.by_scale)
    given[scale.id] = tuple(change(list(given.get(scale.id, ()))))
    return attrs.evolve(
        scale, workings=attrs.evolve(recorded, by_scale=tuple(given.items()))
    )


def adds_a_little(sheet, _):
    def change(scale):
        if scale.raw is None:
            return scale
        little = Contribution("a little", 1e-6)
        scale = with_contributions(scale, lambda rows: [*rows, little])
        return attrs.evolve(scale, raw=scale.raw + 1e-6, score=scale.score + 1e-6)

    return with_scales(sheet, change, "chance_static")


def forgets_the_edge(sheet, _):
    def change(scale):
        on_the_edge = scale.status is Status.SCORED and scale.score == 3
        return (
            attrs.evolve(scale, level=LOW_MEDIUM_HIGH["low"]) if on_the_edge else scale
        )

    return with_scales(sheet, change, "total")


def more_digits(sheet, _):
    def change(scale):
        if scale.percent is None:
            return scale
        return attrs.evolve(scale, percent=scale.percent + 0.001)

    return with_scales(sheet, change, "chance_static")


def another_version(sheet, _):
    return attrs.evolve(sheet, identity=attrs.evolve(sheet.identity, version="0"))


def default_for_nobody():
    def scoring(answers, on):
        if answers:
            return honest(answers, on)
        return attrs.evolve(honest(SPECIMEN.examples[1].answers, on), answers={})

    return scoring


def zero_for_missing():
    def scoring(answers, on):
        sheet, missing = honest(answers, on), unanswered(answers)
        if len(missing) != 1:
            return sheet
        filled = honest({**answers, missing[0]: LOWEST[missing[0]]}, on)
        return attrs.evolve(sheet, scales=filled.scales, workings=filled.workings)

    return scoring


def keeps_quiet(sheet, answers):
    if len(unanswered(answers)) != 1:
        return sheet
    told = tuple(p for p in sheet.problems if p.code is not ProblemCode.MISSING)
    return attrs.evolve(sheet, problems=told)


def all_or_nothing(sheet, answers):
    if len(unanswered(answers)) != 1:
        return sheet
    return with_scales(
        sheet, lambda each: attrs.evolve(each, status=Status.MISSING, level=None)
    )


def first_missing_only(sheet, _):
    missing = [p for p in sheet.problems if p.code is ProblemCode.MISSING]
    return attrs.evolve(
        sheet, problems=tuple(p for p in sheet.problems if p not in missing[1:])
    )


def refusal_is_zero(answers):
    return {
        key: LOWEST.get(key) if isinstance(value, AnswerState) else value
        for key, value in answers.items()
    }


def none_is_wrong(answers):
    return {key: 0.5 if value is None else value for key, value in answers.items()}


def zero_is_nothing(answers):
    return {key: value for key, value in answers.items() if value}


def forgets_what_it_assumed(sheet, _):
    return attrs.evolve(
        sheet, workings=attrs.evolve(sheet.workings.recorded(), assumed=())
    )


def lenient(answers):
    return {key: _as_int(key, value) for key, value in answers.items()}


def _as_int(key, value):
    numbered = key in {"work", "friends", "arrests", "first_age", "age"}
    whole = isinstance(value, float) and value.is_integer()
    text = isinstance(value, str) and value.isdigit() and len(value) < 9
    return int(value) if numbered and (whole or text) else value


def clamps(answers):
    limits = {"arrests": (0, 20), "first_age": (8, 99), "age": (16, 99)}
    return {
        key: min(max(value, limits[key][0]), limits[key][1])
        if key in limits and type(value) is int
        else value
        for key, value in answers.items()
    }


def overlooks_strangers(answers):
    known = {item.id for item in SPECIMEN.items}
    return {key: value for key, value in answers.items() if key in known}


def hashes_everything(answers):
    for value in answers.values():
        hash(value)
    return answers


def first_wrong_only(sheet, _):
    wrong = [p for p in sheet.problems if p.code is ProblemCode.WRONG_TYPE]
    return attrs.evolve(
        sheet, problems=tuple(p for p in sheet.problems if p not in wrong[1:])
    )


def scores_all_the_same(sheet, answers):
    """The wrong answer is told, and the scores are those of a zero."""
    wrong = [p.item for p in sheet.problems if p.code is ProblemCode.WRONG_TYPE]
    if wrong != ["work"]:
        return sheet
    filled = honest({**answers, "work": 0}, sheet.on)
    return attrs.evolve(sheet, scales=filled.scales, workings=filled.workings)


def asks_for_a_stated_blank(sheet, answers):
    if answers.get("drugs") is not None:
        return sheet
    lacking = Problem(
        code=ProblemCode.MISSING, where="specimen", item="drugs", says="no answer"
    )
    return attrs.evolve(sheet, problems=(*sheet.problems, lacking))


def beyond_the_bands(sheet, _):
    """The highest sum is told as ten more, and keeps its level."""

    def change(scale):
        return attrs.evolve(scale, score=17) if scale.score == 7 else scale

    return with_scales(sheet, change, "total")


def says_no_more(sheet, _):
    return attrs.evolve(
        sheet,
        problems=tuple(
            attrs.evolve(p, allowed="", remedy="")
            if p.code is ProblemCode.WRONG_TYPE
            else p
            for p in sheet.problems
        ),
    )


def repeats_it_all(sheet, _):
    return attrs.evolve(
        sheet,
        problems=tuple(
            attrs.evolve(p, got=repr(p.value)) if isinstance(p.value, str) else p
            for p in sheet.problems
        ),
    )


def overlooks_provenance(answers):
    return {k: v for k, v in answers.items() if not isinstance(v, Answer)}


def without_reasons(sheet, _):
    def change(scale):
        scored = scale.status is Status.SCORED
        return with_contributions(scale, lambda rows: rows[1:]) if scored else scale

    return with_scales(sheet, change, "total")


def nameless_reasons(sheet, _):
    def rows(each):
        return [attrs.evolve(row, label=" ") for row in each]

    def change(scale):
        return (
            with_contributions(scale, rows) if scale.status is Status.SCORED else scale
        )

    return with_scales(sheet, change, "total")


def meaning(**changes):
    def change(sheet, _):
        return with_scales(
            sheet,
            lambda each: attrs.evolve(
                each, meaning=attrs.evolve(each.meaning, **changes)
            ),
            "total",
        )

    return after(change)


def forgets(**changes):
    def change(sheet, _):
        recorded = sheet.workings.recorded()
        return attrs.evolve(sheet, workings=attrs.evolve(recorded, **changes))

    return after(change)


def looks_away(sheet, _):
    """No flag where there is no score: the alarming answer is lost with it."""

    def change(scale):
        return scale if scale.status is Status.SCORED else attrs.evolve(scale, flags=())

    return with_scales(sheet, change)


def without(code):
    def change(sheet, _):
        kept = tuple(p for p in sheet.problems if p.code is not code)
        return attrs.evolve(sheet, problems=kept)

    return after(change)


def backwards(sheet, _):
    return attrs.evolve(sheet, problems=sheet.problems[::-1])


class StaysHere:
    """Workings that say all they should and go to no other process."""

    def __init__(self, written):
        self.written = written

    def contributions(self, scale):
        return self.written.contributions(scale)

    def recorded(self):
        return self.written

    def __reduce__(self):
        raise TypeError("stays here")


def stays_here(sheet, _):
    return attrs.evolve(sheet, workings=StaysHere(sheet.workings.recorded()))


def warning(says="holds a number that JSON has not", value=None):
    """A sheet with one more warning."""

    def change(sheet, _):
        held = Problem(
            code=ProblemCode.FELL_BACK,
            where="specimen",
            item="chance",
            says=says,
            value=value,
        )
        return attrs.evolve(sheet, problems=(*sheet.problems, held))

    return change


class Proud(str):
    """Words that equal none but their own kind."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other):
        return type(other) is Proud and str.__eq__(self, other)


def forgets_provenance_of_itself(sheet, _):
    return attrs.evolve(sheet, scales=sheet.scales[::-1])


SCORINGS = (
    Animal(
        "starts with a fault",
        "scoring_never_raises",
        scored_by(before(raises_on_nothing)),
    ),
    Animal("remembers", "scoring_twice_gives_the_same", scored_by(remembers)),
    Animal(
        "minds the order",
        "the_order_of_answers_is_irrelevant",
        scored_by(after(minds_the_order)),
    ),
    Animal("takes away", "scoring_changes_no_answers", scored_by(takes_away)),
    Animal(
        "adds a little", "raw_scores_are_as_declared", scored_by(after(adds_a_little))
    ),
    Animal(
        "forgets the edge",
        "a_level_is_that_of_its_band",
        scored_by(after(forgets_the_edge)),
    ),
    Animal(
        "more digits than published",
        "a_percent_has_two_decimals",
        scored_by(after(more_digits)),
    ),
    Animal(
        "speaks for another version",
        "the_sheet_says_what_made_it",
        scored_by(after(another_version)),
    ),
    Animal(
        "last scale first",
        "scales_stand_as_declared",
        scored_by(after(forgets_provenance_of_itself)),
    ),
    Animal(
        "a number for nobody",
        "an_empty_form_scores_nothing",
        scored_by(default_for_nobody),
    ),
    Animal(
        "zero for missing", "a_missing_answer_is_no_zero", scored_by(zero_for_missing)
    ),
    Animal("keeps quiet", "a_missing_answer_is_named", scored_by(after(keeps_quiet))),
    Animal(
        "all or nothing",
        "a_missing_answer_touches_only_its_scales",
        scored_by(after(all_or_nothing)),
    ),
    Animal(
        "the first missing answer only",
        "all_missing_answers_are_named_at_once",
        scored_by(after(first_missing_only)),
    ),
    Animal(
        "a refusal is a zero",
        "refused_and_unknown_are_missing",
        scored_by(before(refusal_is_zero)),
    ),
    Animal(
        "None is wrong",
        "none_is_the_same_as_absent",
        scored_by(before(none_is_wrong)),
    ),
    Animal(
        "zero is nothing",
        "zero_and_no_are_answers",
        scored_by(before(zero_is_nothing)),
    ),
    Animal(
        "a silent assumption",
        "a_blank_that_counts_is_noted",
        scored_by(after(forgets_what_it_assumed)),
    ),
    Animal(
        "asks for what the publisher counts",
        "a_blank_that_counts_is_noted",
        scored_by(after(asks_for_a_stated_blank)),
    ),
    Animal(
        "beyond the bands",
        "a_level_is_that_of_its_band",
        scored_by(after(beyond_the_bands)),
    ),
    Animal(
        "tells and scores all the same",
        "other_types_are_refused",
        scored_by(after(scores_all_the_same)),
    ),
    Animal("lenient", "other_types_are_refused", scored_by(before(lenient))),
    Animal("clamps", "answers_off_the_form_are_refused", scored_by(before(clamps))),
    Animal(
        "overlooks strangers",
        "unknown_items_are_refused",
        scored_by(before(overlooks_strangers)),
    ),
    Animal(
        "trips over junk", "junk_never_raises", scored_by(before(hashes_everything))
    ),
    Animal(
        "the first wrong answer only",
        "all_wrong_answers_are_named_at_once",
        scored_by(after(first_wrong_only)),
    ),
    Animal("says no more", "a_problem_says_what_to_do", scored_by(after(says_no_more))),
    Animal(
        "repeats it all",
        "nothing_personal_is_shown",
        scored_by(after(repeats_it_all)),
    ),
    Animal(
        "overlooks provenance",
        "provenance_changes_no_score",
        scored_by(before(overlooks_provenance)),
    ),
    Animal(
        "half the reasons", "contributions_add_up", scored_by(after(without_reasons))
    ),
    Animal(
        "nameless reasons",
        "contributions_name_what_added",
        scored_by(after(nameless_reasons)),
    ),
    Animal(
        "shows other bands",
        "the_bands_shown_are_those_declared",
        scored_by(meaning(bands=TWICE)),
    ),
    Animal(
        "a score of something",
        "a_scale_says_what_it_means",
        scored_by(meaning(title="")),
    ),
    Animal("about whom", "the_group_is_named", scored_by(meaning(population=" "))),
    Animal("overlooks needs", "needs_are_found", scored_by(forgets(needs=()))),
    Animal("sees only faults", "strengths_are_found", scored_by(forgets(strengths=()))),
    Animal(
        "looks away",
        "an_answer_to_see_raises_its_flag",
        scored_by(after(looks_away)),
    ),
    Animal(
        "falls back in silence",
        "a_fall_back_is_told",
        scored_by(without(ProblemCode.FELL_BACK)),
    ),
    Animal(
        "anybody will do",
        "outside_the_population_is_told",
        scored_by(without(ProblemCode.OUTSIDE_POPULATION)),
    ),
    Animal(
        "last problem first",
        "problems_stand_in_form_order",
        scored_by(after(backwards)),
    ),
    Animal("stays here", "a_sheet_pickles", scored_by(after(stays_here))),
    Animal(
        "forgets on the way",
        "a_sheet_pickles",
        scored_by(after(warning(Forgetful("one more")))),
    ),
    Animal(
        "holds words of its own kind",
        "a_sheet_survives_json",
        scored_by(after(warning(Proud("one more")))),
    ),
    Animal(
        "holds what JSON has not",
        "a_sheet_survives_json",
        scored_by(after(warning(value=1j))),
    ),
)

ANIMALS = (*DECLARATIONS, *SCORINGS)


# -- sound twins: they look suspicious and must not be accused


class Twin(NamedTuple):
    """A sound instrument that looks like an animal."""

    name: str
    like: str
    subject: Callable[[], InstrumentSubject]


PROTECTIVE = total_bands(
    LOW_MEDIUM_HIGH, Band(1, 2, "high"), Band(3, 4, "medium"), Band(5, 7, "low")
)


def gives_wrong_type_a_word(sheet, _):
    """Another remedy, and other words: checks hold promises, not wording."""
    return attrs.evolve(
        sheet,
        problems=tuple(
            attrs.evolve(p, says="falsche Art", allowed="", remedy="bitte ändern")
            if p.code is ProblemCode.WRONG_TYPE
            else p
            for p in sheet.problems
        ),
    )


def keeps_a_copy():
    kept = {}

    def scoring(answers, on):
        values = {k: getattr(v, "value", v) for k, v in answers.items()}
        key = repr(sorted(values.items(), key=lambda pair: pair[0])), on
        if key not in kept:
            kept[key] = honest(answers, on)
        return kept[key]

    return scoring


TWINS = (
    Twin("the specimen itself", "", declared()),
    Twin(
        "more is better",
        "levels_go_one_way",
        lambda: instrument_subject(
            attrs.evolve(
                SPECIMEN,
                scales=scales_with("total", bands=PROTECTIVE),
                examples=examples_saying(total=Expected(None)),
            ),
            cases=[RIGHT_CASE],
        ),
    ),
    Twin(
        "remarks are kept and not scored",
        "every_item_is_used",
        with_item(Item("more_remarks", "More remarks", Text())),
    ),
    Twin(
        "a need that adds to no score",
        "every_item_is_used",
        with_item(Item("debts", "Debts?", YesNo(shows=SOME), Need.MONEY)),
    ),
    Twin(
        "cases instead of examples",
        "there_are_worked_examples",
        lambda: instrument_subject(
            attrs.evolve(SPECIMEN, examples=()), cases=EVERY_SCALE
        ),
    ),
    Twin(
        "a text code without a label",
        "choices_are_labelled",
        with_item(
            Item(
                "letter",
                "Letter",
                one_of(Choice("A"), Choice("B", shows=SOME)),
                Need.HEALTH,
            )
        ),
    ),
    Twin(
        "a base rate at a level",
        "base_rates_belong_to_the_scale",
        with_scale(
            "record",
            base_rates=(rate("high", "0"),),
        ),
    ),
    Twin(
        "a base rate at a score without bands",
        "base_rates_belong_to_the_scale",
        lambda: instrument_subject(
            attrs.evolve(
                SPECIMEN,
                scales=scales_with("total", bands=None, base_rates=(rate("3", "5"),)),
                examples=examples_saying(total=Expected(None)),
            ),
            cases=[RIGHT_CASE],
        ),
    ),
    Twin(
        "base rates at the first and the last score",
        "base_rates_belong_to_the_scale",
        with_scale("total", base_rates=(rate("1", "0.5"), rate("7", "100"))),
    ),
    Twin(
        "problems in other words",
        "a_problem_says_what_to_do",
        scored_by(after(gives_wrong_type_a_word)),
    ),
    Twin(
        "a cache that is sound", "scoring_twice_gives_the_same", scored_by(keeps_a_copy)
    ),
)

EVERY_SCALE = [
    GoldenCase(
        name="all",
        answers=SPECIMEN.examples[0].answers,
        on=date(2026, 1, 15),
        expects=tuple(
            Expectation(scale=scale, part="level", text=level)
            for scale, level in (
                ("total", "high"),
                ("record", "high"),
                ("chance_static", "low"),
                ("chance_dynamic", "medium"),
            )
        ),
        problems="",
        source="p. 5, by hand",
    )
]
