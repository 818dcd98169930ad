"""OGRS4: the OASys general reoffending predictors of England and Wales.

Six logistic models: all reoffending (ARP), violent (VRP) and serious violent (SVRP) within two
years, each in a static version (record and age) and a dynamic one (needs as well).
`arp`, `vrp` and `svrp` are the dynamic version where it can be scored, else the static one.

Published by the Ministry of Justice as open source (MIT, Crown copyright).
A percent is what the published model gives for a group with these answers: the
proportion for whom a proven reoffence was recorded.
The coefficients stand beside this file, in `ogrs4_coefficients.csv` and
`ogrs4_offence_categories.csv`; every name on the left of LOG_ODDS is a row there.
"""

from datetime import date

from supervise.instruments import (
    BLANKS_AS_STATED,
    NONE_MAY_BE_MISSING,
    Band,
    Blank,
    Change,
    Choice,
    Chosen,
    Coded,
    Day,
    Example,
    Expected,
    Instrument,
    Item,
    LogOdds,
    Rule,
    Whole,
    YesNo,
    bands,
    named,
    one_of,
    one_of_table,
)
from supervise.levels import LOW_TO_VERY_HIGH
from supervise.needs import CONSIDERABLE, SOME, Need
from supervise.rules import (
    ON,
    first_known,
    largest,
    log,
    looked_up,
    months,
    months_after,
    read_by_code,
    read_code_table,
    read_rows,
    smallest,
    table,
    years,
)
from supervise.sources import Outcome, Purpose, Source

MODELS = (
    "arp_static",
    "arp_dynamic",
    "vrp_static",
    "vrp_dynamic",
    "svrp_static",
    "svrp_dynamic",
)
OFFENCES = read_code_table(
    __package__, "home_office_offences.csv", code="offence_code", value="category"
)
HISTORY = Need.HISTORY
GOAL, DYNAMIC = Change.GOAL_WORTHY, Change.DYNAMIC
PROBLEM = one_of(
    Choice(0, "no problems"),
    Choice(1, "some problems", shows=SOME),
    Choice(2, "significant problems", shows=CONSIDERABLE),
)
USED = YesNo(
    shows=SOME,
    blank=Blank(False, "a blank drug counts as no use (published reference data)"),
)

# One line a row, as on the form and in the published tables.
# fmt: off

# -- items, in form order; the wording is short for the form's

date_of_birth = Item("date_of_birth", "Date of birth", Day(), person_fact=True)
sex = Item("sex", "Recorded sex", one_of(
    Choice("M", "man"),
    Choice("F", "woman"),
    Choice("U", "not known or not specified", covered=False),
    Choice("X", "another recorded sex", covered=False),
), person_fact=True)
sanctions_total = Item(
    "sanctions_total", "Sanctions, this one included", Whole(1, 999), HISTORY)
sanctions_violent = Item(
    "sanctions_violent", "Violent sanctions, this one included", Whole(0, 999), HISTORY)
age_at_first_sanction = Item(
    "age_at_first_sanction", "Age at first sanction", Whole(0, 109), HISTORY)
current_sanction_date = Item(
    "current_sanction_date", "Date of the current conviction", Day(), HISTORY)
community_date = Item(
    "community_date", "Start of the community sentence, or release", Day(), HISTORY)
weapon_in_current_offence = Item(
    "weapon_in_current_offence", "Weapon in the current offence", YesNo(), HISTORY)
accommodation_suitability = Item("accommodation_suitability",
    "Suitability of accommodation", PROBLEM, Need.HOUSING, GOAL)
unemployed = Item("unemployed",
    "Unemployed", YesNo(yes=2, shows=CONSIDERABLE), Need.WORK, GOAL)
partner_relationship_quality = Item("partner_relationship_quality",
    "Relationship with partner", PROBLEM, Need.FAMILY, DYNAMIC)
domestic_abuse_perpetrator = Item("domestic_abuse_perpetrator",
    "Domestic abuse, as perpetrator", YesNo(shows=CONSIDERABLE), Need.FAMILY, DYNAMIC)
relationship_status = Item("relationship_status", "Relationship status", one_of(
    Choice(1, "partner, living together"),
    Choice(2, "partner, not living together"),
    Choice(3, "no partner"),
), Need.FAMILY, DYNAMIC)
activities_encourage_offending = Item("activities_encourage_offending",
    "Activities encourage offending", PROBLEM, Need.LEISURE, GOAL)
daily_drug_user = Item("daily_drug_user",
    "Daily drug use", YesNo(shows=SOME), Need.SUBSTANCE, GOAL)
