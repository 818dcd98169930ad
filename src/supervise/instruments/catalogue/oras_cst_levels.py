"""ORAS-CST levels: seven domain totals of the Ohio system in, their published levels out.

It is for agencies that score the Community Supervision Tool elsewhere, with their certified
staff. The 35 items and their points are left out: no public document states them.

The overall level has three steps, as one state reads it: the publisher's finer splits (21 to
22 for women, 33 to 34 for men) rest on no source that we could read.
Domain levels are the same for everybody; the overall level differs for men and women.
A moderate or high domain is a need to plan for; history is none, since it cannot change.
"""

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
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
from supervise.needs import CONSIDERABLE, SOME, Need
from supervise.sources import Purpose, Source

LEVELS = LevelScheme("oras_cst", ("low", "moderate", "high"))
DOMAINS = "scoring guides of the University of Cincinnati, domain levels, as quoted in public programs"
OVERALL = "scoring guides of the University of Cincinnati, overall levels, as quoted in public programs"

sex = Item(
    "sex",
    "Recorded sex; no levels are published for others",
    one_of(
        Choice("M", "man"),
        Choice("F", "woman"),
        Choice("U", "not known or not specified", covered=False),
        Choice("X", "another recorded sex", covered=False),
    ),
    person_fact=True,
)

# -- the seven domain totals, a choice for each; from moderate on a domain is a need to plan for

# One line a level, as in the published table.
# fmt: off
history_total = Item("history_total", "1: criminal history", one_of(
    Choice(0, "0"), Choice(1, "1"), Choice(2, "2"), Choice(3, "3"),
    Choice(4, "4"), Choice(5, "5"), Choice(6, "6"),
    Choice(7, "7"), Choice(8, "8"),
), Need.HISTORY)
work_total = Item("work_total", "2: education, employment and finances", one_of(
    Choice(0, "0"), Choice(1, "1"),
    Choice(2, "2", shows=SOME), Choice(3, "3", shows=SOME), Choice(4, "4", shows=SOME),
    Choice(5, "5", shows=CONSIDERABLE), Choice(6, "6", shows=CONSIDERABLE),
), Need.WORK, Change.DYNAMIC)
family_total = Item("family_total", "3: family and social support", one_of(
    Choice(0, "0"), Choice(1, "1"),
    Choice(2, "2", shows=SOME), Choice(3, "3", shows=SOME),
    Choice(4, "4", shows=CONSIDERABLE), Choice(5, "5", shows=CONSIDERABLE),
), Need.FAMILY, Change.DYNAMIC)
neighbourhood_total = Item("neighbourhood_total", "4: neighbourhood problems", one_of(
    Choice(0, "0"),
    Choice(1, "1", shows=SOME),
    Choice(2, "2", shows=CONSIDERABLE), Choice(3, "3", shows=CONSIDERABLE),
), Need.HOUSING, Change.DYNAMIC)
substance_total = Item("substance_total", "5: substance use", one_of(
    Choice(0, "0"), Choice(1, "1"), Choice(2, "2"),
    Choice(3, "3", shows=SOME), Choice(4, "4", shows=SOME),
    Choice(5, "5", shows=CONSIDERABLE), Choice(6, "6", shows=CONSIDERABLE),
), Need.SUBSTANCE, Change.DYNAMIC)
peers_total = Item("peers_total", "6: peer associations", one_of(
    Choice(0, "0"), Choice(1, "1"),
    Choice(2, "2", shows=SOME), Choice(3, "3", shows=SOME), Choice(4, "4", shows=SOME),
    Choice(5, "5", shows=CONSIDERABLE), Choice(6, "6", shows=CONSIDERABLE),
    Choice(7, "7", shows=CONSIDERABLE), Choice(8, "8", shows=CONSIDERABLE),
), Need.COMPANIONS, Change.DYNAMIC)
attitudes_total = Item("attitudes_total", "7: attitudes and behaviour", one_of(
    Choice(0, "0"), Choice(1, "1"), Choice(2, "2"), Choice(3, "3"),
    Choice(4, "4", shows=SOME), Choice(5, "5", shows=SOME), Choice(6, "6", shows=SOME),
    Choice(7, "7", shows=SOME), Choice(8, "8", shows=SOME),
    Choice(9, "9", shows=CONSIDERABLE), Choice(10, "10", shows=CONSIDERABLE),
    Choice(11, "11", shows=CONSIDERABLE), Choice(12, "12", shows=CONSIDERABLE),
    Choice(13, "13", shows=CONSIDERABLE),
), Need.ATTITUDES, Change.DYNAMIC)

# -- levels: domains alike for everybody, the whole by recorded sex

