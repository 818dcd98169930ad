"""PSA, the Public Safety Assessment: nine facts of record, for decisions before trial.

Three scales: failure to appear (`fta`) and new criminal arrest (`nca`), each from 1 to 6, and
the flag for a new violent arrest (`nvca`, 1 where it is raised).
Nobody is interviewed; every factor is history, so the PSA shows no needs.

The release matrix is left out: each place makes its own, and it is no part of the PSA.
The factors that the form derives (violent and 20 or younger; any earlier conviction) are
rows of the table here and are not asked.
The weights stand in one table, and the conversion to scaled scores beside each scale.
The owner publishes them on one web page, so that page's headings stand where a manual would
have page numbers; the public implementation named under `source` has the same numbers.
"""

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Example,
    Expected,
    Instrument,
    Item,
    Points,
    Rule,
    Step,
    Whole,
    YesNo,
)
from supervise.needs import Need
from supervise.rules import by_range, row, table
from supervise.sources import BaseRate, Outcome, Purpose, Source, Validation

HISTORY = Need.HISTORY

# -- the nine factors, in form order and in our own words (heading "PSA Factors")

age_at_arrest = Item(
    "age_at_arrest", "Age in whole years at the current arrest", Whole(0, 120), HISTORY
)
current_violent_offence = Item(
    "current_violent_offence", "A current charge is violent", YesNo(), HISTORY
)
pending_charge = Item(
    "pending_charge", "Another charge pending at the arrest", YesNo(), HISTORY
)
prior_misdemeanor = Item(
    "prior_misdemeanor", "Earlier misdemeanor conviction", YesNo(), HISTORY
)
prior_felony = Item("prior_felony", "Earlier felony conviction", YesNo(), HISTORY)
prior_violent_convictions = Item(
    "prior_violent_convictions", "Earlier violent convictions", Whole(0, 999), HISTORY
)
recent_fta = Item(
    "recent_fta", "Failures to appear in the last two years", Whole(0, 999), HISTORY
)
old_fta = Item("old_fta", "Failure to appear over two years ago", YesNo(), HISTORY)
prior_incarceration = Item(
    "prior_incarceration", "Earlier sentence of 14 days or more", YesNo(), HISTORY
)

# -- weights (heading "Factor Weighting"; openlattice, src/utils/ScoringUtils.js, has the same);
#    all 182 consistent scenarios of that repository come out by them

# Factors 2A and 5A, which the form derives.
young = age_at_arrest <= 20
convicted_before = prior_misdemeanor.yes | prior_felony.yes

WEIGHTS = table(
    ("fta", "nca", "nvca"),  # highest sums: 7, 13 and 7
    row(age_at_arrest <= 22, None, 2, None, label="22 or younger"),  # factor 1
    row(current_violent_offence.yes, None, None, 2),  # factor 2
    row(
        current_violent_offence.yes & young, None, None, 1, label="violent, 20 or less"
    ),  # factor 2A
    row(pending_charge.yes, 1, 3, 1),  # factor 3
    row(prior_misdemeanor.yes, None, 1, None),  # factor 4
    row(prior_felony.yes, None, 1, None),  # factor 5
    row(convicted_before, 1, None, 1, label="any earlier conviction"),  # factor 5A
    by_range(  # factor 6
        prior_violent_convictions,
        (0, 0, (None, 0, 0)),
        (1, 2, (None, 1, 1)),
        (3, 999, (None, 2, 2)),
    ),
    by_range(  # factor 7
        recent_fta,
        (0, 0, (0, 0, None)),
        (1, 1, (2, 1, None)),
        (2, 999, (4, 2, None)),
    ),
    row(old_fta.yes, 1, None, None),  # factor 8
    row(prior_incarceration.yes, None, 2, None),  # factor 9
)

# -- what was found in one county; it is shown with a score and changes none

FTA = Outcome("a missed hearing before trial")
NCA = Outcome("a new arrest before trial")
NVCA = Outcome("a new violent arrest before trial")
GROUP = (
    "people arrested in Dane County, Wisconsin: interim half of a trial, 1,891 records"
)
DANE = "computed from the public data of the Dane County trial (data set aihuman)"

