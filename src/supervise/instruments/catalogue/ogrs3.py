"""OGRS3: the third Offender Group Reconviction Scale of England and Wales.

One logistic model of the record, with two constants: proven reoffending within two years
(`ogrs3`, which has the levels) and within one (`ogrs3_one_year`).

Howard, Francis, Soothill and Humphreys (2009); published by the Ministry of Justice in its
open repositories (MIT, Crown copyright). OGRS4 has replaced it; OGP1 still stands on it.
Left out: the table from offence codes to the twenty groups, which is not in what was read.
Give the group.

Where the Ministry's sources differ: the female ages 10 to 15 are negative, as in the
calculator's repositories; sexual offences not against a child weigh 0.003276327, as in three
files of four; drink driving and other motoring stand as in the table by code.
"""

from datetime import date

from supervise.errors import ProblemCode
from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Band,
    Choice,
    Day,
    Example,
    Expected,
    Instrument,
    Item,
    LogOdds,
    Rule,
    Shown,
    Whole,
    bands,
    named,
    one_of,
)
from supervise.levels import LOW_TO_VERY_HIGH
from supervise.needs import Need
from supervise.rules import (
    by_code,
    by_range,
    first_known,
    in_each,
    log,
    row,
    table,
    years,
)
from supervise.sources import Outcome, Purpose, Source

HISTORY = Need.HISTORY
SCALES = ("ogrs3", "ogrs3_one_year")

# One line a row, as in the published tables.
# fmt: off

# -- items, in our own words

date_of_birth = Item("date_of_birth", "Date of birth", Day(), person_fact=True)
sex = Item("sex", "Recorded sex", one_of(
    Choice("M", "man"),
    Choice("F", "woman"),
    Choice("U", "not known or not specified", covered=False),
    Choice("X", "another recorded sex", covered=False),
), person_fact=True)
sanctions_total = Item(
    "sanctions_total", "Sanctions, this one included", Whole(1, 999), HISTORY)
age_at_first_sanction = Item(
    "age_at_first_sanction", "Age at first sanction", Whole(0, 109), HISTORY)
current_sanction_date = Item(
    "current_sanction_date", "Date of the current conviction", Day(), HISTORY)
community_date = Item(
    "community_date", "Start of the community sentence, or release", Day(), HISTORY)
sanction_status = Item("sanction_status", "What the current sanction is", one_of(
    Choice("first_caution", "a caution, nothing before"),
    Choice("later_caution", "a caution, cautions before, no conviction"),
    Choice("first_conviction", "a conviction, nothing before"),
    Choice("caution_after_conviction", "a caution, convictions before"),
    Choice("later_conviction", "a conviction, sanctions before"),
), HISTORY)
offence_group = Item("offence_group", "Group of the current offence", one_of(
    Choice("violence"),
    Choice("robbery"),
    Choice("public_order"),
    Choice("sexual_not_child", "sexual, not against a child"),
    Choice("sexual_child", "sexual, against a child"),
    Choice("soliciting", "soliciting or prostitution"),
    Choice("burglary_domestic", "burglary, domestic"),
    Choice("burglary_other", "burglary, other"),
    Choice("theft", "theft, other than of or from vehicles"),
    Choice("handling", "handling stolen goods"),
    Choice("fraud", "fraud and forgery"),
    Choice("absconding", "absconding or bail"),
    Choice("taking_vehicle", "taking and driving away"),
    Choice("theft_from_vehicle", "theft from vehicles"),
    Choice("motoring_other", "motoring, other"),
    Choice("drink_driving", "drink driving"),
    Choice("criminal_damage", "criminal damage"),
    Choice("drug_production", "drug import, export or production"),
    Choice("drug_possession", "drug possession or supply"),
    Choice("other", "any other offence"),
), HISTORY)

# -- values

man, woman = sex.is_("M"), sex.is_("F")
start = named("start", first_known(community_date, current_sanction_date))
age = named("age", years(date_of_birth, start), "age at the start of follow-up")
age_now = named("age_now", years(date_of_birth, current_sanction_date))
gap = named("gap", age_now - age_at_first_sanction)
rate = named("rate", log(sanctions_total / (gap + 10)), "sanctions for the career's length")
age_of_man = named("age_of_man", age.when(man))
age_of_woman = named("age_of_woman", age.when(woman))

# -- log-odds: two constants, and what both models share

LOG_ODDS = table(SCALES,
    row("constant", "2.121705678", "1.402562384"),
    *in_each(SCALES,
        by_range(age_of_man, (0, 9, (None,)),
            (10, 11, ("0",)), (12, 13, ("0.083922902",)), (14, 15, ("0.075775765",)),
            (16, 17, ("-0.061594199",)), (18, 20, ("-0.625103618",)),
            (21, 24, ("-1.051515067",)), (25, 29, ("-1.166679288",)),
            (30, 34, ("-1.325976554",)), (35, 39, ("-1.368045933",)),
            (40, 49, ("-1.499690953",)), (50, 109, ("-2.025261458",)),
            label="man, age"),
        by_range(age_of_woman, (0, 9, (None,)),
            (10, 11, ("-0.785038489",)), (12, 13, ("-0.613852078",)),
            (14, 15, ("-0.669521331",)), (16, 17, ("-0.959179629",)),
            (18, 20, ("-0.897480934",)), (21, 24, ("-1.028488454",)),
            (25, 29, ("-1.052777806",)), (30, 34, ("-1.129127959",)),
            (35, 39, ("-1.42187494",)), (40, 49, ("-1.524652221",)),
            (50, 109, ("-2.44983716",)),
            label="woman, age"),
        by_code(sanction_status, {
            "first_caution": ("0",),
            "later_caution": ("0.083100501",),
            "first_conviction": ("0.126142106",),
            "caution_after_conviction": ("0.34859587",),
            "later_conviction": ("0.463062792",),
        }),
        row(rate, "1.251124464"),
        by_code(offence_group, {
            "violence": ("0",),
            "robbery": ("-0.634795912",),
            "public_order": ("0.181917975",),
            "sexual_not_child": ("0.003276327",),
            "sexual_child": ("-0.653434071",),
            "soliciting": ("0.760608858",),
            "burglary_domestic": ("-0.12394352",),
            "burglary_other": ("0.240604429",),
            "theft": ("0.661244321",),
            "handling": ("0.351866973",),
            "fraud": ("0.159910192",),
            "absconding": ("0.733378677",),
            "taking_vehicle": ("0.380059431",),
            "theft_from_vehicle": ("0.427225615",),
            "motoring_other": ("0.262228428",),
            "drink_driving": ("-0.121439408",),
            "criminal_damage": ("0.204960477",),
            "drug_production": ("-0.795556373",),
            "drug_possession": ("0.077165871",),
            "other": ("-0.060667525",),
        })))
