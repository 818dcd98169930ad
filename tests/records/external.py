"""What two agencies state of the LSI-R, and invented results read by it.

The bands and sentinels are those in research/us-peers.md, 1.2 "Score to level", of Pennsylvania
and Idaho; the people are invented.
"""

from datetime import UTC, date, datetime

from supervise.dates import Period
from supervise.levels import LOW_MEDIUM_HIGH, Band, LevelScheme, bands
from supervise.needs import CONSIDERABLE, SOME, STRENGTH, Need
from supervise.people import Actor, PersonRef, Role
from supervise.records import (
    ExternalResult,
    ExternalScale,
    ExternalScore,
    ExternalTool,
    LevelShows,
    Sentinel,
    StatedBands,
    Status,
)
from supervise.sources import Outcome, Purpose, Source

PERSON = PersonRef("person-001")
OFFICER = Actor("officer-1", Role.OFFICER)
LOW_MODERATE_HIGH = LevelScheme("low_moderate_high", ("low", "moderate", "high"))


def cut(scheme, *upper, least=0):
    """Bands from the least up, each to one of the upper ends."""
    lows = (least, *(end + 1 for end in upper[:-1]))
    each = (
        Band(low, high, code)
        for low, high, code in zip(lows, upper, scheme.codes, strict=True)
    )
    return bands(scheme, *each, citation="us-peers.md 1.2, score to level")


def source(of):
    return Source(
        citation=f"us-peers.md 1.2: {of}",
        licence="proprietary; results only",
        population="people supervised by the agency",
        checked="2026-11-22",
    )


# Pennsylvania, LSI-R total of 0 to 54: three date bands, and numbers that are no scores.
PENNSYLVANIA = ExternalTool(
    id="lsi_r",
    version="pa",
    title="LSI-R as Pennsylvania reads it",
    holder="Multi-Health Systems",
    purpose=Purpose.SUPERVISION,
    for_whom="adults under supervision",
    not_for="guilt, or the length of a sentence",
    source=source("LSI-R, Pennsylvania"),
    scales=(
        ExternalScale(
            id="total",
            title="Total",
            least=0,
            most=54,
            bands=(
                StatedBands(
                    bands=cut(LOW_MEDIUM_HIGH, 20, 28, 54),
                    in_force=Period("2000-01-01", "2008-12-31"),
                ),
                StatedBands(
                    bands=cut(LOW_MEDIUM_HIGH, 17, 26, 54),
                    in_force=Period("2009-01-01", "2014-12-03"),
                ),
                StatedBands(
                    bands=cut(LOW_MEDIUM_HIGH, 19, 27, 54),
                    in_force=Period("2014-12-04"),
                ),
            ),
            sentinels=(
                Sentinel(value=55, says="55 means 54", counts_as=54),
                Sentinel(value=60, says="attempted, incomplete"),
                Sentinel(
                    value=70,
                    says="refused, or not needed",
                    status=Status.NOT_APPLICABLE,
                ),
            ),
            predicts=Outcome("any new arrest", months=12),
        ),
    ),
)

# Idaho since 2020-07: other bands for men and for women; before, one for everybody.
IDAHO_BEFORE = LevelScheme("idaho_before", ("minimum", "moderate", "high", "very_high"))
SHOWS = (
    LevelShows(level="low", shows=STRENGTH),
    LevelShows(level="moderate", shows=SOME),
    LevelShows(level="high", shows=CONSIDERABLE),
)
IDAHO = ExternalTool(
    id="lsi_r",
    version="id",
    title="LSI-R as Idaho reads it",
    holder="Multi-Health Systems",
    purpose=Purpose.SUPERVISION,
    for_whom="adults under supervision",
    not_for="guilt, or the length of a sentence",
    source=source("LSI-R, Idaho"),
    scales=(
        ExternalScale(
            id="total",
            title="Total",
            least=0,
            most=54,
            bands=(
                StatedBands(
                    bands=cut(IDAHO_BEFORE, 15, 23, 30, 54),
                    in_force=Period("2002-01-01", "2020-07-22"),
                ),
                StatedBands(
                    bands=cut(LOW_MODERATE_HIGH, 20, 28, 54),
                    in_force=Period("2020-07-23"),
                    sex="M",
                ),
                StatedBands(
                    bands=cut(LOW_MODERATE_HIGH, 22, 30, 54),
                    in_force=Period("2020-07-23"),
                    sex="F",
                ),
            ),
        ),
        ExternalScale(
            id="work",
            title="Education and work",
            levels=LOW_MODERATE_HIGH,
            need=Need.WORK,
            shows=SHOWS,
        ),
    ),
)


def result(tool, on, score=None, level="", *, id="lsi-1", sex="", more=()):
    """An invented result."""
    return ExternalResult(
        id=id,
        person=PERSON,
        tool=tool,
        on=date.fromisoformat(on),
        scores=(ExternalScore(scale="total", score=score, level=level), *more),
        sex=sex,
        assessed_by=OFFICER,
        recorded_at=datetime(2026, 1, 5, 9, tzinfo=UTC),
    )


def work(level):
    return ExternalScore(scale="work", level=level)
