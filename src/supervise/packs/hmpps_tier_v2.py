"""England and Wales: the supervision tier, version 2: a letter for protection, a number for change.

HM Prison and Probation Service. Two policies: points for protection give A to D, points for
change give 0 to 3; together they read, for example, B2. The suffix for somebody who is not
supervised is no part of either.

Of the points for the combined serious score and for serious harm only the larger counts. Cells of
the score have no gap between 6.99 and 7.00 and no upper end.
"""

from supervise.dates import Period
from supervise.intensity import (
    Clause,
    FactInput,
    IfBlank,
    Policy,
    coded,
    first,
    number,
    yes_no,
)
from supervise.levels import IntensityScheme
from supervise.rules import Term, cut, largest, mapped, stated, total
from supervise.sources import Purpose, Source

PROTECT = IntensityScheme(
    "hmpps_tier_v2_protect",
    ("d", "c", "b", "a"),
    titles={code: code.upper() for code in "abcd"},
)
CHANGE = IntensityScheme(
    "hmpps_tier_v2_change",
    ("change_0", "change_1", "change_2", "change_3"),
    titles={f"change_{level}": str(level) for level in range(4)},
)

READ = "ministryofjustice/hmpps-tier, commit affac98a of 2026-08-17"
PROTECT_CALCULATOR = f"{READ}, ProtectLevelCalculator.kt"
CHANGE_CALCULATOR = f"{READ}, ChangeLevelCalculator.kt"
WOMEN = f"{READ}, AdditionalFactorsForWomen.kt"
SECTIONS = f"{READ}, Need.kt and NeedSection.kt"

SOURCE = Source(
    citation=PROTECT_CALCULATOR,
    licence="MIT",
    population="adults under probation supervision in England and Wales",
    checked="2026-11-01",
    url="https://github.com/ministryofjustice/hmpps-tier",
    notice="Copyright (c) Crown Copyright (Ministry of Justice). Licensed under the MIT licence.",
)
EXAMPLE = "HMPPS's rule as its open source code stood on 17 August 2026"
IN_FORCE = Period("2026-08-17")
EARLIER = (
    "earlier days are not covered: until March 2026 an old assessment was left out"
)

no_points = IfBlank(
    value=False, because=f"{PROTECT_CALCULATOR}: no registration, no points"
)

# Protection

serious = number(
    "combined_serious_percent",
    "combined serious score (RSR)",
    "0",
    "100",
    blank=IfBlank(0, f"{PROTECT_CALCULATOR}: else no points", settled=False),
)
harm = coded(
    "serious_harm",
    "rating of serious harm",
    "low", "medium", "high", "very_high",
    blank=IfBlank("low", f"{PROTECT_CALCULATOR}: else no points", settled=False),
)  # fmt: skip
multi_agency = coded(
    "multi_agency_level",
    "level of multi-agency management",
    "none", "level_1", "level_2", "level_3",
    blank=IfBlank("none", f"{PROTECT_CALCULATOR}: else no points"),
)  # fmt: skip
woman = yes_no("recorded_female", "recorded sex is female")

REGISTERS = tuple(
    yes_no(id, title, blank=no_points)
    for id, title in (
        ("mental_health_register", "mental health (RMDO)"),
        ("self_harm_register", "self-harm (ALSH)"),
        ("vulnerable_register", "vulnerable (RVLN)"),
        ("child_concerns_register", "child concerns (RCCO)"),
        ("child_protection_register", "child protection (RCPR)"),
        ("risk_to_children_register", "risk to children (RCHD)"),
        ("public_interest_register", "public interest (RPIR)"),
        ("adult_at_risk_register", "adult at risk (RVAD)"),
        ("gangs_register", "gangs (STRG)"),
        ("terrorism_register", "terrorism (RTAO)"),
    )
)
no_points_for_women = IfBlank(value=False, because=f"{WOMEN}: not answered, no points")
parenting = yes_no(
    "parenting_problem",
    "problem with parental responsibilities",
    blank=no_points_for_women,
)
impulsive = yes_no("impulsivity", "any impulsivity", blank=no_points_for_women)
temper = yes_no("temper", "any problem with temper", blank=no_points_for_women)
breached = yes_no(
    "earlier_breach_or_recall", "earlier breach or recall", blank=no_points_for_women
)

protection = (
    largest(
        mapped(cut(serious, "0", "3", "7"), {"0": 0, "3": 10, "7": 20}),
        mapped(harm, {"very_high": 150, "high": 20, "medium": 10, "low": 0}),
    )
    + mapped(multi_agency, {"level_3": 150, "level_2": 150, "level_1": 5, "none": 0})
    + total(*(stated(2).when(register.yes) for register in REGISTERS))
    + stated(2).when(woman.yes & parenting.yes)
    + stated(2).when(woman.yes & (impulsive.yes | temper.yes))
    + stated(2).when(woman.yes & breached.yes)
)