HISTORY = bands(LEVELS, Band(0, 3, "low"), Band(4, 6, "moderate"), Band(7, 8, "high"), citation=DOMAINS)
WORK = bands(LEVELS, Band(0, 1, "low"), Band(2, 4, "moderate"), Band(5, 6, "high"), citation=DOMAINS)
FAMILY = bands(LEVELS, Band(0, 1, "low"), Band(2, 3, "moderate"), Band(4, 5, "high"), citation=DOMAINS)
NEIGHBOURHOOD = bands(LEVELS, Band(0, 0, "low"), Band(1, 1, "moderate"), Band(2, 3, "high"), citation=DOMAINS)
SUBSTANCE = bands(LEVELS, Band(0, 2, "low"), Band(3, 4, "moderate"), Band(5, 6, "high"), citation=DOMAINS)
PEERS = bands(LEVELS, Band(0, 1, "low"), Band(2, 4, "moderate"), Band(5, 8, "high"), citation=DOMAINS)
ATTITUDES = bands(LEVELS, Band(0, 3, "low"), Band(4, 8, "moderate"), Band(9, 13, "high"), citation=DOMAINS)
MEN = bands(LEVELS, Band(0, 14, "low"), Band(15, 23, "moderate"), Band(24, 49, "high"), citation=OVERALL)
WOMEN = bands(LEVELS, Band(0, 14, "low"), Band(15, 28, "moderate"), Band(29, 49, "high"), citation=OVERALL)
# fmt: on

INSTRUMENT = Instrument(
    id="oras_cst_levels",
    version="2009",
    title="Ohio Risk Assessment System, community supervision: levels of given totals",
    purpose=Purpose.SUPERVISION,
    for_whom="adults under supervision in the community, assessed with the ORAS-CST by "
    "certified staff",
    not_for="scoring the ORAS-CST, decisions before trial, sentencing, young people",
    source=Source(
        citation="University of Cincinnati 2009: ORAS; totals and levels as quoted in "
        "Recidiviz/pulse-dashboards and Recidiviz/pulse-data (facts alone)",
        licence="public domain and free of charge according to its publisher; Ohio asks "
        "that users are trained and certified",
        population="adults under supervision in the community in Ohio",
        checked="2026-11-21",
        notice="Ohio Risk Assessment System, University of Cincinnati. Users must be trained "
        "and certified.",
    ),
    unvalidated="figures for its levels are known to us only at second hand",
    limitations=(
        "totals are taken as given: whether they were added up rightly is not seen here",
        "three overall steps, not the five of the publisher",
        "the outcome and the period of follow-up stand in no source that was read",
        "some answers behind a total cannot change, so no total is named as a goal",
    ),
    items=(
        sex,
        history_total,
        work_total,
        family_total,
        neighbourhood_total,
        substance_total,
        peers_total,
        attitudes_total,
    ),
    scales=(
        Points(
            "oras_history",
            "1: criminal history",
            table=sum_of("oras_history", history_total),
            bands=HISTORY,
            missing=NONE_MAY_BE_MISSING,
        ),
        Points(
            "oras_work",
            "2: education, employment and finances",
            table=sum_of("oras_work", work_total),
            bands=WORK,
            missing=NONE_MAY_BE_MISSING,
        ),
        Points(
            "oras_family",
            "3: family and social support",
            table=sum_of("oras_family", family_total),
            bands=FAMILY,
            missing=NONE_MAY_BE_MISSING,
        ),
        Points(
            "oras_neighbourhood",
            "4: neighbourhood problems",
            table=sum_of("oras_neighbourhood", neighbourhood_total),
            bands=NEIGHBOURHOOD,
            missing=NONE_MAY_BE_MISSING,
        ),
        Points(
            "oras_substance",
            "5: substance use",
            table=sum_of("oras_substance", substance_total),
            bands=SUBSTANCE,
            missing=NONE_MAY_BE_MISSING,
        ),
        Points(
            "oras_peers",
            "6: peer associations",
            table=sum_of("oras_peers", peers_total),
            bands=PEERS,
            missing=NONE_MAY_BE_MISSING,
        ),
        Points(
            "oras_attitudes",
            "7: attitudes and behaviour",
            table=sum_of("oras_attitudes", attitudes_total),
            bands=ATTITUDES,
            missing=NONE_MAY_BE_MISSING,
        ),
        Points(
            "oras_cst",
            "Overall",
            table=sum_of(
                "oras_cst",
                history_total,
                work_total,
                family_total,
                neighbourhood_total,
                substance_total,
                peers_total,
                attitudes_total,
            ),
            bands_by=(
                GroupBands(sex.is_("M"), MEN),
                GroupBands(sex.is_("F"), WOMEN),
            ),
            missing=NONE_MAY_BE_MISSING,
        ),
    ),
    examples=(
        Example(
            answers={
                "sex": "M",
                "history_total": 3,
                "work_total": 3,
                "family_total": 2,
                "neighbourhood_total": 3,
                "substance_total": 4,
                "peers_total": 5,
                "attitudes_total": 6,
            },
            on="2026-01-15",
            expects={
                "oras_history": Expected(3, level="low"),
                "oras_work": Expected(3, level="moderate"),
                "oras_family": Expected(2, level="moderate"),
                "oras_neighbourhood": Expected(3, level="high"),
                "oras_substance": Expected(4, level="moderate"),
                "oras_peers": Expected(5, level="high"),
                "oras_attitudes": Expected(6, level="moderate"),
                "oras_cst": Expected(26, level="high"),
            },
            source="invented person of Recidiviz/pulse-dashboards: 26 in all, a man",
        ),
    ),
)
