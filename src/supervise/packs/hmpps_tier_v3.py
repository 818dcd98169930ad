"""England and Wales: the supervision tier, version 3: one letter from A to G.

HM Prison and Probation Service. The tier is the highest that any of eight rules gives.
Somebody without an active sentence is not supervised; without both predictors there is no tier.

The general, the combined serious and the direct-contact sexual predictor are read from their score
sheets. The registrations and the release date are facts that the host supplies.
"""

from supervise.dates import Period
from supervise.intensity import (
    Clause,
    IfBlank,
    Policy,
    Standing,
    coded,
    day,
    first,
    highest,
    level_of,
    percent_of,
    silent_if_blank,
    yes_no,
)
from supervise.levels import LOW_TO_VERY_HIGH, IntensityScheme
from supervise.rules import (
    NO_ANSWER,
    NOTHING,
    ON,
    cut,
    first_match,
    grid,
    mapped,
    stated,
    years,
)
from supervise.sources import Purpose, Source

TIER = IntensityScheme(
    "hmpps_tier_v3",
    ("g", "f", "e", "d", "c", "b", "a"),
    titles={code: code.upper() for code in "abcdefg"},
)

READ = "ministryofjustice/hmpps-tier, commit affac98a of 2026-08-17"
CALCULATOR = f"{READ}, TierCalculator.kt"
TABLE = f"{READ}, ReoffendingPredictorTable.kt"

not_registered = IfBlank(value=False, because=f"{READ}: no registration, no rule")

arp = percent_of("ogrs4", "arp", replaceable=("static",))
csrp = percent_of("csrp", "csrp", replaceable=("static",))
active_sentence = yes_no("active_sentence", "has an active sentence")
not_scored = silent_if_blank(
    f"{CALCULATOR}: without this predictor the rule is left out"
)
sexual_band = level_of(
    "osp_dc", "osp_dc", LOW_TO_VERY_HIGH, id="direct_contact_band", blank=not_scored
)
sexual_percent = percent_of(
    "osp_dc", "osp_dc", id="direct_contact_percent", blank=not_scored
)
category = yes_no(
    "multi_agency_category",
    "managed under multi-agency arrangements",
    blank=not_registered,
)
harm = coded(
    "serious_harm",
    "rating of serious harm",
    "not_rated", "low", "medium", "high", "very_high",
    blank=IfBlank("not_rated", f"{CALCULATOR}: counted as below medium until rated", settled=False),
)  # fmt: skip
life_sentence = yes_no(
    "life_sentence", "life or indeterminate sentence, released", blank=not_registered
)
released = day(
    "released_on",
    "day of release from that sentence",
    blank=silent_if_blank(f"{CALCULATOR}: the rule needs a release date"),
)
domestic_abuse = yes_no(
    "domestic_abuse", "registered for domestic abuse", blank=not_registered
)
stalking = yes_no("stalking", "registered for stalking", blank=not_registered)
child_protection = yes_no(
    "child_protection", "registered for child protection", blank=not_registered
)
sexual_offence = yes_no(
    "ever_sexual_offence", "ever convicted of a sexual offence", blank=not_registered
)

# fmt: off
reoffending = grid(
    cut(csrp, "6.9", "3", "1", "0.5", "0"), cut(arp, "90", "75", "50", "25", "15", "0"),
    (       "90", "75", "50", "25", "15", "0"),
    ("6.9", "a",  "a",  "b",  "b",  "b",  "b"),
    ("3",   "a",  "b",  "c",  "c",  "c",  "c"),
    ("1",   "b",  "c",  "d",  "e",  "e",  "e"),
    ("0.5", "c",  "d",  "e",  "e",  "f",  "f"),
    ("0",   "d",  "d",  "e",  "f",  "f",  "g"),
)
# fmt: on

