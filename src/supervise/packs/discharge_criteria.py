"""Early discharge and lower supervision: criteria of Idaho, Maine and Tennessee.

As encoded in the public code of Recidiviz until May 2025 (Tennessee's suspension of direct
supervision; Maine's early termination; Idaho's limited supervision). Money is named as money: who
cannot pay is not silently blocked.
"""

from fractions import Fraction

from supervise.dates import Period, days, months, years
from supervise.monitoring import Almost, Criterion, EligibilityRule
from supervise.rules import (
    Events,
    Happened,
    Held,
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

level, balance = Ref("level"), Ref("balance")
assessed = Events("assessment", Ref("tool").is_("lsi_r"))
income = Events("contact", Ref("verified_income").yes)
violation = Events("violation", Ref("state").is_("substantiated"))
sanction = Events("sanction")
arrest = Events("arrest")
warrant = Events("warrant")


def source(population: str) -> Source:
    """Where the criteria were read."""
    return Source(
        citation=READ,
        licence="facts only; the engine is GPL-3.0 and none of it is here",
        population=population,
        checked="2026-11-01",
        url="https://github.com/Recidiviz/pulse-data",
    )


IDAHO_LIMITED_SUPERVISION = EligibilityRule(
    id="idaho_limited_supervision",
    version="2025-05",
    title="Idaho: limited supervision",
    purpose=Purpose.SUPERVISION,
    source=source("adults on probation and parole in Idaho"),
    in_force=Period("2020-07-23"),
    criteria=(
        Criterion(
            id="low_90_days",
            title="low on the LSI-R for 90 days",
            when=Held(level.is_("low"), days(90)),
            citation=READ,
        ),
        Criterion(
            id="no_increase",
            title="no increase of the score",
            when=~Rose(assessed, "score", 0, from_zero=True),
            citation=READ,
        ),
        Criterion(
            id="income_verified",
            title="income verified in the last three months",
            when=Happened(income, 1, months(3)),
            citation=READ,
        ),
        Criterion(
            id="a_year_supervised",
            title="supervised for a year",
            when=Since("supervision_start", years(1)),
            citation=READ,
        ),
        Criterion(
            id="no_contact_order",
            title="no active no-contact order",
            when=~Ref("no_contact_order").yes,
            citation=READ,
        ),
        Criterion(
            id="case_type",
            title="neither a sex offence nor a diversion",
            when=~Ref("case_type").is_("sex_offence", "diversion"),
            citation=READ,
        ),
    ),
    almost=(
        Almost(lacking=("income_verified",), title="only income is to be verified"),
        Almost(
            lacking=("low_90_days", "a_year_supervised"),
            within_days=30,
            title="within a month",
        ),
    ),
    example="Idaho's criteria as encoded in public code until May 2025",
    limitations=(
        "the source names no first day; that of Idaho's present bands of the LSI-R is given here",
        "no increase is looked for between the last two assessments, and not within ninety days",
    ),
)

MAINE_EARLY_TERMINATION = EligibilityRule(
    id="maine_early_termination",
    version="2025-05",
    title="Maine: early termination of probation",
    purpose=Purpose.SUPERVISION,
    source=source("adults on probation in Maine"),
    in_force=Period("2021-01-01"),
    criteria=(
        Criterion(
            id="half_the_term",
            title="half of the term served",
            when=Served("supervision_start", "term_end", Fraction(1, 2), Rounding.UP),
            citation=READ,
        ),
        Criterion(
            id="no_violation",
            title="no substantiated violation in six months",
            when=free_of(violation, months(6)),
            citation=READ,
        ),
        Criterion(
            id="level",
            title="medium or lower",
            when=level.is_("low", "medium"),
            citation=READ,
        ),
        Criterion(
            id="restitution",
            title="restitution paid",
            when=balance <= 0,
            citation=READ,
            about_money=True,
            ability_to_pay=PAY,
        ),
    ),
    almost=(
        Almost(
            lacking=("restitution",),
            provided=balance < 1000,
            title="only restitution is open",
        ),
    ),
    example="Maine's criteria as encoded in public code until May 2025",
    limitations=(
        "which way half a term is rounded was not read; up is chosen here",
        "the source names no day from which the criteria hold; the start given here is nominal",
        "that nothing else is pending is not encoded",
    ),
)

TENNESSEE_SUSPENSION = EligibilityRule(
    id="tennessee_suspension_of_direct_supervision",
    version="2025-05",
    title="Tennessee: suspension of direct supervision",
    purpose=Purpose.SUPERVISION,
    source=source("adults on probation and parole in Tennessee"),
    in_force=Period("2021-01-01"),
    criteria=(
        Criterion(
            id="two_years_supervised",
            title="supervised for two years",
            when=Since("supervision_start", years(2)),
            citation=READ,
        ),
        Criterion(
            id="two_years_low",
            title="low for two years",
            when=Held(level.is_("low"), years(2)),
            citation=READ,
        ),
        Criterion(
            id="nothing_new",
            title="no arrest, warrant or violation report in two years",
            when=free_of(arrest, years(2))
            & free_of(warrant, years(2))
            & free_of(Events("violation"), years(2)),
            citation=READ,
        ),
        Criterion(
            id="no_sanction",
            title="no sanction in a year",
            when=free_of(sanction, years(1)),
            citation=READ,
        ),
        Criterion(
            id="balance",
            title="nothing owed",
            when=balance <= 0,
            citation=READ,
            about_money=True,
            ability_to_pay=PAY,
        ),
    ),
    almost=(
        Almost(
            lacking=(
                "two_years_supervised",
                "two_years_low",
                "nothing_new",
                "no_sanction",
            ),
            within_days=60,
            title="within sixty days",
        ),
        Almost(
            lacking=("balance",), provided=balance <= 250, title="up to $250 is owed"
        ),
    ),
    example="Tennessee's criteria as encoded in public code until May 2025",
    limitations=(
        "the source names no day from which the criteria hold; the start given here is nominal",
    ),
)

RULES = (
    IDAHO_LIMITED_SUPERVISION,
    MAINE_EARLY_TERMINATION,
    TENNESSEE_SUSPENSION,
)
