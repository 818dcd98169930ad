"""ORAS-CST levels: seven domain totals of the Ohio system in, their published levels out.

It is for agencies that score the Community Supervision Tool elsewhere, with their certified
staff. The 35 items and their points are left out: no public document states them.

The overall level has three steps, as one state reads it: the publisher's finer splits (low to
moderate, and very high) rest on no source that we could read.
Domain levels are the same for everybody; the overall level differs for men and women.
A moderate or high domain is a need to plan for; history is none, since it cannot change.
"""

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Band,
    Choice,
    Example,
    Expected,
    GroupBands,
    Instrument,
    Item,
    Points,
    bands,
    one_of,
)
from supervise.levels import Bands, LevelScheme
from supervise.needs import CONSIDERABLE, SOME, Need, NeedDomain
from supervise.rules import row, table
from supervise.sources import Purpose, Source

LEVELS = LevelScheme("oras_cst", ("low", "moderate", "high"))
CITED = (
    "scoring guides of the University of Cincinnati, as quoted by two public programs"
)


def _three(low: int, moderate: int, high: int) -> Bands:
    """Bands from 0: the highest score of each level."""
    return bands(
        LEVELS,
        Band(0, low, "low"),
        Band(low + 1, moderate, "moderate"),
        Band(moderate + 1, high, "high"),
        citation=CITED,
    )


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


def _domain(id: str, title: str, need: NeedDomain, ends: tuple[int, int, int]) -> Item:
    """A domain total; from moderate on it is a need to plan for, if it can change."""
    low, moderate, high = ends
    some, much = (SOME, CONSIDERABLE) if need.changeable else (None, None)
    shows = [None] * (low + 1) + [some] * (moderate - low) + [much] * (high - moderate)
    totals = (Choice(n, str(n), shows=each) for n, each in enumerate(shows))
    return Item(f"{id}_total", title, one_of(*totals), need)


# The highest total of low, of moderate and of high, in the order of the form.
ENDS = {
    "history": (3, 6, 8),
    "work": (1, 4, 6),
    "family": (1, 3, 5),
    "neighbourhood": (0, 1, 3),
    "substance": (2, 4, 6),
    "peers": (1, 4, 8),
    "attitudes": (3, 8, 13),
}
DOMAINS = (
    ("history", "1: criminal history", Need.HISTORY),
    ("work", "2: education, employment and finances", Need.WORK),
    ("family", "3: family and social support", Need.FAMILY),
    ("neighbourhood", "4: neighbourhood problems", Need.HOUSING),
    ("substance", "5: substance use", Need.SUBSTANCE),
    ("peers", "6: peer associations", Need.COMPANIONS),
    ("attitudes", "7: attitudes and behaviour", Need.ATTITUDES),
)
TOTALS = tuple(_domain(id, title, need, ENDS[id]) for id, title, need in DOMAINS)

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
        "which answers stand behind a total is not known",
    ),
    items=(sex, *TOTALS),
    scales=(
        *(
            Points(
                f"oras_{id}",
                title,
                table=table((f"oras_{id}",), row(item, 1)),
                bands=_three(*ENDS[id]),
                missing=NONE_MAY_BE_MISSING,
            )
            for (id, title, _), item in zip(DOMAINS, TOTALS, strict=True)
        ),
        Points(
            "oras_cst",
            "Overall",
            table=table(("oras_cst",), *(row(item, 1) for item in TOTALS)),
            bands_by=(
                GroupBands(sex.is_("M"), _three(14, 23, 49)),
                GroupBands(sex.is_("F"), _three(14, 28, 49)),
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
