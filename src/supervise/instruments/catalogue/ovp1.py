"""OVP1: the OASys violence predictor, version 1, of England and Wales.

Points of the record and of needs, read as proportions: proven violent reoffending within two
years (`ovp1`, which has the levels) and within one (`ovp1_one_year`). OGRS4 has replaced it.

Published by the Ministry of Justice in its open repositories (MIT, Crown copyright).
Current psychiatric treatment adds points, as the Ministry's code has it.
"""

from datetime import date

from supervise.errors import ProblemCode
from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Band,
    Change,
    Choice,
    Curve,
    Day,
    Example,
    Expected,
    Instrument,
    Item,
    Points,
    Rule,
    Shown,
    Whole,
    YesNo,
    bands,
    named,
    one_of,
)
from supervise.levels import LOW_TO_VERY_HIGH
from supervise.needs import CONSIDERABLE, SOME, Need
from supervise.people import Sensitivity
from supervise.rules import (
    by_range,
    first_known,
    in_each,
    rounded_up,
    row,
    table,
    years,
)
from supervise.sources import Outcome, Purpose, Source

HISTORY = Need.HISTORY
GOAL = Change.GOAL_WORTHY
SCALES = ("ovp1", "ovp1_one_year")
PROBLEM = one_of(
    Choice(0, "no problems"),
    Choice(1, "some problems", shows=SOME),
    Choice(2, "significant problems", shows=CONSIDERABLE),
)

# One line a row, as on the form and in the published table.
# fmt: off

date_of_birth = Item("date_of_birth", "Date of birth", Day(), person_fact=True)
sex = Item("sex", "Recorded sex", one_of(
    Choice("M", "man"),
    Choice("F", "woman"),
    Choice("U", "not known or not specified", covered=False),
    Choice("X", "another recorded sex", covered=False),
), person_fact=True)
sanctions_total = Item(
    "sanctions_total", "Sanctions, this one included", Whole(1, 999), HISTORY)
sanctions_violent = Item(
    "sanctions_violent", "Violent sanctions, this one included", Whole(0, 999), HISTORY)
current_sanction_date = Item(
    "current_sanction_date", "Date of the current conviction", Day(), HISTORY)
community_date = Item(
    "community_date", "Start of the community sentence, or release", Day(), HISTORY)
recognises_impact = Item("recognises_impact",
    "Recognises the impact of the offending", YesNo(), Need.ATTITUDES, GOAL)
no_fixed_abode = Item("no_fixed_abode",
    "No fixed abode, or transient", YesNo(shows=CONSIDERABLE), Need.HOUSING, GOAL)
unemployed = Item(
    "unemployed", "Unemployed", YesNo(shows=CONSIDERABLE), Need.WORK, GOAL)
chronic_drinking = Item(
    "chronic_drinking", "Current drinking", PROBLEM, Need.SUBSTANCE, GOAL)
binge_drinking = Item(
    "binge_drinking", "Binge or excessive drinking", PROBLEM, Need.SUBSTANCE, GOAL)
psychiatric_treatment = Item("psychiatric_treatment",
    "Current psychiatric treatment", YesNo(), sensitivity=Sensitivity.HEALTH)
temper_control = Item("temper_control", "Temper control", PROBLEM, Need.THINKING, GOAL)
attitudes = Item("procriminal_attitudes",
    "Attitudes that support offending", PROBLEM, Need.ATTITUDES, GOAL)

start = named("start", first_known(community_date, current_sanction_date))
age = named("age", years(date_of_birth, start), "age at the start of follow-up")
not_violent = named("not_violent", sanctions_total - sanctions_violent)

