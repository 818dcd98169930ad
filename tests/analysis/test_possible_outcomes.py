"""What is still possible is exactly what some completion leads to."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervise.instruments.analysis.outcomes import possible_outcomes
from supervise.instruments.analysis.wording import Exactness
from supervise.records import Status
from tests.analysis.small_instruments import (
    ON,
    completions,
    instruments,
    partial_answers,
)

THOROUGH = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def reported(scale):
    return scale.score if scale.percent is None else scale.percent


@THOROUGH
@given(st.data())
def test_what_is_possible_is_what_every_completion_together_leads_to(data):
    instrument = data.draw(instruments())
    answers = data.draw(partial_answers(instrument))

    outcomes = possible_outcomes(instrument, answers, on=ON)

    sheets = list(completions(instrument, answers))
    for outcome in outcomes:
        scored = [
            s[outcome.scale] for s in sheets if s[outcome.scale].status is Status.SCORED
        ]
        never = {s[outcome.scale].status for s in sheets} >= {Status.NOT_APPLICABLE}
        assert never == outcome.may_not_apply, outcome
        if outcome.exactness is Exactness.NOTHING:
            assert [] == scored
            continue
        numbers = sorted({reported(s) for s in scored if reported(s) is not None})
        if outcome.exactness is Exactness.BOUND:
            assert outcome.scale == "chosen"
            assert {s.level for s in scored} <= set(outcome.levels)
            continue
        assert outcome.exactness is Exactness.EXACT, outcome
        assert {s.level for s in scored if s.level} == set(outcome.levels), outcome
        assert (numbers or [None])[0] == outcome.lowest
        assert (numbers or [None])[-1] == outcome.highest
        if outcome.scores:
            assert tuple(numbers) == outcome.scores