LEVELS = bands(LOW_TO_VERY_HIGH,
    Band("1", "49", "low"), Band("50", "74", "medium"),
    Band("75", "89", "high"), Band("90", "99", "very_high"),
    citation="UK Ministry of Justice, OGRS3 levels of the two-year percent")
# The programming interface rounds the proportion to five decimals, then the percent.
WHOLE_PERCENTS = Shown(places=0, first=5, at_least="1", at_most="99")

# -- what must hold between answers

RULES = (
    Rule("first_is_the_only_one",
         ~sanction_status.is_("first_caution", "first_conviction") | (sanctions_total < 2),
         "nothing before this sanction, but it is not the only one",
         about=sanction_status, remedy="correct it, or the number of sanctions"),
    Rule("later_is_not_the_only_one",
         sanction_status.is_("first_caution", "first_conviction") | (sanctions_total >= 2),
         "sanctions before this one, but it is the only one",
         about=sanction_status, remedy="correct it, or the number of sanctions"),
    Rule("first_sanction_by_now", age_at_first_sanction <= age_now,
         "first sanction at a greater age than the current conviction",
         about=age_at_first_sanction, remedy="correct the age or a date"),
    Rule("ten_at_conviction", age_now >= 10, "under 10 at the current conviction",
         about=current_sanction_date, remedy="correct one of the two dates",
         code=ProblemCode.NOT_COVERED),
    Rule("ten_at_start", age >= 10, "under 10 at the start of follow-up",
         about=community_date, remedy="correct one of the two dates",
         code=ProblemCode.NOT_COVERED),
    Rule("age_at_start", age < 110, "110 years or older at the start of follow-up",
         about=date_of_birth, remedy="correct one of the two dates"),
)
# fmt: on

INSTRUMENT = Instrument(
    id="ogrs3",
    version="3",
    title="Offender Group Reconviction Scale, version 3 (OGRS3)",
    purpose=Purpose.SUPERVISION,
    for_whom="everybody with a caution or conviction in England and Wales, from 10 years on",
    not_for="violent or sexual reoffending in particular, guilt, the length of a sentence",
    source=Source(
        citation="Howard, Francis, Soothill and Humphreys (2009); UK Ministry of Justice: "
        "rsr-calculator (4519bbbd), hmpps-arns-risk-actuarial-api (parent of 4dd14960)",
        licence="MIT",
        population="people cautioned or convicted in England and Wales, aged 10 and over",
        checked="2026-11-21",
        notice="Crown copyright (Ministry of Justice), MIT licence",
    ),
    unvalidated="no published accuracy was found in the open sources",
    limitations=(
        "a percent is a proportion of a group; it does not say what one person will do",
        "proven reoffending is what was detected and sanctioned",
        "it rests on the record alone: nothing a person does can lower it but time",
    ),
    items=(
        date_of_birth,
        sex,
        sanctions_total,
        age_at_first_sanction,
        current_sanction_date,
        community_date,
        sanction_status,
        offence_group,
    ),
    values=(start, age, age_now, gap, rate, age_of_man, age_of_woman),
    rules=RULES,
    scales=(
        LogOdds(
            "ogrs3",
            "Proven reoffending within two years",
            table=LOG_ODDS,
            bands=LEVELS,
            shown=WHOLE_PERCENTS,
            missing=NONE_MAY_BE_MISSING,
            basis="static",
            predicts=Outcome("any proven reoffence", months=24),
        ),
        LogOdds(
            "ogrs3_one_year",
            "Proven reoffending within one year",
            table=LOG_ODDS,
            shown=WHOLE_PERCENTS,
            missing=NONE_MAY_BE_MISSING,
            basis="static",
            predicts=Outcome("any proven reoffence", months=12),
        ),
    ),
    examples=(
        Example(
            answers={
                "date_of_birth": date(1975, 4, 29),
                "sex": "M",
                "sanctions_total": 22,
                "age_at_first_sanction": 17,
                "current_sanction_date": date(2009, 2, 19),
                "community_date": date(2020, 1, 14),
                "sanction_status": "later_conviction",
                "offence_group": "drug_production",
            },
            on="2026-01-15",
            expects={
                "ogrs3": Expected(percent="52.00", level="medium"),
                "ogrs3_one_year": Expected(percent="35.00"),
            },
            source="tests of hmpps-arns-risk-actuarial-api: drug import, 22 sanctions",
        ),
    ),
)
