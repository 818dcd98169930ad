"""GAD-7: seven questions on anxiety over the last two weeks.

A total with four bands; from 10 on the publisher recommends that somebody looks further.

It screens and diagnoses nothing, and it never decides how closely a person is supervised.
Topics are in our own words: ask with the official wording, which is not part of this library.
The publisher counts no single answer as a symptom, so no single answer shows a need.
"""

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Band,
    Change,
    Choice,
    Example,
    Expected,
    Instrument,
    Item,
    Points,
    bands,
    one_of,
    sum_of,
)
from supervise.levels import LevelScheme
from supervise.needs import Need
from supervise.people import Sensitivity
from supervise.sources import Purpose, Source, Validation

SEVERITY = LevelScheme("gad_7_severity", ("minimal", "mild", "moderate", "severe"))
DAYS = one_of(
    Choice(0, "not at all"),
    Choice(1, "several days"),
    Choice(2, "more than half the days"),
    Choice(3, "nearly every day"),
)


MIND, HEALTH = Need.MENTAL_HEALTH, Sensitivity.HEALTH
NOW = Change.DYNAMIC

# One line a row, as on the form.
# fmt: off
nervous = Item("nervous", "1: nervous or tense", DAYS, MIND, NOW, sensitivity=HEALTH)
control_of_worry = Item("control_of_worry", "2: worry that does not stop", DAYS, MIND, NOW, sensitivity=HEALTH)
worry = Item("worry", "3: worry about many things", DAYS, MIND, NOW, sensitivity=HEALTH)
relaxing = Item("relaxing", "4: trouble relaxing", DAYS, MIND, NOW, sensitivity=HEALTH)
restless = Item("restless", "5: restlessness", DAYS, MIND, NOW, sensitivity=HEALTH)
irritable = Item("irritable", "6: irritability", DAYS, MIND, NOW, sensitivity=HEALTH)
afraid = Item("afraid", "7: fear that something bad happens", DAYS, MIND, NOW, sensitivity=HEALTH)
# fmt: on

INSTRUMENT = Instrument(
    id="gad_7",
    version="1.0",
    title="Generalised anxiety disorder scale (GAD-7)",
    purpose=Purpose.SCREENING,
    for_whom="adults who answer about themselves and the last two weeks",
    not_for="a diagnosis, risk of any kind, how closely a person is supervised",
    source=Source(
        citation="Spitzer, Kroenke, Williams and Loewe 2006, Arch Intern Med 166:1092; "
        "instruction manual of the PHQ and GAD-7; camcops (task gad7)",
        licence="the owner (Pfizer) asks for no permission to reproduce, translate or use it",
        population="patients of primary care clinics, United States",
        checked="2026-11-22",
        url="https://www.phqscreeners.com",
        notice="Developed by R. L. Spitzer, J. B. W. Williams, K. Kroenke and colleagues with "
        "a grant from Pfizer Inc.",
    ),
    validation=(
        Validation(
            sample="965 of 2,740 patients of 15 clinics, interviewed by a professional",
            outcome="generalised anxiety disorder",
            finding="at the chosen cut, 10: sensitivity 89 %, specificity 82 %",
            source="Spitzer, Kroenke, Williams and Loewe 2006",
        ),
    ),
    limitations=(
        "it screens: from 10 on a professional should look further",
        "validated with patients of clinics, not with people under supervision",
    ),
    items=(
        nervous,
        control_of_worry,
        worry,
        relaxing,
        restless,
        irritable,
        afraid,
    ),
    scales=(
        Points(
            "gad_7",
            "Severity",
            table=sum_of(
                "gad_7",
                nervous,
                control_of_worry,
                worry,
                relaxing,
                restless,
                irritable,
                afraid,
            ),
            bands=bands(
                SEVERITY,
                Band(0, 4, "minimal"),
                Band(5, 9, "mild"),
                Band(10, 14, "moderate"),
                Band(15, 21, "severe"),
                citation="Spitzer, Kroenke, Williams and Loewe 2006",
            ),
            missing=NONE_MAY_BE_MISSING,
        ),
    ),
    examples=(
        Example(
            answers={
                "nervous": 3,
                "control_of_worry": 2,
                "worry": 2,
                "relaxing": 1,
                "restless": 0,
                "irritable": 1,
                "afraid": 1,
            },
            on="2026-01-15",
            expects={"gad_7": Expected(10, level="moderate")},
            source="worked by hand from the published bands: 3+2+2+1+0+1+1, and 10 is the "
            "lowest of moderate",
        ),
    ),
)