POINTS = table(SCALES, *in_each(SCALES,
    row(sanctions_total >= 1, 5, label="any sanction"),
    by_range(sanctions_violent,
        (0, 0, (0,)), (1, 1, (4,)), (2, 2, (7,)), (3, 3, (9,)), (4, 4, (11,)),
        (5, 5, (12,)), (6, 6, (13,)), (7, 7, (14,)), (8, 8, (15,)), (9, 9, (16,)),
        (10, 10, (17,)), (11, 11, (18,)), (12, 12, (19,)), (13, 13, (20,)),
        (14, 14, (21,)), (15, 15, (22,)), (16, 16, (23,)), (17, 17, (24,)),
        (18, 999, (25,))),
    by_range(not_violent,
        (0, 2, (0,)), (3, 4, (2,)), (5, 10, (3,)), (11, 20, (4,)), (21, 999, (5,)),
        label="other sanctions"),
    by_range(age,
        (18, 19, (20,)), (20, 21, (17,)), (22, 23, (14,)), (24, 25, (12,)),
        (26, 30, (10,)), (31, 35, (8,)), (36, 40, (6,)), (41, 45, (4,)),
        (46, 50, (2,)), (51, 120, (0,))),
    row(sex.is_("M"), 5, label="man"),
    row(~recognises_impact.yes, 4, label="does not recognise the impact"),
    row(no_fixed_abode.yes, 4),
    row(unemployed.yes, 4),
    row(rounded_up((chronic_drinking + binge_drinking) * "2.5"), 1, label="alcohol"),
    row(psychiatric_treatment.yes, 4),
    row(temper_control, 3),
    row(attitudes, 3)))
WHOLE_PERCENTS = Shown(places=0, at_least="1", at_most="99")
LEVELS = bands(LOW_TO_VERY_HIGH,
    Band("1", "29", "low"), Band("30", "59", "medium"),
    Band("60", "79", "high"), Band("80", "99", "very_high"),
    citation="UK Ministry of Justice, OVP levels of the two-year percent")

RULES = (
    Rule("violent_within_total", sanctions_violent <= sanctions_total,
         "more violent sanctions than sanctions", about=sanctions_violent,
         remedy="count again: both include the current one"),
    Rule("adult_at_start", age >= 18, "under 18 at the start of follow-up",
         about=date_of_birth, remedy="use a predictor that is made for children",
         code=ProblemCode.NOT_COVERED),
)
# fmt: on

INSTRUMENT = Instrument(
    id="ovp1",
    version="1",
    title="OASys violence predictor, version 1 (OVP1)",
    purpose=Purpose.SUPERVISION,
    for_whom="adults assessed with OASys in England and Wales, by recorded sex",
    not_for="people under 18, sexual reoffending, guilt, the length of a sentence",
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
        "current psychiatric treatment adds points; it is no need and no goal",
    ),
    items=(
        date_of_birth,
        sex,
        sanctions_total,
        sanctions_violent,
        current_sanction_date,
        community_date,
        recognises_impact,
        no_fixed_abode,
        unemployed,
        chronic_drinking,
        binge_drinking,
        psychiatric_treatment,
        temper_control,
        attitudes,
    ),
    values=(start, age, not_violent),
    rules=RULES,
    scales=(
        Points(
            "ovp1",
            "Proven violent reoffending within two years",
            table=POINTS,
            percents=Curve(
                intercept="-3.8773", slope="0.0722", shown=WHOLE_PERCENTS, bands=LEVELS
            ),
            missing=NONE_MAY_BE_MISSING,
            predicts=Outcome("a proven violent reoffence", months=24),
        ),
        Points(
            "ovp1_one_year",
            "Proven violent reoffending within one year",
            table=POINTS,
            percents=Curve(intercept="-4.5215", slope="0.0722", shown=WHOLE_PERCENTS),
            missing=NONE_MAY_BE_MISSING,
            predicts=Outcome("a proven violent reoffence", months=12),
        ),
    ),
    examples=(
        Example(
            answers={
                "date_of_birth": date(1962, 6, 1),
                "sex": "M",
                "sanctions_total": 30,
                "sanctions_violent": 10,
                "current_sanction_date": date(2025, 8, 1),
                "community_date": date(2025, 10, 1),
                "recognises_impact": True,
                "no_fixed_abode": True,
                "unemployed": True,
                "chronic_drinking": 0,
                "binge_drinking": 0,
                "psychiatric_treatment": False,
                "temper_control": 0,
                "procriminal_attitudes": 0,
            },
            on="2026-01-15",
            expects={
                "ovp1": Expected(39, "26.00", "low"),
                "ovp1_one_year": Expected(39, "15.00"),
            },
            source="tests of hmpps-arns-risk-actuarial-api: a man of 63, 39 points",
        ),
    ),
)
