"""MST: the maturity screening tool of England and Wales, for men of 18 to 25.

Ten answers of an OASys assessment are added up; from 10 on a person is shown as one who may
be less mature than his age, so that the work with him can be arranged accordingly.

Published by the Ministry of Justice as open source (MIT, Crown copyright).
At least nine of the ten must be answered; the one that is not counts nothing.
"""

from datetime import date

from supervise.errors import ProblemCode
from supervise.instruments import (
    Band,
    Change,
    Choice,
    Day,
    Example,
    Expected,
    Instrument,
    Item,
    MissingRule,
    Points,
    Rule,
    YesNo,
    bands,
    named,
    one_of,
)
from supervise.levels import LevelScheme
from supervise.needs import CONSIDERABLE, SOME, Need
from supervise.rules import (
    ON,
    answered,
    certainly,
    count,
    first_known,
    row,
    table,
    years,
)
from supervise.sources import Purpose, Source

GOAL, DYNAMIC = Change.GOAL_WORTHY, Change.DYNAMIC
PROBLEM = one_of(
    Choice(0, "no problems"),
    Choice(1, "some problems", shows=SOME),
    Choice(2, "significant problems", shows=CONSIDERABLE),
)
FLAG = LevelScheme("mst_flag", ("not_flagged", "flagged"))

# One line a row, as on the form.
# fmt: off

date_of_birth = Item("date_of_birth", "Date of birth", Day(), person_fact=True)
sex = Item("sex", "Recorded sex; the screen is for men", one_of(
    Choice("M", "man"),
    Choice("F", "woman"),
    Choice("U", "not known or not specified"),
    Choice("X", "another recorded sex"),
), person_fact=True)
peer_group = Item("peer_group_influence",
    "Influenced by the peer group", YesNo(shows=SOME), Need.COMPANIONS, DYNAMIC)
associates = Item("criminal_associates_influence",
    "Influence of criminal associates", PROBLEM, Need.COMPANIONS, DYNAMIC)
recklessness = Item(
    "recklessness", "Recklessness and taking risks", PROBLEM, Need.THINKING, GOAL)
coping = Item("coping", "Difficulties in coping", PROBLEM, Need.THINKING, GOAL)
attitude_to_self = Item(
    "attitude_to_self", "Attitude towards oneself", PROBLEM, Need.THINKING, GOAL)
impulsivity = Item("impulsivity", "Impulsivity", PROBLEM, Need.THINKING, GOAL)
temper_control = Item("temper_control", "Temper control", PROBLEM, Need.THINKING, GOAL)
problem_solving = Item(
    "problem_solving", "Problem solving", PROBLEM, Need.THINKING, GOAL)
awareness = Item("awareness_of_consequences", "Aware of consequences", one_of(
    Choice(0, "yes"),
    Choice(1, "sometimes", shows=SOME),
    Choice(2, "no", shows=CONSIDERABLE),
), Need.THINKING, GOAL)
understands_others = Item("understands_others",
    "Understands the views of others", PROBLEM, Need.THINKING, GOAL)

age = named("age", years(date_of_birth, ON), "age on the date of the assessment")

POINTS = table(("mst",),
    row(certainly(peer_group.yes), 1),
    row(first_known(associates, 0), 1),
    row(first_known(recklessness, 0), 1),
    row(first_known(coping, 0), 1),
    row(first_known(attitude_to_self, 0), 1),
    row(first_known(impulsivity, 0), 1),
    row(first_known(temper_control, 0), 1),
    row(first_known(problem_solving, 0), 1),
    row(first_known(awareness, 0), 1),
    row(first_known(understands_others, 0), 1))
NINE_OF_TEN = Rule("nine_of_ten",
    count(answered(peer_group), answered(associates), answered(recklessness),
          answered(coping), answered(attitude_to_self), answered(impulsivity),
          answered(temper_control), answered(problem_solving), answered(awareness),
          answered(understands_others)) >= 9,
    "fewer than nine of the ten are answered", about=peer_group,
    remedy="answer all but one", code=ProblemCode.MISSING)
# fmt: on

INSTRUMENT = Instrument(
    id="mst",
    version="1.0",
    title="Maturity screening tool (MST)",
    purpose=Purpose.SCREENING,
    for_whom="men by recorded sex, 18 to 25 years old, assessed with OASys",
    not_for="women, other ages, risk of any kind, how closely a person is supervised",
    source=Source(
        citation="UK Ministry of Justice: hmpps-arns-risk-actuarial-api (016919c)",
        licence="MIT",
        population="young men assessed with OASys in England and Wales",
        checked="2026-11-21",
        notice="Crown copyright (Ministry of Justice), MIT licence",
    ),
    unvalidated="the open source holds the sum and tests, no validation study",
    limitations=(
        "it screens: it says how to work with somebody, not what he will do",
        "an item that is not answered counts nothing, so the score may be too low",
    ),
    items=(
        date_of_birth,
        sex,
        peer_group,
        associates,
        recklessness,
        coping,
        attitude_to_self,
        impulsivity,
        temper_control,
        problem_solving,
        awareness,
        understands_others,
    ),
    values=(age,),
    rules=(NINE_OF_TEN,),
    scales=(
        Points(
            "mst",
            "Maturity",
            table=POINTS,
            bands=bands(
                FLAG,
                Band(0, 9, "not_flagged"),
                Band(10, 19, "flagged"),
                citation="UK Ministry of Justice, MST flag",
            ),
            only_if=sex.is_("M") & (age >= 18) & (age <= 25),
            missing=MissingRule("nine of the ten; the one left out counts nothing"),
        ),
    ),
    examples=(
        Example(
            answers={
                "date_of_birth": date(2007, 6, 1),
                "sex": "M",
                "peer_group_influence": True,
                "criminal_associates_influence": 1,
                "recklessness": 1,
                "coping": 1,
                "attitude_to_self": 1,
                "impulsivity": 1,
                "temper_control": 1,
                "problem_solving": 1,
                "awareness_of_consequences": 1,
                "understands_others": 1,
            },
            on="2026-01-15",
            expects={"mst": Expected(10, level="flagged")},
            source="tests of hmpps-arns-risk-actuarial-api: a man of 18, ten points",
        ),
    ),
)