amphetamines = Item(
    "amphetamines", "Amphetamines", USED, Need.SUBSTANCE, GOAL)
benzodiazepines = Item("benzodiazepines", "Benzodiazepines", USED, Need.SUBSTANCE, GOAL)
cannabis = Item("cannabis", "Cannabis", USED, Need.SUBSTANCE, GOAL)
crack_cocaine = Item("crack_cocaine", "Crack cocaine", USED, Need.SUBSTANCE, GOAL)
ecstasy = Item("ecstasy", "Ecstasy", USED, Need.SUBSTANCE, GOAL)
hallucinogens = Item("hallucinogens", "Hallucinogens", USED, Need.SUBSTANCE, GOAL)
heroin = Item("heroin", "Heroin", USED, Need.SUBSTANCE, GOAL)
ketamine = Item("ketamine", "Ketamine", USED, Need.SUBSTANCE, GOAL)
methadone = Item("methadone", "Methadone, not prescribed", USED, Need.SUBSTANCE, GOAL)
misused_prescribed = Item(
    "misused_prescribed", "Misused prescribed drugs", USED, Need.SUBSTANCE, GOAL)
other_drugs = Item("other_drugs", "Other drugs", USED, Need.SUBSTANCE, GOAL)
other_opiate = Item("other_opiate", "Other opiate", USED, Need.SUBSTANCE, GOAL)
powder_cocaine = Item("powder_cocaine", "Powder cocaine", USED, Need.SUBSTANCE, GOAL)
solvents = Item("solvents", "Solvents", USED, Need.SUBSTANCE, GOAL)
spice = Item("spice", "Spice", USED, Need.SUBSTANCE, GOAL)
steroids = Item("steroids", "Steroids", USED, Need.SUBSTANCE, GOAL)
drug_motivation = Item("drug_motivation",
    "Motivation to tackle drug misuse", PROBLEM, Need.SUBSTANCE, GOAL)
chronic_drinking = Item(
    "chronic_drinking", "Current drinking", PROBLEM, Need.SUBSTANCE, GOAL)
binge_drinking = Item(
    "binge_drinking", "Binge or excessive drinking", PROBLEM, Need.SUBSTANCE, GOAL)
impulsivity = Item("impulsivity", "Impulsivity", PROBLEM, Need.THINKING, GOAL)
temper_control = Item("temper_control", "Temper control", PROBLEM, Need.THINKING, GOAL)
procriminal_attitudes = Item("procriminal_attitudes",
    "Attitudes that support offending", PROBLEM, Need.ATTITUDES, GOAL)
prev_aggravated_burglary = Item(
    "prev_aggravated_burglary", "Earlier: aggravated burglary", YesNo(), HISTORY)
prev_arson = Item("prev_arson", "Earlier: arson", YesNo(), HISTORY)
prev_criminal_damage_endangering_life = Item("prev_criminal_damage_endangering_life",
    "Earlier: damage endangering life", YesNo(), HISTORY)
prev_firearms = Item("prev_firearms", "Earlier: firearms", YesNo(), HISTORY)
prev_gbh = Item("prev_gbh", "Earlier: wounding", YesNo(), HISTORY)
prev_homicide = Item("prev_homicide", "Earlier: homicide", YesNo(), HISTORY)
prev_kidnap = Item("prev_kidnap", "Earlier: kidnapping", YesNo(), HISTORY)
prev_robbery = Item("prev_robbery", "Earlier: robbery", YesNo(), HISTORY)
prev_weapons_not_firearms = Item(
    "prev_weapons_not_firearms", "Earlier: other weapons", YesNo(), HISTORY)
offence_category = Item("offence_category",
    "Category of the current offence", one_of_table(OFFENCES), HISTORY)
offence_code = Item("offence_code",
    "Home Office code; may stand for the category", Coded(OFFENCES, 5), HISTORY)
# fmt: on

# -- values that the formulas share

man, woman = sex.is_("M"), sex.is_("F")
living_together = relationship_status.is_(1)
two, many = sanctions_total.is_(2), sanctions_total >= 3
start = named("start", first_known(community_date, current_sanction_date))
age = named("age", years(date_of_birth, start))
age_now = named("age_now", years(date_of_birth, current_sanction_date))
gap = named("gap", age_now - age_at_first_sanction)
free = named("free", smallest(36, largest(0, months(start, ON))))
rate_26 = named("rate_26", log(sanctions_total / (gap + 26)).when(many))
rate_12 = named("rate_12", log(sanctions_total / (gap + 12)).when(many))
violent_rate = named(
    "violent_rate", log(sanctions_violent / (gap + 30)).when(sanctions_violent >= 1)
)
category_of_code = looked_up(offence_code, OFFENCES)
offence = named("offence", first_known(offence_category, category_of_code))
any_other_drug = (
    hallucinogens.yes | ketamine.yes | other_drugs.yes | solvents.yes | spice.yes
)
violence_term = offence.is_(
    "Firearms (most serious)",
    "Firearms (other)",
    "Violence against the person (ABH+)",
    "Violence against the person (sub-ABH)",
    "Weapons (non-firearm)",
)

