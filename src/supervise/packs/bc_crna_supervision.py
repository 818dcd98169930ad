"""British Columbia: the supervision rating of the Community Risk/Needs Assessment.

BC Corrections, Community Corrections. An officer rates overall risk and overall needs; a 3 by 3
matrix gives the supervision rating. Where an overall rating of spousal assault or of sexual
offence exists as well, the supervision rating is the highest of them.

The ratings of those two are facts here: the tools behind them are copyrighted and not ours.
"""

from supervise.dates import Period
from supervise.intensity import (
    Clause,
    Policy,
    coded,
    highest,
    level_of,
    silent_if_blank,
)
from supervise.levels import LOW_MEDIUM_HIGH, IntensityScheme
from supervise.rules import grid, mapped
from supervise.sources import Purpose, Source

SUPERVISION_RATING = IntensityScheme("bc_supervision_rating", ("low", "medium", "high"))

RATED = "bcgov/jag-community-corrections-case-management, commit 9f10789, cccm-api FormUtils.java"
MATRIX = f"{RATED}, with crna_validation_config.json"

risk = level_of("bc_crna", "risk", LOW_MEDIUM_HIGH)
needs = level_of("bc_crna", "needs", LOW_MEDIUM_HIGH)

# Words and level codes both occur: codes 1 and 2 count low, 3 medium, 4a and 4b high.
RATINGS = {
    "low": "low",
    "medium": "medium",
    "high": "high",
    "1": "low",
    "2": "low",
    "3": "medium",
    "4a": "high",
    "4b": "high",
}
where_it_exists = silent_if_blank(f"{RATED}: counts when the rating exists")
spousal_assault = coded(
    "spousal_assault_rating",
    "overall rating of spousal assault",
    *RATINGS,
    blank=where_it_exists,
)
sexual_offence = coded(
    "sexual_offence_rating",
    "overall rating of sexual offence",
    *RATINGS,
    blank=where_it_exists,
)

# fmt: off
matrix = grid(
    risk, needs,
    (         "low",    "medium", "high"),
    ("low",    "low",    "low",    "medium"),
    ("medium", "low",    "medium", "high"),
    ("high",   "medium", "high",   "high"),
)
# fmt: on

POLICY = Policy(
    id="bc_crna_supervision",
    version="1",
    title="Supervision rating from the Community Risk/Needs Assessment",
    purpose=Purpose.SUPERVISION,
    source=Source(
        citation=f"{RATED}; sampleFormData.json; ClientDataServiceImpl.java",
        licence="Apache-2.0",
        population="adults supervised by BC Corrections, Community Corrections",
        checked="2026-11-01",
        url="https://github.com/bcgov/jag-community-corrections-case-management",
        notice="Copyright Province of British Columbia. Licensed under the Apache License, Version 2.0.",
    ),
    in_force=Period("2000-01-01"),
    scheme=SUPERVISION_RATING,
    inputs=(risk, needs, spousal_assault, sexual_offence),
    rule=highest(
        Clause(
            "matrix", "Overall risk against overall needs", says=matrix, citation=MATRIX
        ),
        Clause(
            "spousal_assault",
            "Overall rating of spousal assault",
            says=mapped(spousal_assault, RATINGS),
            citation=RATED,
        ),
        Clause(
            "sexual_offence",
            "Overall rating of sexual offence",
            says=mapped(sexual_offence, RATINGS),
            citation=RATED,
        ),
    ),
    example="British Columbia's rule as its open source code stood when read in November 2026",
    limitations=(
        "the source states no date from which the rule holds; the start given here is nominal",
        "the matrix is part of professional judgement: its validation is not published",
        "the source does not say which of the two ratings uses level codes; both accept both",
    ),
)
