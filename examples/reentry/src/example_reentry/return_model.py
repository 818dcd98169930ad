"""Example return model, version 1: an instrument that a trained model scores.

Everything but the rule is declared. The data that the model was trained on are invented, so it is
for showing how it is done: a policy refuses it unless it quotes who says otherwise.
"""

from collections.abc import Mapping
from datetime import date

from example_reentry import stumps
from example_reentry.screen import (
    age,
    convictions,
    drugs,
    first_age,
    home,
    returned,
    work,
)
from supervise.instruments import (
    Band,
    BlackBox,
    Example,
    Expected,
    Instrument,
    MissingRule,
    Reports,
    bands,
    black_box_sheet,
)
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.records import ScoreSheet
from supervise.sources import Outcome, Purpose, Source

CITATION = "train.py of this distribution"

INSTRUMENT = Instrument(
    id="example_return_model",
    version="1",
    title="Example return model",
    purpose=Purpose.EXAMPLE,
    for_whom="nobody",
    not_for="anybody: it was trained on invented data",
    source=Source(
        citation=CITATION,
        licence="CC0-1.0",
        population="2,000 invented people",
        checked="2026-08-01",
    ),
    unvalidated="trained on invented data",
    limitations=("it repeats what its inventor put into the data",),
    items=(convictions, first_age, age, returned, work, home, drugs),
    scales=(
        BlackBox(
            "returns",
            "Return to custody",
            model=stumps.MODEL.name,
            reports=Reports.LOG_ODDS,
            requires=(convictions, first_age, age, returned, work),
            may_use=(home, drugs),
            missing=MissingRule(
                "home and drugs may be missing: the model then leaves them out"
            ),
            bands=bands(
                LOW_MEDIUM_HIGH,
                Band("0.00", "19.99", "low"),
                Band("20.00", "39.99", "medium"),
                Band("40.00", "100.00", "high"),
                citation=CITATION,
            ),
            predicts=Outcome("an invented return to custody", months=12),
        ),
    ),
    # The steps of stumps.json, added up with a desk calculator.
    examples=(
        Example(
            answers={
                "convictions": 6,
                "first_age": 16,
                "age": 24,
                "returned": True,
                "work": 2,
                "home": 1,
                "drugs": True,
            },
            on=date(2026, 1, 15),
            # Log-odds of 0.808444.
            expects={"returns": Expected(percent="69.18", level="high")},
            source="the steps in stumps.json, added up by hand",
        ),
        Example(
            answers={
                "convictions": 1,
                "first_age": 45,
                "age": 52,
                "returned": False,
                "work": 0,
            },
            on=date(2026, 1, 15),
            # Log-odds of -1.383702, without home and drugs.
            expects={"returns": Expected(percent="20.04", level="medium")},
            source="the steps in stumps.json, added up by hand",
        ),
    ),
)


def scored(answers: Mapping[str, object], on: date) -> ScoreSheet:
    """The score sheet of one set of answers."""
    return black_box_sheet(INSTRUMENT, answers, stumps.MODEL.estimates, on=on)
