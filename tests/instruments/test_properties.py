"""What holds for every instrument of the catalogue and any answers at all."""

import pickle
from math import isclose

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervise.instruments import (
    LogOdds,
    Percents,
    Points,
    fingerprint,
    score,
    stated_upstream,
)
from tests.instruments.answer_sheets import (
    ASSESSED,
    any_answers,
    complete_answers,
    stated_results,
)
from tests.instruments.declared import catalogue_ids, instrument
from tests.instruments.reference import plain_sheet

every_instrument = pytest.mark.parametrize("id", catalogue_ids())
# A sheet has dozens of answers; that is what these tests are about.
large = settings(suppress_health_check=[HealthCheck.large_base_example])


def scored(declared, answers, on, stated):
    """A sheet, with what is stated of the instruments that this one consumes."""
    upstream = stated_upstream(declared, stated, on=on)
    return score(declared, answers, on=on, upstream=upstream)


def parts(result):
    """A result in the terms of the plain reference."""
    return {
        "status": str(result.status),
        "raw": result.raw,
        "score": result.score,
        "percent": None if result.percent is None else round(100 * result.percent),
        "level": None if result.level is None else result.level.code,
        "flags": result.flags,
    }


def same(one, other):
    """Equal, log-odds within 1e-9."""
    close = all(
        one[part] == other[part]
        or (
            isinstance(one[part], float)
            and isclose(one[part], other[part], abs_tol=1e-9)
        )
        for part in ("raw", "score")
    )
    return close and all(
        one[part] == other[part] for part in ("status", "percent", "level", "flags")
    )


@every_instrument
@large
@given(data=st.data())
def test_the_generated_engine_says_what_the_plain_evaluator_says(id, data):
    declared = instrument(id)
    answers = data.draw(any_answers(declared), "answers")
    on = data.draw(ASSESSED, "on")
    stated = data.draw(stated_results(declared), "stated")

    sheet = scored(declared, answers, on, stated)

    plain = plain_sheet(declared, answers, on, stated)
    differing = {
        each.id: (parts(each), plain[each.id])
        for each in sheet
        if not same(parts(each), plain[each.id])
    }
    assert {} == differing


@every_instrument
def test_these_properties_meet_scores_gaps_and_wrong_answers(id):
    declared = instrument(id)
    seen = set()

    @settings(large, max_examples=300, derandomize=True, database=None)
    @given(any_answers(declared), ASSESSED, stated_results(declared))
    def look(answers, on, stated):
        seen.update(
            (each.id, str(each.status))
            for each in scored(declared, answers, on, stated)
        )

    look()

    assert {scale.id for scale in declared.scales} == {
        id for id, status in seen if status == "scored"
    }
    assert {"missing", "invalid"} <= {status for _, status in seen}


@every_instrument
@large
@given(data=st.data())
def test_contributions_sum_to_raw(id, data):
    declared = instrument(id)
    sheet = scored(
        declared,
        data.draw(complete_answers(declared)),
        data.draw(ASSESSED),
        data.draw(stated_results(declared)),
    )

    for scale in declared.scales:
        result = sheet[scale.id]
        total = sum(each.amount for each in result.contributions)
        if isinstance(scale, Points) and result.raw is not None:
            assert result.raw == total
        elif isinstance(scale, LogOdds | Percents) and result.raw is not None:
            assert isclose(result.raw, total, abs_tol=1e-9)


@every_instrument
@large
@given(data=st.data())
def test_the_order_of_the_answers_is_irrelevant(id, data):
    declared = instrument(id)
    answers = data.draw(any_answers(declared))
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    on = data.draw(ASSESSED)

    assert score(declared, answers, on=on) == score(declared, shuffled, on=on)


@every_instrument
@large
@given(data=st.data())
def test_a_scale_that_is_not_scored_has_a_reason(id, data):
    declared = instrument(id)
    answers = data.draw(any_answers(declared))

    sheet = score(declared, answers, on=data.draw(ASSESSED))

    reasons = {id for problem in sheet.errors for id in problem.blocks}
    for scale in declared.scales:
        options = getattr(scale, "first_of", (scale.id,))
        if sheet[scale.id].status in {"missing", "invalid"}:
            assert reasons & set(options)
        if sheet[scale.id].status == "scored":
            assert not reasons >= set(options)


@every_instrument
@large
@given(data=st.data())
def test_a_sheet_survives_pickling_with_everything_that_explains_it(id, data):
    declared = instrument(id)
    answers = data.draw(any_answers(declared))
    sheet = score(declared, answers, on=data.draw(ASSESSED))

    copy = pickle.loads(pickle.dumps(sheet))

    assert sheet.scales == copy.scales
    assert [each.contributions for each in sheet] == [
        each.contributions for each in copy
    ]
    assert (sheet.problems, sheet.needs, sheet.strengths, sheet.assumed) == (
        copy.problems,
        copy.needs,
        copy.strengths,
        copy.assumed,
    )


@every_instrument
def test_an_instrument_survives_pickling(id):
    declared = instrument(id)
    copy = pickle.loads(pickle.dumps(declared))

    assert (declared, fingerprint(declared)) == (copy, fingerprint(copy))


@every_instrument
def test_only_what_can_change_and_is_no_relationship_is_a_goal(id):
    declared = instrument(id)
    goals = [item for item in declared.items if item.goal_worthy]

    assert not {"history", "family", "companions"} & {item.need.code for item in goals}
    assert not [item.id for item in goals if item.person_fact]


@every_instrument
def test_an_instrument_names_its_source_and_what_it_is_not_for(id):
    declared = instrument(id)
    source = declared.source

    assert all((source.citation, source.licence, source.population, declared.not_for))
    assert source.checked is not None
    assert declared.limitations


def test_the_catalogue_is_more_than_one_instrument():
    assert {"bc_crna", "ogrs4", "psa"} < set(catalogue_ids())