INSTRUMENT = Instrument(
    id="psa",
    version="2022-03",
    title="Public Safety Assessment",
    purpose=Purpose.PRETRIAL,
    for_whom="adults, between arrest and trial",
    not_for="sentencing, supervision after conviction, treatment needs, people under 18",
    source=Source(
        citation="Advancing Pretrial Policy and Research: factors and calculation of the "
        "PSA, scoring manual of March 2022; openlattice/pretrial-case-management (00065c06)",
        licence="free of charge; the owner publishes factors and method; a vendor says that "
        "an agency registers for a user licence",
        population="about 750,000 cases from about 300 places in the United States",
        checked="2026-11-21",
        url="https://advancingpretrial.org/psa/factors",
        notice="The PSA is owned by Arnold Ventures. Scores are to be given to the person "
        "charged, the judge, the defence and the prosecution, and not to be changed by hand.",
    ),
    validation=(
        Validation(
            sample="more than 500,000 cases",
            outcome="failure to appear, new arrest, new violent arrest",
            finding="validated, according to the owner; no figure was captured",
            source="advancingpretrial.org, About the PSA",
        ),
        Validation(
            sample="people arraigned on a felony charge in Vermont in 2016 and 2017",
            outcome="failure to appear, new arrest, new violent arrest",
            finding="it did not tell the groups apart well, and was not recommended there",
            source="Joy, Retrospective study for the use of the PSA in Vermont",
        ),
    ),
    limitations=(
        "a score is a finding about a group with such a record, not about one person",
        "arrests and missed hearings are what was recorded, which differs from place to place",
        "which charges count as violent is a local list",
        "no rule for missing answers is published: every factor is required",
        "the rates shown are of one county, without the size of each group",
        "rates of small groups vary by chance: at fta 6 there were 56 people",
    ),
    items=(
        age_at_arrest,
        current_violent_offence,
        pending_charge,
        prior_misdemeanor,
        prior_felony,
        prior_violent_convictions,
        recent_fta,
        old_fta,
        prior_incarceration,
    ),
    rules=(
        Rule(
            "violent_conviction_is_a_conviction",
            (prior_violent_convictions < 1) | convicted_before,
            "violent convictions, but no earlier conviction",
            about=prior_violent_convictions,
            remedy="correct the count, or one of the two earlier convictions",
        ),
        Rule(
            "incarceration_follows_conviction",
            ~prior_incarceration.yes | convicted_before,
            "an earlier sentence to incarceration, but no earlier conviction",
            about=prior_incarceration,
            remedy="correct it, or one of the two earlier convictions",
        ),
    ),
    covers=(
        Rule(
            "adult",
            age_at_arrest >= 18,
            "under 18: outside the population of the PSA",
            about=age_at_arrest,
            remedy="say so wherever the scores are used",
        ),
    ),
    scales=(
        Points(
            "fta",
            "Failure to appear",
            table=WEIGHTS,
            missing=NONE_MAY_BE_MISSING,
            converts=(  # "Factor Weighting", conversion of the FTA points
                Step(0, 0, 1),
                Step(1, 1, 2),
                Step(2, 2, 3),
                Step(3, 4, 4),
                Step(5, 6, 5),
                Step(7, 7, 6),
            ),
            predicts=FTA,
            base_rates=(
                BaseRate(at="1", percent="13.3", outcome=FTA, group=GROUP, source=DANE),
                BaseRate(at="2", percent="14.9", outcome=FTA, group=GROUP, source=DANE),
                BaseRate(at="3", percent="18.1", outcome=FTA, group=GROUP, source=DANE),
                BaseRate(at="4", percent="21.7", outcome=FTA, group=GROUP, source=DANE),
                BaseRate(at="5", percent="30.7", outcome=FTA, group=GROUP, source=DANE),
                BaseRate(at="6", percent="17.9", outcome=FTA, group=GROUP, source=DANE),
            ),
        ),
        Points(
            "nca",
            "New criminal arrest",
            table=WEIGHTS,
            missing=NONE_MAY_BE_MISSING,
            converts=(  # "Factor Weighting", conversion of the NCA points
                Step(0, 0, 1),
                Step(1, 2, 2),
                Step(3, 4, 3),
                Step(5, 6, 4),
                Step(7, 8, 5),
                Step(9, 13, 6),
            ),
            predicts=NCA,
            base_rates=(
                BaseRate(at="1", percent="13.7", outcome=NCA, group=GROUP, source=DANE),
                BaseRate(at="2", percent="25.7", outcome=NCA, group=GROUP, source=DANE),
                BaseRate(at="3", percent="25.1", outcome=NCA, group=GROUP, source=DANE),
                BaseRate(at="4", percent="26.8", outcome=NCA, group=GROUP, source=DANE),
                BaseRate(at="5", percent="25.9", outcome=NCA, group=GROUP, source=DANE),
                BaseRate(at="6", percent="26.5", outcome=NCA, group=GROUP, source=DANE),
            ),
        ),
        Points(
            "nvca",
            "New violent criminal arrest: the flag",
            table=WEIGHTS,
            missing=NONE_MAY_BE_MISSING,
            converts=(
                Step(0, 3, 0),
                Step(4, 7, 1),
            ),  # "Factor Weighting": from 4, a flag
            predicts=NVCA,
            base_rates=(
                BaseRate(at="0", percent="4.2", outcome=NVCA, group=GROUP, source=DANE),
                BaseRate(at="1", percent="8.6", outcome=NVCA, group=GROUP, source=DANE),
            ),
        ),
    ),
    # All ten printed scenarios are in tests/instruments/cases/psa.csv.
    examples=(
        Example(
            answers={
                "age_at_arrest": 20,
                "current_violent_offence": True,
                "pending_charge": True,
                "prior_misdemeanor": True,
                "prior_felony": True,
                "prior_violent_convictions": 1,
                "recent_fta": 2,
                "old_fta": True,
                "prior_incarceration": True,
            },
            on="2022-03-01",
            expects={
                "fta": Expected(6, raw=7),
                "nca": Expected(6, raw=12),
                "nvca": Expected(1, raw=6),
            },
            source="openlattice/pretrial-case-management, scenario 1",
        ),
        Example(
            answers={
                "age_at_arrest": 23,
                "current_violent_offence": False,
                "pending_charge": False,
                "prior_misdemeanor": False,
                "prior_felony": False,
                "prior_violent_convictions": 0,
                "recent_fta": 2,
                "old_fta": True,
                "prior_incarceration": False,
            },
            on="2022-03-01",
            expects={
                "fta": Expected(5, raw=5),
                "nca": Expected(2, raw=2),
                "nvca": Expected(0, raw=0),
            },
            source="openlattice/pretrial-case-management, scenario 4574",
        ),
    ),
)
