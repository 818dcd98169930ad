"""Forms with every kind of formula, small enough to be filled in in every way.

For each form and each way to leave some of it open, what is said to be possible is held
against every completion.
"""

from collections.abc import Iterator
from itertools import product

import pytest

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Case,
    Cases,
    Chosen,
    Decided,
    GroupBands,
    Instrument,
    Item,
    LogOdds,
    Lowered,
    Points,
    Rule,
    Whole,
    YesNo,
    named,
)
from supervise.instruments.analysis import Exactness, possible_outcomes
from supervise.levels import LOW_MEDIUM_HIGH, Band, bands
from supervise.records import Status
from supervise.rules import (
    NO_ANSWER,
    by_code,
    by_range,
    first_known,
    first_match,
    log,
    row,
    table,
)
from tests.analysis.forms import PERCENT_LEVELS
from tests.analysis.small_instruments import (
    ON,
    RATED,
    an_instrument,
    answers_to,
    completions,
)

one, other, third = (Item(id, id, YesNo()) for id in ("one", "other", "third"))
rated = Item("rated", "rated", RATED)
many, few = Item("many", "many", Whole(0, 3)), Item("few", "few", Whole(0, 2))
both = named("both", many + few)
share = named("share", many / few)
NEEDED = {"missing": NONE_MAY_BE_MISSING}


def points(*rows, **more):
    return Points("total", "Total", table=table(("total",), *rows), **NEEDED, **more)


def odds(*rows):
    weights = table(("total",), *rows)
    return LogOdds("total", "Total", table=weights, bands=PERCENT_LEVELS, **NEEDED)


def decided(by):
    return Decided(
        "total", "Total", by=by, scheme=LOW_MEDIUM_HIGH, citation="Invented.", **NEEDED
    )


def cases(*each):
    return Cases(
        "total",
        "Total",
        cases=each,
        scheme=LOW_MEDIUM_HIGH,
        citation="Invented.",
        **NEEDED,
    )


def rule(id, must_hold, about=many, **more):
    return Rule(id, must_hold, "invented", about=about, remedy="-", **more)


def levels(first, second, top):
    return bands(
        LOW_MEDIUM_HIGH,
        Band(0, first, "low"),
        Band(first + 1, second, "medium"),
        Band(second + 1, top, "high"),
        citation="Invented.",
    )