RULES = (
    Clause(
        "reoffending",
        "All and combined serious reoffending",
        says=reoffending,
        citation=TABLE,
    ),
    Clause(
        "sexual",
        "Direct-contact sexual reoffending",
        says=first_match(
            (sexual_percent <= 0, NOTHING),
            (sexual_band.is_("very_high"), "a"),
            (sexual_band.is_("high"), "b"),
            (sexual_band.is_("low"), "e"),
            (sexual_percent >= "3.36", "c"),
            (sexual_percent >= "2.11", "d"),
            # The band was lowered by a step.
            (sexual_percent >= "1.12", "c"),
            (sexual_percent >= "0.60", "d"),
            otherwise=NO_ANSWER,
        ),
        no_answer="a medium band does not go with a percent below 0.60",
        citation=CALCULATOR,
    ),
    Clause(
        "harm_with_category",
        "Serious harm, under multi-agency arrangements",
        when=category.yes,
        says=mapped(
            harm,
            {
                "very_high": "a",
                "high": "c",
                "medium": "d",
                "low": "e",
                "not_rated": "e",
            },
        ),
        citation=CALCULATOR,
    ),
    Clause(
        "harm",
        "Serious harm, without such arrangements",
        when=~category.yes,
        says=mapped(
            harm,
            {
                "very_high": "c",
                "high": "d",
                "medium": NOTHING,
                "low": NOTHING,
                "not_rated": NOTHING,
            },
        ),
        citation=CALCULATOR,
    ),
    Clause(
        "life_sentence",
        "Released from a life or indeterminate sentence",
        when=life_sentence.yes,
        says=first_match(
            (years(released, ON) < 1, "b"),
            (years(released, ON) < 5, "d"),
            otherwise="e",
        ),
        citation=CALCULATOR,
    ),
    Clause(
        "domestic_abuse",
        "Registered for domestic abuse",
        when=domestic_abuse.yes,
        says=stated("e"),
        citation=CALCULATOR,
    ),
    Clause(
        "stalking",
        "Registered for stalking",
        when=stalking.yes,
        says=stated("f"),
        citation=CALCULATOR,
    ),
    Clause(
        "child_protection",
        "Registered for child protection",
        when=child_protection.yes,
        says=stated("f"),
        citation=CALCULATOR,
    ),
    Clause(
        "sexual_offence",
        "Ever a sexual offence",
        when=sexual_offence.yes,
        says=stated("e"),
        citation=CALCULATOR,
    ),
    Clause("otherwise", "None of these", says=stated("g"), citation=CALCULATOR),
)

POLICY = Policy(
    id="hmpps_tier_v3",
    version="3",
    title="Supervision tier, version 3",
    purpose=Purpose.SUPERVISION,
    source=Source(
        citation=CALCULATOR,
        licence="MIT",
        population="adults under probation supervision in England and Wales",
        checked="2026-11-01",
        url="https://github.com/ministryofjustice/hmpps-tier",
        notice="Copyright (c) Crown Copyright (Ministry of Justice). Licensed under the MIT licence.",
    ),
    in_force=Period("2026-08-17"),
    scheme=TIER,
    inputs=(
        active_sentence,
        arp,
        csrp,
        sexual_band,
        sexual_percent,
        category,
        harm,
        life_sentence,
        released,
        domestic_abuse,
        stalking,
        child_protection,
        sexual_offence,
    ),
    rule=first(
        Clause(
            "no_active_sentence",
            "No active sentence",
            when=~active_sentence.yes,
            says=stated("not_supervised"),
            citation=CALCULATOR,
        ),
        highest(*RULES),
    ),
    standings=(Standing(code="not_supervised", title="not supervised"),),
    example="HMPPS's rule as its open source code stood on 17 August 2026",
    limitations=(
        "earlier days are not covered: the rule was another then",
        "here 'within a year' of release ends on the day before the anniversary: our choice",
        "a missing rating of serious harm counts as below medium, and the tier is provisional",
    ),
)
