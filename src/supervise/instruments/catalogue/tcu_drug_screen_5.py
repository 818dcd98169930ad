"""TCU Drug Screen 5: eleven criteria of a substance use disorder over twelve months.

One point for each criterion; the last two have two questions each, of which one is enough.

It screens and diagnoses nothing, and it never decides how closely a person is supervised.
Questions are named by their number alone: ask with the official form, which is free from its
owner and is not part of this library. Which drugs, and how often, is asked there and not
scored, so it is left out here.
"""

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Band,
    Change,
    Example,
    Expected,
    Instrument,
    Item,
    Points,
    YesNo,
    bands,
)
from supervise.levels import LevelScheme
from supervise.needs import SOME, Need
from supervise.people import Sensitivity
from supervise.rules import tally
from supervise.sources import Purpose, Source, Validation

SEVERITY = LevelScheme("tcu_drug_screen_5", ("none", "mild", "moderate", "severe"))
SUBSTANCE, USE = Need.SUBSTANCE, Sensitivity.SUBSTANCE_USE_TREATMENT
NOW = Change.DYNAMIC
CRITERION = YesNo(shows=SOME)

# One line a row, as on the form; each is about the last twelve months.
# fmt: off
question_1 = Item("question_1", "Question 1 of the form", CRITERION, SUBSTANCE, NOW, sensitivity=USE)
question_2 = Item("question_2", "Question 2 of the form", CRITERION, SUBSTANCE, NOW, sensitivity=USE)
question_3 = Item("question_3", "Question 3 of the form", CRITERION, SUBSTANCE, NOW, sensitivity=USE)
question_4 = Item("question_4", "Question 4 of the form", CRITERION, SUBSTANCE, NOW, sensitivity=USE)
question_5 = Item("question_5", "Question 5 of the form", CRITERION, SUBSTANCE, NOW, sensitivity=USE)
question_6 = Item("question_6", "Question 6 of the form", CRITERION, SUBSTANCE, NOW, sensitivity=USE)
question_7 = Item("question_7", "Question 7 of the form", CRITERION, SUBSTANCE, NOW, sensitivity=USE)
question_8 = Item("question_8", "Question 8 of the form", CRITERION, SUBSTANCE, NOW, sensitivity=USE)
question_9 = Item("question_9", "Question 9 of the form", CRITERION, SUBSTANCE, NOW, sensitivity=USE)
question_10a = Item("question_10a", "Question 10a of the form", CRITERION, SUBSTANCE, NOW, sensitivity=USE)
question_10b = Item("question_10b", "Question 10b of the form", CRITERION, SUBSTANCE, NOW, sensitivity=USE)
question_11a = Item("question_11a", "Question 11a of the form", CRITERION, SUBSTANCE, NOW, sensitivity=USE)
question_11b = Item("question_11b", "Question 11b of the form", CRITERION, SUBSTANCE, NOW, sensitivity=USE)
# fmt: on

INSTRUMENT = Instrument(
    id="tcu_drug_screen_5",
    version="1.0",
    title="TCU Drug Screen 5",
    purpose=Purpose.SCREENING,
    for_whom="adults in criminal justice who answer about their use of drugs and alcohol in "
    "the last twelve months",
    not_for="a diagnosis, risk of any kind, how closely a person is supervised",
    source=Source(
        citation="Texas Christian University, Institute of Behavioral Research: TCU Drug "
        "Screen 5; Knight, Blue, Flynn and Knight 2018; the bands from a scoring script",
        licence="free for non-commercial use with credit to author, source and copyright",
        population="adults and youths in criminal justice, United States",
        checked="2026-11-22",
        url="https://ibr.tcu.edu/forms/tcu-drug-screen/",
        notice="Copyright TCU Institute of Behavioral Research, Fort Worth, Texas. All "
        "rights reserved. Not for commercial use without its written permission.",
    ),
    validation=(
        Validation(
            sample="305 men and 310 boys in criminal justice",
            outcome="agreement with the version before the DSM-5",
            finding="high agreement; more are found, most of them with a mild disorder",
            source="Knight, Blue, Flynn and Knight 2018, J Offender Rehabil 57(8)",
        ),
    ),
    limitations=(
        "it screens: a clinician says whether there is a disorder",
        "people who fear a consequence of their answers say less than there is",
        "bands were read in a scoring script, not in the owner's guide",
    ),
    items=(
        question_1,
        question_2,
        question_3,
        question_4,
        question_5,
        question_6,
        question_7,
        question_8,
        question_9,
        question_10a,
        question_10b,
        question_11a,
        question_11b,
    ),
    scales=(
        Points(
            "tcu_drug_screen_5",
            "Severity",
            table=tally(
                "tcu_drug_screen_5",
                question_1.yes,
                question_2.yes,
                question_3.yes,
                question_4.yes,
                question_5.yes,
                question_6.yes,
                question_7.yes,
                question_8.yes,
                question_9.yes,
                question_10a.yes | question_10b.yes,
                question_11a.yes | question_11b.yes,
            ),
            bands=bands(
                SEVERITY,
                Band(0, 1, "none"),
                Band(2, 3, "mild"),
                Band(4, 5, "moderate"),
                Band(6, 11, "severe"),
                citation="scoring script of the TCU Drug Screen 5; the bands are those of the DSM-5",
            ),
            missing=NONE_MAY_BE_MISSING,
        ),
    ),
    examples=(
        Example(
            answers={
                "question_1": True,
                "question_2": False,
                "question_3": False,
                "question_4": True,
                "question_5": False,
                "question_6": False,
                "question_7": False,
                "question_8": False,
                "question_9": False,
                "question_10a": True,
                "question_10b": True,
                "question_11a": False,
                "question_11b": True,
            },
            on="2026-01-15",
            expects={"tcu_drug_screen_5": Expected(4, level="moderate")},
            source="worked by hand from the published rule: questions 1 and 4, and one point "
            "each for 10 and 11",
        ),
    ),
)
