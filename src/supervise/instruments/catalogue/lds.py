"""LDS: the learning disability and challenges screen of England and Wales.

Seven answers of an OASys assessment are added up and shown as 0, 1 or 2. It screens: whoever
is shown as 1 or 2 may need another way of working, and is not thereby diagnosed.

Published by the Ministry of Justice as open source (MIT, Crown copyright).
At least three of the four main items must be answered; what is not answered counts nothing.
"""

from supervise.errors import ProblemCode
from supervise.instruments import (
    Change,
    Choice,
    Example,
    Expected,
    Instrument,
    Item,
    MissingRule,
    Points,
    Rule,
    Step,
    YesNo,
    one_of,
)
from supervise.needs import CONSIDERABLE, SOME, Need
from supervise.people import Sensitivity
from supervise.rules import answered, certainly, count, first_known, row, table
from supervise.sources import Purpose, Source

GOAL, DYNAMIC = Change.GOAL_WORTHY, Change.DYNAMIC
HEALTH = Sensitivity.HEALTH
PROBLEM = one_of(
    Choice(0, "no problems"),
    Choice(1, "some problems", shows=SOME),
    Choice(2, "significant problems", shows=CONSIDERABLE),
)

# One line a row, as on the form.
# fmt: off

no_fixed_abode = Item("no_fixed_abode",
    "No fixed abode, or transient", YesNo(shows=CONSIDERABLE), Need.HOUSING, GOAL)
work_skills = Item(
    "work_skills", "Skills that are of use at work", PROBLEM, Need.WORK, GOAL)
literacy = Item("literacy_problems",
    "Problems with reading, writing or numbers", PROBLEM, Need.LEARNING, GOAL)
reading = Item("reading_problem", "A problem with reading", YesNo(), Need.LEARNING, GOAL)
numeracy = Item("numeracy_problem", "A problem with numbers", YesNo(), Need.LEARNING, GOAL)
learning = Item("learning_difficulties",
    "Learning difficulties", PROBLEM, Need.LEARNING, DYNAMIC, sensitivity=HEALTH)
qualifications = Item("qualifications", "Professional or vocational qualifications", one_of(
    Choice(0, "any"),
    Choice(2, "none", shows=SOME),
), Need.WORK, GOAL)

POINTS = table(("lds",),
    row(certainly(no_fixed_abode.yes), 1),
    row(first_known(work_skills, 0), 1),
    row(first_known(literacy, 0), 1),
    row(certainly(reading.yes), 1),
    row(certainly(numeracy.yes), 1),
    row(first_known(learning, 0), 1),
    row(first_known(qualifications, 0), 1))

RULES = (
    Rule("three_of_four",
         count(answered(work_skills), answered(literacy), answered(learning),
               answered(qualifications)) >= 3,
         "fewer than three of the four main items are answered", about=work_skills,
         remedy="answer work skills, literacy, learning difficulties or qualifications",
         code=ProblemCode.MISSING),
    Rule("reading_has_parent", ~answered(reading) | answered(literacy),
         "is answered, but problems with reading, writing or numbers are not",
         about=reading, remedy="answer that as well"),
    Rule("numeracy_has_parent", ~answered(numeracy) | answered(literacy),
         "is answered, but problems with reading, writing or numbers are not",
         about=numeracy, remedy="answer that as well"),
)
# fmt: on

INSTRUMENT = Instrument(
    id="lds",
    version="1.0",
    title="Learning disability and challenges screen (LDS)",
    purpose=Purpose.SCREENING,
    for_whom="adults assessed with OASys in England and Wales",
    not_for="a diagnosis, risk of any kind, how closely a person is supervised",
    source=Source(
        citation="UK Ministry of Justice: hmpps-arns-risk-actuarial-api (016919c)",
        licence="MIT",
        population="people assessed with OASys in England and Wales",
        checked="2026-11-21",
        notice="Crown copyright (Ministry of Justice), MIT licence",
    ),
    unvalidated="the open source holds the sum and tests, no validation study",
    limitations=(
        "it screens: a specialist says what a person needs",
        "an item that is not answered counts nothing, so the score may be too low",
    ),
    items=(
        no_fixed_abode,
        work_skills,
        literacy,
        reading,
        numeracy,
        learning,
        qualifications,
    ),
    rules=RULES,
    scales=(
        Points(
            "lds",
            "Learning disability and challenges",
            table=POINTS,
            converts=(Step(0, 2, 0), Step(3, 4, 1), Step(5, 11, 2)),
            missing=MissingRule(
                "three of the four main items; what is not answered counts nothing"
            ),
        ),
    ),
    examples=(
        Example(
            answers={
                "no_fixed_abode": False,
                "work_skills": 1,
                "literacy_problems": 1,
                "numeracy_problem": True,
                "qualifications": 2,
            },
            on="2026-01-15",
            expects={"lds": Expected(2, raw=5)},
            source="LDS_Test_Data.csv of hmpps-arns-risk-actuarial-api, row 3",
        ),
    ),
)
