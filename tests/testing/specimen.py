"""A sound instrument with a little of everything, invented: the zoo's animals are cut from it.

Every expected number below was worked out by hand; the sums stand beside the examples.
"""

from datetime import date

from supervise.instruments import (
    BLANKS_AS_STATED,
    NONE_MAY_BE_MISSING,
    Band,
    Blank,
    Change,
    Choice,
    Chosen,
    Day,
    Example,
    Expected,
    Flag,
    Instrument,
    Item,
    LogOdds,
    Points,
    Rule,
    Step,
    Text,
    Whole,
    YesNo,
    bands,
    one_of,
    sum_of,
)
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.needs import CONSIDERABLE, SOME, STRENGTH, Need
from supervise.rules import ON, by_range, row, table
from supervise.sources import BaseRate, Outcome, Purpose, Source

SOURCE = Source(
    citation="Invented for tests.",
    licence="CC0-1.0",
    population="nobody: invented",
    checked="2026-08-01",
)
CAUGHT = Outcome("an invented outcome", months=24)

work = Item(
    "work",
    "What work does the person have?",
    one_of(
        Choice(0, "regular"),
        Choice(1, "odd jobs", shows=SOME),
        Choice(2, "none", shows=CONSIDERABLE),
    ),
    Need.WORK,
    Change.GOAL_WORTHY,
)
moved = Item(
    "moved",
    "Has the person moved in the last year?",
    YesNo(shows=SOME),
    Need.HOUSING,
    Change.DYNAMIC,
)
friends = Item(
    "friends",
    "Who are the person's friends?",
    one_of(
        Choice(1, "people who keep the law", shows=STRENGTH),
        Choice(2, "some of each"),
        Choice(3, "people who offend", shows=SOME),
    ),
    Need.COMPANIONS,
    Change.DYNAMIC,
)
drugs = Item(
    "drugs",
    "Drugs in the last month?",
    YesNo(shows=SOME, blank=Blank(value=False, because="p. 2: a blank counts as no")),
    Need.SUBSTANCE,
    Change.GOAL_WORTHY,
)
arrests = Item("arrests", "Arrests so far", Whole(0, 20), Need.HISTORY)
first_age = Item("first_age", "Age at the first arrest", Whole(8, 99), Need.HISTORY)
age = Item("age", "Age at the interview", Whole(16, 99), person_fact=True)
interviewed = Item("interviewed", "Date of the interview", Day())
remarks = Item("remarks", "Remarks of the interviewer", Text())

RECORD = table(
    ("record",),
    by_range(arrests, (0, 0, (0,)), (1, 4, (1,)), (5, 20, (3,))),
    row(first_age < 18, 1, label="first arrest before 18"),
)
CHANCE = table(
    ("chance_static", "chance_dynamic"),
    row("constant", "-2.0", "-2.2"),
    row(arrests, "0.10", "0.10", label="arrests"),
    row(work, None, "0.40", label="work"),
    row(moved.yes, None, "0.30", label="moved"),
)
CHANCE_BANDS = bands(
    LOW_MEDIUM_HIGH,
    Band("0.00", "24.99", "low"),
    Band("25.00", "59.99", "medium"),
    Band("60.00", "100.00", "high"),
    citation="p. 4",
)