PROTECT_POLICY = Policy(
    id="hmpps_tier_v2_protect",
    version="2",
    title="Supervision tier, version 2: protection",
    purpose=Purpose.SUPERVISION,
    source=SOURCE,
    in_force=IN_FORCE,
    scheme=PROTECT,
    inputs=(
        serious,
        harm,
        multi_agency,
        *REGISTERS,
        woman,
        parenting,
        impulsive,
        temper,
        breached,
    ),
    rule=Clause(
        "points",
        "Points for protection",
        says=mapped(
            cut(protection, "0", "10", "20", "150"),
            {"0": "d", "10": "c", "20": "b", "150": "a"},
        ),
        citation=PROTECT_CALCULATOR,
    ),
    example=EXAMPLE,
    limitations=(
        EARLIER,
        "a missing score or rating of serious harm counts nothing, and the letter is provisional",
    ),
)

# Change

form = coded(
    "needs_form", "form on which needs were assessed", "oasys", "strengths_and_needs"
)
mandate = yes_no("mandate_for_change", "sentence with a mandate for change")
assessed = yes_no("needs_assessed", "needs have been assessed")
reconviction = number(
    "reconviction_percent", "percent of the reconviction scale (OGRS)", "0", "100"
)
managed = yes_no(
    "integrated_management", "integrated offender management (IIOM)", blank=no_points
)


def section(id: str, title: str) -> FactInput:
    """The sum of the answers of one section; blank where every one of them is blank."""
    blank = IfBlank(0, f"{SECTIONS}: a section of blanks is not counted")
    return number(f"{id}_section", title, "0", "99", blank=blank)


def points(
    given: FactInput, weight: int, oasys: tuple[str, str], strengths: tuple[str, str]
) -> Term:
    """Weight times severity: none 0, standard 1, severe 2. Each form has floors of its own."""

    def severity(floors: tuple[str, str]) -> Term:
        standard, severe = floors
        return mapped(
            cut(given, "0", standard, severe),
            {"0": 0, standard: weight, severe: 2 * weight},
        )

    return severity(strengths).when(
        form.is_("strengths_and_needs"), otherwise=severity(oasys)
    )


accommodation = section("accommodation", "accommodation")
work = section("work", "education, training and employment")
relationships = section("relationships", "relationships")
lifestyle = section("lifestyle", "lifestyle and associates")
drugs = section("drugs", "drugs")
alcohol = section("alcohol", "alcohol")
thinking = section("thinking", "thinking and behaviour")
attitudes = section("attitudes", "attitudes")

# Section, weight, floors of standard and severe on OASys, and on strengths and needs.
# Finance and emotional well-being weigh nothing.
NEEDS = (
    points(accommodation, 1, ("2", "7"), ("3", "5")),
    points(work, 1, ("3", "7"), ("3", "7")),
    points(relationships, 1, ("2", "5"), ("2", "5")),
    points(lifestyle, 1, ("2", "5"), ("2", "5")),
    points(drugs, 1, ("2", "8"), ("2", "6")),
    points(alcohol, 1, ("4", "7"), ("2", "4")),
    points(thinking, 2, ("4", "7"), ("3", "5")),
    points(attitudes, 2, ("2", "7"), ("1", "5")),
)
# One point for each full ten percent.
reconviction_points = mapped(
    cut(reconviction, "0", "10", "20", "30", "40", "50", "60", "70", "80", "90", "100"),
    {"0": 0, "10": 1, "20": 2, "30": 3, "40": 4, "50": 5, "60": 6, "70": 7, "80": 8, "90": 9, "100": 10},
)  # fmt: skip

CHANGE_POLICY = Policy(
    id="hmpps_tier_v2_change",
    version="2",
    title="Supervision tier, version 2: change",
    purpose=Purpose.SUPERVISION,
    source=SOURCE,
    in_force=IN_FORCE,
    scheme=CHANGE,
    inputs=(
        mandate,
        assessed,
        form,
        reconviction,
        managed,
        accommodation,
        work,
        relationships,
        lifestyle,
        drugs,
        alcohol,
        thinking,
        attitudes,
    ),
    rule=first(
        Clause(
            "no_mandate",
            "No mandate for change",
            when=~mandate.yes,
            says=stated("change_0"),
            citation=CHANGE_CALCULATOR,
        ),
        Clause(
            "no_assessment",
            "Needs have not been assessed",
            when=~assessed.yes,
            says=stated("change_2"),
            citation=CHANGE_CALCULATOR,
        ),
        Clause(
            "points",
            "Points for change",
            says=mapped(
                cut(
                    total(*NEEDS) + reconviction_points + stated(2).when(managed.yes),
                    "0",
                    "10",
                    "20",
                ),
                {"0": "change_1", "10": "change_2", "20": "change_3"},
            ),
            citation=f"{CHANGE_CALCULATOR}; {SECTIONS}",
        ),
    ),
    example=EXAMPLE,
    limitations=(EARLIER, "a section of which every answer is blank counts nothing"),
)

POLICIES = (PROTECT_POLICY, CHANGE_POLICY)
