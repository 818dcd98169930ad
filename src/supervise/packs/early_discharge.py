"""Early discharge: criteria of Idaho for probation, of Iowa, and of Texas.

As encoded in the public code of Recidiviz until May 2025. A term is served in part only, and each
source rounds the part in its own way: Texas half a term down. Money is named as money: who cannot
pay is not silently blocked.
"""

from fractions import Fraction

from supervise.dates import Period, days, months, years
from supervise.monitoring import Almost, Criterion, EligibilityRule
from supervise.rules import (
    Events,
    Held,
    Left,
    Ref,
    Rose,
    Rounding,
    Served,
    Since,
    free_of,
)
from supervise.sources import Purpose, Source

READ = "Recidiviz pulse-data, task eligibility criteria, last public version (May 2025)"
PAY = "able_to_pay"
NOMINAL = "the source names no day from which the criteria hold; the start given here is nominal"

level = Ref("level")
assessed = Events("assessment", Ref("tool").is_("lsi_r"))
felony = Events("felony")
report = Events("violation_report")
sustained = Events("violation", Ref("state").is_("sustained"))


def source(population: str) -> Source:
    """Where the criteria were read."""
    return Source(
        citation=READ,
        licence="facts only; the engine is GPL-3.0 and none of it is here",
        population=population,
        checked="2026-11-01",
        url="https://github.com/Recidiviz/pulse-data",
    )


IDAHO_PROBATION = EligibilityRule(
    id="idaho_early_discharge_from_probation",
    version="2025-05",
    title="Idaho: early discharge from probation",
    purpose=Purpose.SUPERVISION,
    source=source("adults on probation in Idaho"),
    in_force=Period("2021-01-01"),
    criteria=(
        Criterion(
            id="a_year_supervised",
            title="on probation for a year",
            when=Since("supervision_start", years(1)),
            citation=READ,
        ),
        Criterion(
            id="low_or_moderate",
            title="low on the LSI-R for 90 days, or no higher than moderate for 360",
            when=Held(level.is_("low"), days(90))
            | Held(level.is_("low", "moderate"), days(360)),
            citation=READ,
        ),
        Criterion(
            id="no_increase",
            title="no increase of the score",
            when=~Rose(assessed, "score", 0, from_zero=True),
            citation=READ,
        ),
        Criterion(
            id="no_felony",
            title="no felony in 24 months",
            when=free_of(felony, months(24)),
            citation=READ,
        ),
    ),
    almost=(
        Almost(
            lacking=("a_year_supervised",),
            provided=Since("supervision_start", months(9)),
            title="within three months of the year",
        ),
    ),
    example="Idaho's criteria as encoded in public code until May 2025",
    limitations=(
        NOMINAL,
        "no increase is looked for between the last two assessments",
    ),
)

IOWA = EligibilityRule(
    id="iowa_early_discharge",
    version="2025-05",
    title="Iowa: early discharge",
    purpose=Purpose.SUPERVISION,
    source=source("adults on probation and parole in Iowa"),
    in_force=Period("2021-01-01"),
    criteria=(
        Criterion(
            id="level",
            title="supervised at level 3 or lower",
            when=Ref("supervision_level") <= 3,
            citation=READ,
        ),
        Criterion(
            id="no_violation_report",
            title="no violation report in six months",
            when=free_of(report, months(6)),
            citation=READ,
        ),
        Criterion(
            id="fees",
            title="fees paid",
            when=Ref("fees_owed") <= 0,
            citation=READ,
            about_money=True,
            ability_to_pay=PAY,
        ),
        Criterion(
            id="ninety_days_supervised",
            title="supervised for 90 days",
            when=Since("supervision_start", days(90)),
            citation=READ,
        ),
        Criterion(
            id="not_at_the_end",
            title="more than 30 days before the end",
            when=Left("term_end", days(30)),
            citation=READ,
        ),
    ),
    example="Iowa's criteria as encoded in public code until May 2025",
    limitations=(
        NOMINAL,
        "with exactly 30 days left somebody counts as within 30 days: chosen here",
    ),
)

TEXAS = EligibilityRule(
    id="texas_early_release_from_supervision",
    version="2025-05",
    title="Texas: early release from supervision",
    purpose=Purpose.SUPERVISION,
    source=source("adults on parole in Texas"),
    in_force=Period("2021-01-01"),
    criteria=(
        Criterion(
            id="half_the_term",
            title="half of the term that was left at release served",
            when=Served("supervision_start", "term_end", Fraction(1, 2), Rounding.DOWN),
            citation=READ,
        ),
        Criterion(
            id="no_sustained_violation",
            title="no sustained violation in two years",
            when=free_of(sustained, years(2)),
            citation=READ,
        ),
        Criterion(
            id="not_at_the_end",
            title="more than six months before the end",
            when=Left("term_end", months(6)),
            citation=READ,
        ),
    ),
    example="Texas's criteria as encoded in public code until May 2025",
    limitations=(
        NOMINAL,
        "with exactly six months left somebody counts as within six months: chosen here",
        "the time at the lowest level that another criterion of Texas asks for is not encoded",
    ),
)