SPECIMEN = Instrument(
    id="specimen",
    version="1",
    title="Specimen",
    purpose=Purpose.SUPERVISION,
    for_whom="invented adults",
    not_for="anybody",
    source=SOURCE,
    unvalidated="invented for tests",
    limitations=("it is invented",),
    items=(
        work,
        moved,
        friends,
        drugs,
        arrests,
        first_age,
        age,
        interviewed,
        remarks,
    ),
    rules=(
        Rule(
            "first_arrest_was_before",
            first_age <= age,
            "the first arrest is later than the person's age",
            about=first_age,
            remedy="correct one of the two ages",
        ),
        Rule(
            "interview_was_before",
            interviewed <= ON,
            "the interview is later than the assessment",
            about=interviewed,
            remedy="correct the date",
        ),
    ),
    covers=(
        Rule(
            "adult",
            age >= 18,
            "under 18: outside the population",
            about=age,
            remedy="say so wherever the scores are used",
        ),
    ),
    scales=(
        Points(
            "total",
            "Total",
            table=sum_of("total", work, moved, friends, drugs),
            missing=BLANKS_AS_STATED,
            bands=bands(
                LOW_MEDIUM_HIGH,
                Band(1, 2, "low"),
                Band(3, 4, "medium"),
                Band(5, 7, "high"),
                citation="p. 3",
            ),
            predicts=CAUGHT,
            flags=(
                Flag("friends", when=friends.is_(3), says="ask about these friends"),
            ),
        ),
        Points(
            "record",
            "Record",
            table=RECORD,
            missing=NONE_MAY_BE_MISSING,
            converts=(Step(0, 0, 1), Step(1, 2, 2), Step(3, 4, 3)),
            bands=bands(
                LOW_MEDIUM_HIGH,
                Band(1, 1, "low"),
                Band(2, 2, "medium"),
                Band(3, 3, "high"),
                citation="p. 3",
            ),
            base_rates=(
                BaseRate(
                    at="3",
                    percent="41.5",
                    outcome=CAUGHT,
                    group="nobody",
                    source="invented",
                ),
            ),
        ),
        LogOdds(
            "chance_static",
            "Chance, by the record",
            table=CHANCE,
            bands=CHANCE_BANDS,
            missing=NONE_MAY_BE_MISSING,
            basis="static",
            predicts=CAUGHT,
        ),
        LogOdds(
            "chance_dynamic",
            "Chance, by record and life",
            table=CHANCE,
            bands=CHANCE_BANDS,
            missing=NONE_MAY_BE_MISSING,
            basis="dynamic",
            predicts=CAUGHT,
        ),
        Chosen(
            "chance",
            "Chance",
            first_of=("chance_dynamic", "chance_static"),
            citation="p. 4",
            predicts=CAUGHT,
        ),
    ),
    examples=(
        # total: 2 + 1 + 2 + 1 = 6. record: 3 + 1 = 4, which converts to 3.
        # static: -2.0 + 0.5 = -1.5; 1 / (1 + e^1.5) = 1 / 5.48169 = 0.18243
        # dynamic: -2.2 + 0.5 + 0.8 + 0.3 = -0.6; 1 / (1 + e^0.6) = 1 / 2.82212 = 0.35434
        Example(
            answers={
                "work": 2,
                "moved": True,
                "friends": 2,
                "drugs": True,
                "arrests": 5,
                "first_age": 17,
                "age": 30,
                "interviewed": date(2025, 12, 1),
            },
            on="2026-01-15",
            expects={
                "total": Expected(6, level="high"),
                "record": Expected(3, raw=4, level="high"),
                "chance_static": Expected(percent="18.24", level="low"),
                "chance_dynamic": Expected(percent="35.43", level="medium"),
                "chance": Expected(percent="35.43", level="medium"),
            },
            source="p. 5, by hand",
        ),
        # total: 1 + 1 + 1 + 1 = 4. record: 1 + 0 = 1, which converts to 2.
        # static: -2.0 + 0.1 = -1.9; 1 / (1 + e^1.9) = 1 / 7.68589 = 0.13011
        # dynamic: -2.2 + 0.1 + 0.4 + 0.3 = -1.4; 1 / (1 + e^1.4) = 1 / 5.05520 = 0.19782
        Example(
            answers={
                "work": 1,
                "moved": True,
                "friends": 1,
                "drugs": True,
                "arrests": 1,
                "first_age": 19,
                "age": 25,
                "interviewed": date(2025, 12, 1),
            },
            on="2026-01-15",
            expects={
                "total": Expected(4, level="medium"),
                "record": Expected(2, raw=1, level="medium"),
                "chance_static": Expected(percent="13.01", level="low"),
                "chance_dynamic": Expected(percent="19.78", level="low"),
                "chance": Expected(percent="19.78", level="low"),
            },
            source="p. 5, by hand",
        ),
    ),
)
