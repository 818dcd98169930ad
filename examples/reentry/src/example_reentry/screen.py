"""Example Re-entry Screen, version 1: invented to show how an instrument is declared.

The form also has room for the interviewer's impressions; they are not scored and are kept as text.
Two scales: `needs`, from 0 to 10, and `record`, from 0 to 6.
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
    Rule,
    Text,
    Whole,
    YesNo,
    bands,
    one_of,
    sum_of,
)
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.needs import CONSIDERABLE, SOME, STRENGTH, Need
from supervise.rules import by_range, row, table
from supervise.sources import Outcome, Purpose, Source

GOAL, DYNAMIC = Change.GOAL_WORTHY, Change.DYNAMIC
CITATION = "Example Re-entry Screen, manual of an invented agency"

# -- items, in form order

work = Item(
    "work",
    "What work does the person have?",
    one_of(
        Choice(0, "regular", shows=STRENGTH),
        Choice(1, "odd jobs", shows=SOME),
        Choice(2, "none", shows=CONSIDERABLE),
    ),
    Need.WORK,
    GOAL,
)
home = Item(
    "home",
    "Where does the person live?",
    one_of(
        Choice(0, "a place of their own, or with family"),
        Choice(1, "a hostel", shows=SOME),
        Choice(2, "nowhere settled", shows=CONSIDERABLE),
    ),
    Need.HOUSING,
    GOAL,
)
drinking = Item(
    "drinking",
    "Does drinking cause trouble?",
    YesNo(yes=2, shows=CONSIDERABLE),
    Need.SUBSTANCE,
    GOAL,
)
drugs = Item(
    "drugs",
    "Drugs in the last month?",
    YesNo(yes=2, shows=CONSIDERABLE),
    Need.SUBSTANCE,
    GOAL,
)
friends = Item(
    "friends",
    "Are most friends also under supervision?",
    YesNo(shows=SOME),
    Need.COMPANIONS,
    DYNAMIC,
)
travel = Item(
    "travel",
    "Is it hard to get to appointments?",
    YesNo(shows=SOME),
    Need.TRANSPORT,
    GOAL,
)
convictions = Item(
    "convictions", "Convictions, this one included", Whole(1, 99), Need.HISTORY
)
first_age = Item(
    "first_age", "Age at the first conviction", Whole(10, 99), Need.HISTORY
)
age = Item("age", "Age in whole years", Whole(18, 99), person_fact=True)
returned = Item(
    "returned", "Ever returned to custody from supervision?", YesNo(), Need.HISTORY
)
impressions = Item("impressions", "The interviewer's impressions", Text())

RECORD = table(
    ("record",),
    by_range(convictions, (1, 1, (0,)), (2, 4, (2,)), (5, 99, (3,))),  # p. 4
    row(first_age < 18, 1, label="first conviction before 18"),  # p. 4
    row(returned.yes, 2, label="returned to custody"),  # p. 4
)

INSTRUMENT = Instrument(
    id="example_reentry_screen",
    version="1",
    title="Example Re-entry Screen",
    purpose=Purpose.SUPERVISION,
    for_whom="adults in their first month after release",
    not_for="sexual or partner violence: no item asks about either",
    source=Source(
        citation=CITATION,
        licence="CC0-1.0",
        population="nobody: invented",
        checked="2026-08-01",
    ),
    unvalidated="invented for this example",
    limitations=("it is invented; no group was ever followed",),
    items=(
        work,
        home,
        drinking,
        drugs,
        friends,
        travel,
        convictions,
        first_age,
        age,
        returned,
        impressions,
    ),
    rules=(
        Rule(
            "first_conviction_is_past",
            first_age <= age,
            "the first conviction is later than the person's age",
            about=first_age,
            remedy="correct one of the two ages",
        ),
    ),
    scales=(
        Points(
            "needs",
            "Needs",
            table=sum_of("needs", work, home, drinking, drugs, friends, travel),
            missing=NONE_MAY_BE_MISSING,  # p. 2
            bands=bands(
                LOW_MEDIUM_HIGH,
                Band(0, 2, "low"),
                Band(3, 5, "medium"),
                Band(6, 10, "high"),
                citation=f"{CITATION}, p. 3",
            ),
            predicts=Outcome("a missed appointment", months=3),
        ),
        Points(
            "record",
            "Record",
            table=RECORD,
            missing=NONE_MAY_BE_MISSING,  # p. 2
            bands=bands(
                LOW_MEDIUM_HIGH,
                Band(0, 1, "low"),
                Band(2, 3, "medium"),
                Band(4, 6, "high"),
                citation=f"{CITATION}, p. 4",
            ),
            predicts=Outcome("any new conviction", months=24),
        ),
    ),
    examples=(
        Example(
            answers={
                "work": 2,
                "home": 1,
                "drinking": False,
                "drugs": True,
                "friends": True,
                "travel": False,
                "convictions": 3,
                "first_age": 17,
                "age": 26,
                "returned": False,
            },
            on="2026-01-15",
            expects={
                # 2 + 1 + 0 + 2 + 1 + 0
                "needs": Expected(6, level="high"),
                # 2 + 1 + 0
                "record": Expected(3, level="medium"),
            },
            source=f"{CITATION}, p. 6, first example",
        ),
        Example(
            answers={
                "work": 0,
                "home": 0,
                "drinking": False,
                "drugs": False,
                "friends": False,
                "travel": True,
                "convictions": 1,
                "first_age": 31,
                "age": 32,
                "returned": False,
            },
            on="2026-01-15",
            expects={
                "needs": Expected(1, level="low"),
                "record": Expected(0, level="low"),
            },
            source=f"{CITATION}, p. 6, second example",
        ),
    ),
)