# -- log-odds: what each row of the published tables is

LOG_ODDS = table(
    MODELS,
    *read_rows(
        __package__,
        "ogrs4_coefficients.csv",
        MODELS,
        {
            "constant, two years": "constant",
            "man: age": age.when(man),
            "man: age squared": (age**2).when(man),
            "man: age cubed": (age**3).when(man),
            "man: age to the fourth": (age**4).when(man),
            "woman": woman,
            "woman: age": age.when(woman),
            "woman: age squared": (age**2).when(woman),
            "woman: age cubed": (age**3).when(woman),
            "woman: age to the fourth": (age**4).when(woman),
            "violence term": violence_term,
            "one sanction": sanctions_total.is_(1),
            "two sanctions": two,
            "sanctions": sanctions_total,
            "man, two sanctions: gap": gap.when(man & two),
            "woman, two sanctions: gap": gap.when(woman & two),
            "man, three or more: rate 26": rate_26.when(man & many),
            "man, three or more: rate 26 squared": (rate_26**2).when(man & many),
            "man, three or more: rate 12": rate_12.when(man & many),
            "woman, three or more: rate 26": rate_26.when(woman & many),
            "woman, three or more: rate 26 squared": (rate_26**2).when(woman & many),
            "woman, three or more: rate 12": rate_12.when(woman & many),
            "months free": free,
            "months free squared": free**2,
            "months free cubed": free**3,
            "months free to the fourth": free**4,
            "man, never violent": man & sanctions_violent.is_(0),
            "woman, never violent": woman & sanctions_violent.is_(0),
            "violent once": sanctions_violent.is_(1),
            "violent sanctions": sanctions_violent,
            "violent rate": violent_rate,
            "weapon": weapon_in_current_offence.yes,
            "accommodation": accommodation_suitability,
            "unemployed": unemployed.counted,
            "lives with partner": living_together,
            "relationship quality": partner_relationship_quality,
            "relationship quality, lives with partner": partner_relationship_quality.when(
                living_together
            ),
            "domestic abuse": domestic_abuse_perpetrator.yes,
            "activities": activities_encourage_offending,
            "drug motivation": drug_motivation,
            "chronic drinking": chronic_drinking,
            "binge drinking": binge_drinking,
            "impulsivity": impulsivity,
            "temper": temper_control,
            "attitudes": procriminal_attitudes,
            "heroin": heroin.yes,
            "methadone": methadone.yes,
            "other opiate": other_opiate.yes,
            "crack cocaine": crack_cocaine.yes,
            "powder cocaine": powder_cocaine.yes,
            "misused prescribed": misused_prescribed.yes,
            "benzodiazepines": benzodiazepines.yes,
            "cannabis": cannabis.yes,
            "steroids": steroids.yes,
            "any other drug": any_other_drug,
            "earlier homicide": prev_homicide.yes,
            "earlier gbh": prev_gbh.yes,
            "earlier kidnap": prev_kidnap.yes,
            "earlier firearms": prev_firearms.yes,
            "earlier robbery": prev_robbery.yes,
            "earlier aggravated burglary": prev_aggravated_burglary.yes,
            "earlier weapons not firearms": prev_weapons_not_firearms.yes,
            "earlier criminal damage endangering life": prev_criminal_damage_endangering_life.yes,
            "earlier arson": prev_arson.yes,
        },
    ),
    read_by_code(__package__, "ogrs4_offence_categories.csv", MODELS, offence),
)

# fmt: off

# -- levels, decided on the rounded percent

CITATION = "UK Ministry of Justice, OGRS4 risk bands"
ARP_BANDS = bands(LOW_TO_VERY_HIGH,
    Band("0", "49.99", "low"), Band("50", "74.99", "medium"),
    Band("75", "89.99", "high"), Band("90", "99.99", "very_high"), citation=CITATION)
VRP_BANDS = bands(LOW_TO_VERY_HIGH,
    Band("0", "29.99", "low"), Band("30", "59.99", "medium"),
    Band("60", "79.99", "high"), Band("80", "99.99", "very_high"), citation=CITATION)
