"""What reasoning promises holds for every instrument of the catalogue."""

from itertools import combinations, islice, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervise.instruments import Chosen, score, stated_upstream
from supervise.instruments.analysis import (
    Exactness,
    next_questions,
    possible_outcomes,
    provisional_results,
    what_if,
)
from supervise.instruments.items import need_shown
from supervise.records import Status
from tests.instruments.answer_sheets import allowed_values, stated_results
from tests.instruments.declared import instruments as catalogue

EVERY = pytest.mark.parametrize("instrument", catalogue(), ids=lambda each: each.id)
SOME = settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def reported(scale):
    return scale.score if scale.percent is None else scale.percent


@st.composite
def filled_in(draw, instrument):
    """A worked example with some answers changed, and what other instruments say of it."""
    example = draw(st.sampled_from(instrument.examples))
    ids = [item.id for item in instrument.items]
    places = draw(st.lists(st.sampled_from(ids), max_size=5, unique=True))
    changed = {id: draw(allowed_values(instrument.item(id))) for id in places}
    stated = dict(example.upstream)
    if instrument.consumes and draw(st.booleans()):
        stated |= draw(stated_results(instrument))
    return {**example.answers, **changed}, stated, example.on


def some_of(draw, given_answers, most):
    """The same with some of them left out."""
    if not given_answers:
        return dict(given_answers)
    names = st.sampled_from(sorted(given_answers))
    left_out = draw(st.lists(names, max_size=most, unique=True))
    return {name: each for name, each in given_answers.items() if name not in left_out}


def inside(scale, outcome):
    """Whether a scored scale is among what was said to be possible."""
    if scale.status is Status.NOT_APPLICABLE:
        return outcome.may_not_apply
    if scale.status is not Status.SCORED:
        return True
    number = reported(scale)
    levels = scale.level is None or scale.level in outcome.levels
    scores = not outcome.scores or number in outcome.scores
    within = (
        outcome.lowest is None
        or number is None
        or outcome.lowest <= number <= outcome.highest
    )
    known = outcome.exactness is not Exactness.NOTHING
    return known and levels and scores and within


@EVERY
@SOME
@given(data=st.data())
def test_no_completion_is_outside_also_where_other_instruments_are_unknown(
    instrument, data
):
    answers, stated, on = data.draw(filled_in(instrument))
    partial = some_of(data.draw, answers, 8)
    known = some_of(data.draw, stated, 3)

    outcomes = possible_outcomes(
        instrument, partial, on=on, upstream=stated_upstream(instrument, known, on=on)
    )

    upstream = stated_upstream(instrument, stated, on=on)
    sheet = score(instrument, answers, on=on, upstream=upstream)
    for outcome in outcomes:
        scale = sheet[outcome.scale]
        assert inside(scale, outcome)
        if outcome.certain and scale.status is Status.SCORED and outcome.levels:
            assert (scale.level,) == outcome.levels


@EVERY
@SOME
@given(data=st.data())
def test_a_result_that_is_called_final_is_not_changed_by_any_completion(
    instrument, data
):
    answers, stated, on = data.draw(filled_in(instrument))
    partial = some_of(data.draw, answers, 4)
    upstream = stated_upstream(instrument, stated, on=on)
    sheet = score(instrument, partial, on=on, upstream=upstream)

    results = provisional_results(instrument, sheet, upstream=upstream)

    then = score(instrument, answers, on=on, upstream=upstream)
    for result in results:
        later = then[result.scale]
        scored = Status.SCORED in {result.status, later.status}
        if not result.provisional and scored and later.status is Status.SCORED:
            assert result.present == later.level


@EVERY
@SOME
@given(data=st.data())
def test_a_question_leaves_no_more_than_it_says(instrument, data):
    answers, stated, on = data.draw(filled_in(instrument))
    partial = some_of(data.draw, answers, 3)
    when = {"on": on, "upstream": stated_upstream(instrument, stated, on=on)}
    scale = data.draw(st.sampled_from(instrument.scales)).id

    asked = next_questions(instrument, partial, scale=scale, **when)

    if asked.best is None or not asked.best.narrowings:
        return
    then = {item: answers.get(item) for item in asked.best.items}
    if None in then.values():
        return
    left = possible_outcomes(instrument, {**partial, **then}, **when)[asked.about]
    if left.exactness is Exactness.NOTHING or left.to_correct:
        return
    assert len(left.levels or left.scores) <= asked.best.leaves_at_most


@EVERY
@SOME
@given(data=st.data())
def test_what_if_names_the_smallest_sets_of_what_may_be_worked_on(instrument, data):
    answers, stated, on = data.draw(filled_in(instrument))
    upstream = stated_upstream(instrument, stated, on=on)
    sheet = score(instrument, answers, on=on, upstream=upstream)

    for scale in instrument.scales:
        found = what_if(instrument, sheet, scale=scale.id, upstream=upstream, at_most=3)

        for one in found.sets:
            changed = {each.item: each.then for each in one.improvements}
            then = score(instrument, {**answers, **changed}, on=on, upstream=upstream)
            assert all(instrument.item(item).goal_worthy for item in one.items)
            assert then[found.about].level == one.level < found.present
            if not isinstance(scale, Chosen):
                assert then[scale.id].level < sheet[scale.id].level
        if found.sets:
            smaller = len(found.sets[0].items) - 1
            assert not lowered_by_fewer(
                instrument, sheet, found.about, upstream, smaller
            )


def lowered_by_fewer(instrument, sheet, about, upstream, size):
    """Whether fewer goal-worthy items lower the level, by scoring up to a thousand ways."""
    better = {
        item.id: [
            answer
            for answer in answers_of(item)
            if need_shown(item, answer) < need_shown(item, sheet.answers.get(item.id))
        ]
        for item in instrument.items
        if item.goal_worthy and sheet.answers.get(item.id) is not None
    }
    ways = (
        dict(zip(items, answers, strict=True))
        for items in combinations(better, size)
        for answers in product(*(better[item] for item in items))
    )
    for then in islice(ways, 1_000):
        changed = {**sheet.answers, **then}
        level = score(instrument, changed, on=sheet.on, upstream=upstream)[about].level
        if level is not None and level < sheet[about].level:
            return True
    return False


def answers_of(item):
    """The answers that can be listed."""
    choices = getattr(item.answers, "choices", None)
    return [c.code for c in choices if c.covered] if choices else [False, True]


def test_some_instrument_has_a_level_that_can_be_lowered():
    told = 0
    for instrument in catalogue():
        for example in instrument.examples:
            upstream = stated_upstream(instrument, example.upstream, on=example.on)
            sheet = score(instrument, example.answers, on=example.on, upstream=upstream)
            for scale in instrument.scales:
                found = what_if(instrument, sheet, scale=scale.id, upstream=upstream)
                told += len(found.sets)

    assert told > 10
