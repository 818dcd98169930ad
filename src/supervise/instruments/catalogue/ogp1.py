"""OGP1: the OASys general reoffending predictor, version 1, of England and Wales.

Points of OGRS3 and of seven needs, read as proportions: proven general reoffending within
two years (`ogp1`, which has the levels) and within one (`ogp1_one_year`).
It consumes the two-year percent of `ogrs3`. OGRS4 has replaced it.

Published by the Ministry of Justice in its open repositories (MIT, Crown copyright).
"""

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Band,
    Change,
    Choice,
    Curve,
    Example,
    Expected,
    Instrument,
    Item,
    Points,
    ScaleOf,
    Shown,
    YesNo,
    bands,
    one_of,
)
from supervise.levels import LOW_TO_VERY_HIGH
from supervise.needs import CONSIDERABLE, SOME, Need
from supervise.rules import by_code, in_each, rounded, row, table
from supervise.sources import Outcome, Purpose, Source

GOAL = Change.GOAL_WORTHY
SCALES = ("ogp1", "ogp1_one_year")
PROBLEM = one_of(
    Choice(0, "no problems"),
    Choice(1, "some problems", shows=SOME),
    Choice(2, "significant problems", shows=CONSIDERABLE),
)

# One line a row, as on the form and in the published table.
# fmt: off

no_fixed_abode = Item("no_fixed_abode",
    "No fixed abode, or transient", YesNo(shows=CONSIDERABLE), Need.HOUSING, GOAL)
unemployed = Item(
    "unemployed", "Unemployed", YesNo(shows=CONSIDERABLE), Need.WORK, GOAL)
activities = Item("activities_encourage_offending",
    "Regular activities encourage offending", PROBLEM, Need.LEISURE, GOAL)
drug_misuse = Item(
    "current_drug_misuse", "Current drug misuse", PROBLEM, Need.SUBSTANCE, GOAL)
drug_motivation = Item("drug_motivation",
    "Motivation to tackle drug misuse", PROBLEM, Need.SUBSTANCE, GOAL)
problem_solving = Item(
    "problem_solving", "Problem solving", PROBLEM, Need.THINKING, GOAL)
awareness = Item("awareness_of_consequences", "Aware of consequences", one_of(
    Choice(0, "yes"),
    Choice(1, "sometimes", shows=SOME),
    Choice(2, "no", shows=CONSIDERABLE),
), Need.THINKING, GOAL)
understands_others = Item("understands_others",
    "Understands the views of others", PROBLEM, Need.THINKING, GOAL)
attitudes = Item("procriminal_attitudes",
    "Attitudes that support offending", PROBLEM, Need.ATTITUDES, GOAL)
ogrs3 = ScaleOf("ogrs3", "ogrs3")

POINTS = table(SCALES, *in_each(SCALES,
    row(rounded(ogrs3 * "0.6"), 1, label="OGRS3, two years"),
    row(no_fixed_abode.yes, 5),
    row(unemployed.yes, 5),
    by_code(activities, {0: (0,), 1: (3,), 2: (5,)}),
    row(rounded((drug_misuse + drug_motivation) * "3.75"), 1, label="drug misuse"),
    row(rounded((problem_solving + awareness + understands_others) * 5 / 6), 1,
        label="thinking"),
    by_code(attitudes, {0: (0,), 1: (3,), 2: (5,)})))
WHOLE_PERCENTS = Shown(places=0, at_least="1", at_most="99")
LEVELS = bands(LOW_TO_VERY_HIGH,
    Band("1", "33", "low"), Band("34", "66", "medium"),
    Band("67", "84", "high"), Band("85", "99", "very_high"),
    citation="UK Ministry of Justice, OGP levels of the two-year percent")
# fmt: on

INSTRUMENT = Instrument(
    id="ogp1",
    version="1",
    title="OASys general reoffending predictor, version 1 (OGP1)",
    purpose=Purpose.SUPERVISION,
    for_whom="adults assessed with OASys in England and Wales",
    not_for="violent or sexual reoffending, guilt, the length of a sentence",
    source=Source(
        citation="UK Ministry of Justice: hmpps-arns-risk-actuarial-api "
        "(parent of 4dd14960)",
        licence="MIT",
        population="people assessed with OASys in England and Wales",
        checked="2026-11-21",
        notice="Crown copyright (Ministry of Justice), MIT licence",
    ),
    unvalidated="the open sources hold the points and tests, no validation study",
    limitations=(
        "a percent is a proportion of a group; it does not say what one person will do",
        "proven reoffending is what was detected and sanctioned",
    ),
    items=(
        no_fixed_abode,
        unemployed,
        activities,
        drug_misuse,
        drug_motivation,
        problem_solving,
        awareness,
        understands_others,
        attitudes,
    ),
    consumes=(ogrs3,),
    scales=(
        Points(
            "ogp1",
            "Proven general reoffending within two years",
            table=POINTS,
            percents=Curve(
                intercept="-3.0795", slope="0.0616", shown=WHOLE_PERCENTS, bands=LEVELS
            ),
            missing=NONE_MAY_BE_MISSING,
            predicts=Outcome("a proven general reoffence", months=24),
        ),
        Points(
            "ogp1_one_year",
            "Proven general reoffending within one year",
            table=POINTS,
            percents=Curve(intercept="-3.6832", slope="0.0616", shown=WHOLE_PERCENTS),
            missing=NONE_MAY_BE_MISSING,
            predicts=Outcome("a proven general reoffence", months=12),
        ),
    ),
    examples=(
        Example(
            answers={
                "no_fixed_abode": False,
                "unemployed": True,
                "activities_encourage_offending": 1,
                "current_drug_misuse": 0,
                "drug_motivation": 0,
                "problem_solving": 1,
                "awareness_of_consequences": 1,
                "understands_others": 0,
                "procriminal_attitudes": 1,
            },
            upstream={"ogrs3.ogrs3.percent": "81"},
            on="2026-01-15",
            expects={
                "ogp1": Expected(62, "68.00", "high"),
                "ogp1_one_year": Expected(62, "53.00"),
            },
            source="tests of hmpps-arns-risk-actuarial-api: OGRS3 81, 62 points",
        ),
    ),
)