SVRP_BANDS = bands(LOW_TO_VERY_HIGH,
    Band("0", "0.99", "low"), Band("1", "2.99", "medium"),
    Band("3", "6.89", "high"), Band("6.9", "99.99", "very_high"), citation=CITATION)

# -- what must hold between answers; a rule that does not hold blocks every scale

RULES = (
    Rule("violent_within_total", sanctions_violent <= sanctions_total,
         "more violent sanctions than sanctions", about=sanctions_violent,
         remedy="count again: both include the current one"),
    Rule("convicted_after_birth", current_sanction_date > date_of_birth,
         "convicted on or before the date of birth", about=current_sanction_date,
         remedy="correct one of the two dates"),
    Rule("convicted_by_assessment", current_sanction_date <= months_after(ON, 3),
         "convicted over three months after assessment", about=current_sanction_date,
         remedy="correct one of the two dates"),
    Rule("first_sanction_by_now", age_at_first_sanction <= age_now,
         "first sanction at a greater age than the current conviction",
         about=age_at_first_sanction, remedy="correct the age or a date"),
    Rule("start_after_birth", start > date_of_birth,
         "follow-up starts on or before the date of birth", about=community_date,
         remedy="correct one of the two dates"),
    Rule("age_at_start", age < 110, "110 years or older at the start of follow-up",
         about=date_of_birth, remedy="correct one of the two dates"),
    Rule("one_offence", offence_category.same_as(category_of_code),
         "the category is not that of the offence code", about=offence_category,
         remedy="give one of the two, or make them agree"),
)
ANY = Outcome("any proven reoffence", months=24)
VIOLENT = Outcome("a proven violent reoffence", months=24)
SERIOUS = Outcome("a proven serious violent reoffence", months=24)
NO_BLANK, BLANK_DRUG = NONE_MAY_BE_MISSING, BLANKS_AS_STATED
ASKED_TOO = (daily_drug_user,)  # the reference data refuse a blank here

ITEMS = (
    date_of_birth, sex, sanctions_total, sanctions_violent, age_at_first_sanction,
    current_sanction_date, community_date, weapon_in_current_offence,
    accommodation_suitability, unemployed, partner_relationship_quality,
    domestic_abuse_perpetrator, relationship_status, activities_encourage_offending,
    daily_drug_user, amphetamines, benzodiazepines, cannabis, crack_cocaine, ecstasy,
    hallucinogens, heroin, ketamine, methadone, misused_prescribed, other_drugs,
    other_opiate, powder_cocaine, solvents, spice, steroids, drug_motivation,
    chronic_drinking, binge_drinking, impulsivity, temper_control,
    procriminal_attitudes, prev_aggravated_burglary, prev_arson,
    prev_criminal_damage_endangering_life, prev_firearms, prev_gbh, prev_homicide,
    prev_kidnap, prev_robbery, prev_weapons_not_firearms, offence_category,
    offence_code,
)

SCALES = (
    LogOdds("arp_static", "All reoffending, static", table=LOG_ODDS, bands=ARP_BANDS,
            missing=NO_BLANK, at_most="99.99", basis="static", predicts=ANY),
    LogOdds("arp_dynamic", "All reoffending, dynamic", table=LOG_ODDS, bands=ARP_BANDS,
            also_requires=ASKED_TOO, missing=BLANK_DRUG, at_most="99.99", basis="dynamic",
            predicts=ANY),
    LogOdds("vrp_static", "Violent reoffending, static", table=LOG_ODDS, bands=VRP_BANDS,
            missing=NO_BLANK, at_most="99.99", basis="static", predicts=VIOLENT),
    LogOdds("vrp_dynamic", "Violent reoffending, dynamic", table=LOG_ODDS, bands=VRP_BANDS,
            also_requires=ASKED_TOO, missing=BLANK_DRUG, at_most="99.99", basis="dynamic",
            predicts=VIOLENT),
    LogOdds("svrp_static", "Serious violent reoffending, static", table=LOG_ODDS,
            bands=SVRP_BANDS, missing=NO_BLANK, at_most="99.99", basis="static",
            predicts=SERIOUS),
    LogOdds("svrp_dynamic", "Serious violent reoffending, dynamic", table=LOG_ODDS,
            bands=SVRP_BANDS, missing=NO_BLANK, at_most="99.99", basis="dynamic",
            predicts=SERIOUS),
    Chosen("arp", "All reoffending", first_of=("arp_dynamic", "arp_static"), citation=CITATION,
           predicts=ANY),
    Chosen("vrp", "Violent reoffending", first_of=("vrp_dynamic", "vrp_static"),
           citation=CITATION, predicts=VIOLENT),
    Chosen("svrp", "Serious violent reoffending", first_of=("svrp_dynamic", "svrp_static"),
           citation=CITATION, predicts=SERIOUS),
)
# fmt: on

