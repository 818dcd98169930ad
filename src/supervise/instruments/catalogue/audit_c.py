"""AUDIT-C: three questions on how much and how often somebody drinks.

The total is positive from 4 on for men and from 3 on for women.
Whoever never drinks is not asked the other two.

It screens and diagnoses nothing, and it never decides how closely a person is supervised.
The rest of the AUDIT is left out: its owner permits non-commercial use alone.
"""

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    AskedIf,
    Band,
    Change,
    Choice,
    Example,
    Expected,
    GroupBands,
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

RESULT = LevelScheme("audit_c_result", ("negative", "positive"))
USE = Sensitivity.SUBSTANCE_USE_TREATMENT

sex = Item(
    "sex",
    "Recorded sex; no cut is published for others",
    one_of(
        Choice("M", "man"),
        Choice("F", "woman"),
        Choice("U", "not known or not specified", covered=False),
        Choice("X", "another recorded sex", covered=False),
    ),
    person_fact=True,
)
how_often = Item(
    "how_often",
    "1: how often a drink with alcohol",
    one_of(
        Choice(0, "never"),
        Choice(1, "monthly or less"),
        Choice(2, "two to four times a month"),
        Choice(3, "two or three times a week"),
        Choice(4, "four times a week or more"),
    ),
    Need.SUBSTANCE,
    Change.DYNAMIC,
    sensitivity=USE,
)
DRINKS = AskedIf(
    how_often.is_(1, 2, 3, 4),
    counts=0,
    because="who never drinks is not asked about amounts",
)
how_many = Item(
    "how_many",
    "2: drinks on a typical day",
    one_of(
        Choice(0, "1 or 2"),
        Choice(1, "3 or 4"),
        Choice(2, "5 or 6"),
        Choice(3, "7 to 9"),
        Choice(4, "10 or more"),
    ),
    Need.SUBSTANCE,
    Change.DYNAMIC,
    sensitivity=USE,
    asked_if=DRINKS,
)
six_or_more = Item(
    "six_or_more",
    "3: six drinks or more on one occasion",
    one_of(
        Choice(0, "never"),
        Choice(1, "less than monthly"),
        Choice(2, "monthly"),
        Choice(3, "weekly"),
        Choice(4, "daily or almost daily"),
    ),
    Need.SUBSTANCE,
    Change.DYNAMIC,
    sensitivity=USE,
    asked_if=DRINKS,
)

INSTRUMENT = Instrument(
    id="audit_c",
    version="1.0",
    title="Alcohol use, three questions (AUDIT-C)",
    purpose=Purpose.SCREENING,
    for_whom="adults who answer about their own drinking",
    not_for="a diagnosis, risk of any kind, how closely a person is supervised",
    source=Source(
        citation="Bush and others 1998, Arch Intern Med 158:1789; Bradley and others 2003, "
        "Arch Intern Med 163:821; camcops (task audit_c)",
        licence="treated as public domain (SAMHSA); the AUDIT it comes from is of the WHO",
        population="patients of the US Department of Veterans Affairs",
        checked="2026-11-22",
        notice="The questions are three of the AUDIT, copyright World Health Organization.",
    ),
    validation=(
        Validation(
            sample="393 women, patients of the US Department of Veterans Affairs",
            outcome="hazardous drinking in the past year, or an alcohol use disorder",
            finding="sensitivity 0.81, specificity 0.86",
            source="Bradley and others 2003",
        ),
    ),
    limitations=(
        "it screens: amounts are what a person says",
        "cuts for men and women come from patients, not from people under supervision",
        "somebody who drinks as much as is recommended can screen positive, and the reverse",
    ),
    items=(sex, how_often, how_many, six_or_more),
    scales=(
        Points(
            "audit_c",
            "Drinking",
            table=sum_of("audit_c", how_often, how_many, six_or_more),
            bands_by=(
                GroupBands(
                    sex.is_("M"),
                    bands(
                        RESULT,
                        Band(0, 3, "negative"),
                        Band(4, 12, "positive"),
                        citation="Bush and others 1998: men, from 4",
                    ),
                ),
                GroupBands(
                    sex.is_("F"),
                    bands(
                        RESULT,
                        Band(0, 2, "negative"),
                        Band(3, 12, "positive"),
                        citation="Bradley and others 2003: women, from 3",
                    ),
                ),
            ),
            missing=NONE_MAY_BE_MISSING,
        ),
    ),
    examples=(
        Example(
            answers={"sex": "M", "how_often": 2, "how_many": 1, "six_or_more": 1},
            on="2026-01-15",
            expects={"audit_c": Expected(4, level="positive")},
            source="worked by hand from the published cuts: 2 + 1 + 1, a man",
        ),
        Example(
            answers={"sex": "F", "how_often": 0},
            on="2026-01-15",
            expects={"audit_c": Expected(0, level="negative")},
            source="published rule: who never drinks is not asked the rest",
        ),
    ),
)