FORMS = {
    # the logarithm of nothing has no result
    "a logarithm": an_instrument(
        items=(many, one), scales=(odds(row(log(many), "1"), row(one.yes, "-0.5")),)
    ),
    "a logarithm of a product": an_instrument(
        items=(many, few), scales=(odds(row(log(many * few), "0.5")),)
    ),
    "a logarithm where a condition holds": an_instrument(
        items=(many, one), scales=(odds(row(log(many).when(one.yes), "1")),)
    ),
    # 4 and 5 are in no range
    "ranges of a sum": an_instrument(
        items=(many, few),
        values=(both,),
        scales=(points(by_range(both, (0, 1, (0,)), (2, 3, (5,)))),),
    ),
    "codes of a sum": an_instrument(
        items=(many, few),
        values=(both,),
        scales=(points(by_code(both, {0: (1,), 1: (2,), 4: (7,)})),),
    ),
    # the quotient of many by no few has no result
    "a share in a condition": an_instrument(
        items=(many, few, one),
        values=(share,),
        scales=(points(row(share >= 2, 3), row(one.yes, 1)),),
    ),
    "a share in a rule": an_instrument(
        items=(many, few, one),
        values=(share,),
        rules=(rule("r", share <= 1),),
        scales=(points(row(many, 1), row(few, 2), row(one.yes, 1)),),
    ),
    "a share in a rule that another answer may keep": an_instrument(
        items=(many, few, one),
        values=(share,),
        rules=(rule("r", (share <= 1) | one.yes),),
        scales=(points(row(many, 1), row(few, 2), row(one.yes, 1)),),
    ),
    "a share that counts": an_instrument(
        items=(many, few, one),
        values=(share,),
        scales=(points(row(share, 1), row(one.yes, 1)),),
    ),
    # a half and one and a half are in no range
    "ranges of a share": an_instrument(
        items=(many, few),
        values=(share,),
        scales=(points(by_range(share, (0, 1, (3,)), (2, 3, (4,)))),),
    ),
    "a logarithm in a rule": an_instrument(
        items=(many, few, one),
        rules=(rule("r", log(many) <= 1), rule("s", few <= many)),
        scales=(points(row(many, 1), row(few, 2), row(one.yes, 1)),),
    ),
    "halves": an_instrument(
        items=(many, few), scales=(points(row(many / 2, 1), row(few, 1)),)
    ),
    "halves with a level that is lowered": an_instrument(
        items=(many, few, one),
        scales=(
            points(
                row(many / 2, 1),
                row(few, 2),
                bands=levels(1, 3, 7),
                lowered=Lowered(when=one.yes, flag="less", because="invented"),
            ),
        ),
    ),
    "levels of groups": an_instrument(
        items=(many, few, one, other),
        scales=(
            points(
                row(many, 1),
                row(few, 2),
                bands_by=(
                    GroupBands(one.yes, levels(1, 3, 7)),
                    GroupBands(other.yes, levels(3, 5, 7)),
                ),
            ),
        ),
    ),
    "levels of groups of which one cannot be worked out": an_instrument(
        items=(many, few, one),
        scales=(
            points(
                row(many, 1),
                bands_by=(
                    GroupBands(log(few) > 0, levels(0, 1, 3)),
                    GroupBands(one.yes, levels(1, 2, 3)),
                ),
            ),
        ),
    ),
    "the first that is so": an_instrument(
        items=(one, other, rated),
        scales=(
            points(
                row(first_match((one.yes, 5), (other.yes, 7), otherwise=9), 1),
                row(first_match((one.yes, 2), (rated.is_(1), 3), otherwise=0), 1),
            ),
        ),
    ),
    "the first that is known": an_instrument(
        items=(many, few, one),
        values=(share,),
        scales=(
            points(
                row(first_known(many.when(one.yes), few), 1),
                row(first_known(few, many), 10),
                row(one.yes, 100),
            ),
        ),
    ),
    "what does not matter any more": an_instrument(
        items=(one, other, third, many),
        scales=(
            points(
                row("constant", 5),
                row(one.yes & other.yes, 2),
                row(one.yes | third.yes, 3),
                row(many.when(one.yes), 1),
            ),
        ),
    ),
    "cases": an_instrument(
        items=(one, many, few),
        scales=(
            cases(
                Case(one.yes & (many >= 2), "40", "high"),
                Case(log(few) >= 0, "20", "medium"),
                Case(None, "1", "low"),
            ),
        ),
    ),
    "a rule that may have no answer": an_instrument(
        items=(one, many, few),
        values=(share,),
        scales=(
            decided(
                first_match(
                    (share >= 2, "high"), (one.yes, "medium"), otherwise=NO_ANSWER
                )
            ),
        ),
    ),
    "for whom it is": an_instrument(
        items=(one, many, few),
        scales=(points(row(many, 1), only_if=one.yes & (few >= 1)),),
    ),
    "a fall-back whose first may be broken": an_instrument(
        items=(one, many, few),
        rules=(rule("r", few <= many, blocks=("first",)),),
        scales=(
            Points("first", "-", table=table(("first",), row(many, 1)), **NEEDED),
            Points("second", "-", table=table(("second",), row(one.yes, 9)), **NEEDED),
            Chosen("total", "-", first_of=("first", "second"), citation="-"),
        ),
    ),
}


def partials(instrument: Instrument) -> Iterator[dict[str, object]]:
    """Every way to answer some of the items."""
    for answers in product(*([None, *answers_to(each)] for each in instrument.items)):
        given = zip((each.id for each in instrument.items), answers, strict=True)
        yield {id: answer for id, answer in given if answer is not None}


def reported(scale):
    return scale.score if scale.percent is None else scale.percent


@pytest.mark.parametrize("form", FORMS)
def test_what_is_possible_is_what_every_completion_leads_to(form):
    instrument = FORMS[form]
    # every completion of every sheet is some full sheet or one with gaps: scored once each
    scored = {
        tuple(sorted(answers.items())): next(iter(completions(instrument, answers)))
        for answers in partials(instrument)
    }

    for answers in partials(instrument):
        results = [
            sheet["total"]
            for filled_in, sheet in scored.items()
            if answers.items() <= dict(filled_in).items()
        ]
        outcome = possible_outcomes(instrument, answers, on=ON)["total"]
        holds_against(outcome, results, answers)


def holds_against(outcome, results, answers):
    counted = [each for each in results if each.status is Status.SCORED]
    levels = {each.level for each in counted if each.level is not None}
    numbers = sorted({reported(s) for s in counted if reported(s) is not None})
    apart = any(each.status is Status.NOT_APPLICABLE for each in results)
    assert outcome.may_not_apply or not apart, answers
    if outcome.exactness is Exactness.NOTHING:
        assert [] == counted, answers
        return
    assert levels <= {*outcome.levels}, answers
    if outcome.lowest is not None:
        within = [n for n in numbers if outcome.lowest <= n <= outcome.highest]
        assert numbers == within, answers
    if outcome.scores:
        assert {*numbers} <= {*outcome.scores}, answers
    if outcome.exactness is Exactness.EXACT:
        assert levels == {*outcome.levels}, answers
        assert apart == outcome.may_not_apply, answers
        ends = (numbers[0], numbers[-1]) if numbers else (None, None)
        assert ends == (outcome.lowest, outcome.highest), answers