NOTHING_FOUND = {
    "weapon_in_current_offence": False,
    "accommodation_suitability": 0,
    "unemployed": False,
    "partner_relationship_quality": 0,
    "domestic_abuse_perpetrator": False,
    "activities_encourage_offending": 0,
    "daily_drug_user": False,
    "drug_motivation": 0,
    "chronic_drinking": 0,
    "binge_drinking": 0,
    "impulsivity": 0,
    "temper_control": 0,
    "procriminal_attitudes": 0,
    "prev_aggravated_burglary": False,
    "prev_arson": False,
    "prev_criminal_damage_endangering_life": False,
    "prev_firearms": False,
    "prev_gbh": False,
    "prev_homicide": False,
    "prev_kidnap": False,
    "prev_robbery": False,
    "prev_weapons_not_firearms": False,
}

INSTRUMENT = Instrument(
    id="ogrs4",
    version="4.1.2",
    title="OASys general reoffending predictors, version 4",
    purpose=Purpose.SUPERVISION,
    for_whom="people sentenced in England and Wales, men and women by recorded sex; the "
    "open sources state no age limit",
    not_for="sexual reoffending, guilt, or the length of a sentence",
    source=Source(
        citation="UK Ministry of Justice: hmpps-arns-risk-actuarial-api (016919c), "
        "oasys-cypress-test (884260a)",
        licence="MIT",
        population="people sentenced or released in England and Wales",
        checked="2026-11-21",
        notice="Crown copyright (Ministry of Justice), MIT licence",
    ),
    unvalidated="the open sources hold formulae and reference results, no validation study",
    limitations=(
        "a percent is what the model gives for a group, not what one person will do",
        "proven reoffending is what was detected and convicted",
        "one more sanction can lower a percent: the formula holds the length of the career",
    ),
    items=ITEMS,
    values=(start, age, age_now, gap, free, rate_26, rate_12, violent_rate, offence),
    rules=RULES,
    scales=SCALES,
    examples=(
        Example(
            answers={
                **NOTHING_FOUND,
                "date_of_birth": date(1970, 6, 7),
                "sex": "M",
                "sanctions_total": 2,
                "sanctions_violent": 2,
                "age_at_first_sanction": 18,
                "current_sanction_date": date(1997, 6, 7),
                "community_date": date(1998, 5, 18),
                "weapon_in_current_offence": True,
                "accommodation_suitability": 1,
                "partner_relationship_quality": 2,
                "domestic_abuse_perpetrator": True,
                "relationship_status": 2,
                "drug_motivation": 2,
                "impulsivity": 1,
                "temper_control": 2,
                "offence_category": "Sexual (against child)",
            },
            on="2025-10-03",
            expects={
                "arp_static": Expected(percent="5.37", level="low"),
                "arp_dynamic": Expected(percent="9.20", level="low"),
                "vrp_static": Expected(percent="0.95", level="low"),
                "vrp_dynamic": Expected(percent="1.71", level="low"),
                "svrp_static": Expected(percent="0.16", level="low"),
                "svrp_dynamic": Expected(percent="0.18", level="low"),
            },
            source="published reference data, case g00000",
        ),
        Example(
            answers={
                **NOTHING_FOUND,
                "date_of_birth": date(2004, 6, 25),
                "sex": "F",
                "sanctions_total": 3,
                "sanctions_violent": 0,
                "age_at_first_sanction": 18,
                "current_sanction_date": date(2025, 2, 18),
                "community_date": date(2025, 4, 25),
                "relationship_status": 2,
                "activities_encourage_offending": 1,
                "hallucinogens": True,
                "heroin": True,
                "ketamine": True,
                "drug_motivation": 1,
                "impulsivity": 1,
                "procriminal_attitudes": 1,
                "prev_kidnap": True,
                "offence_category": "Criminal damage",
            },
            on="2025-10-03",
            expects={
                "arp_static": Expected(percent="28.22", level="low"),
                "arp_dynamic": Expected(percent="30.73", level="low"),
                "vrp_static": Expected(percent="6.81", level="low"),
                "vrp_dynamic": Expected(percent="7.38", level="low"),
                "svrp_static": Expected(percent="0.14", level="low"),
                "svrp_dynamic": Expected(percent="0.29", level="low"),
            },
            source="published reference data, case g00031",
        ),
    ),
)
