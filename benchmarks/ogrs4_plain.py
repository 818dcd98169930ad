"""The six OGRS4 scales in plain Python: the yardstick for one person's speed.

No validation, no explanation, no statuses: just the arithmetic that a careful programmer
would write by hand, with the coefficients of the catalogue's own tables.
`six(person)` gives the six log-odds of a person.
"""

import csv
import math
from importlib import resources

MODELS = tuple(
    f"{outcome}_{basis}"
    for outcome in ("arp", "vrp", "svrp")
    for basis in ("static", "dynamic")
)
POINTS = {
    "accommodation_suitability": "accommodation",
    "partner_relationship_quality": "relationship quality",
    "activities_encourage_offending": "activities",
    "drug_motivation": "drug motivation",
    "chronic_drinking": "chronic drinking",
    "binge_drinking": "binge drinking",
    "impulsivity": "impulsivity",
    "temper_control": "temper",
    "procriminal_attitudes": "attitudes",
}
FLAGS = {
    "weapon_in_current_offence": "weapon",
    "domestic_abuse_perpetrator": "domestic abuse",
} | {
    item: item.replace("prev_", "earlier ").replace("_", " ")
    for item in (
        "prev_homicide",
        "prev_gbh",
        "prev_kidnap",
        "prev_firearms",
        "prev_robbery",
        "prev_aggravated_burglary",
        "prev_weapons_not_firearms",
        "prev_criminal_damage_endangering_life",
        "prev_arson",
    )
}
DRUGS = {
    item: item.replace("_", " ")
    for item in (
        "heroin",
        "methadone",
        "other_opiate",
        "crack_cocaine",
        "powder_cocaine",
        "misused_prescribed",
        "benzodiazepines",
        "cannabis",
        "steroids",
    )
}


def rows_of(file):
    folder = resources.files("supervise.instruments.catalogue")
    with folder.joinpath(file).open(encoding="utf-8") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


COEFFICIENTS = {row["term"]: row for row in rows_of("ogrs4_coefficients.csv")}
CATEGORIES = {row["code"]: row for row in rows_of("ogrs4_offence_categories.csv")}
VIOLENT = (
    "Firearms (most serious)",
    "Firearms (other)",
    "Violence against the person (ABH+)",
    "Violence against the person (sub-ABH)",
    "Weapons (non-firearm)",
)


def prepare(model):
    k = {term: float(row[model]) for term, row in COEFFICIENTS.items() if row[model]}
    offence = {code: float(row[model] or 0) for code, row in CATEGORIES.items()}
    for code in VIOLENT:
        offence[code] += k.get("violence term", 0.0)
    points = tuple((item, k[term]) for item, term in POINTS.items() if term in k)
    flags = tuple((item, k[term]) for item, term in FLAGS.items() if term in k)
    drugs = tuple((item, k[term]) for item, term in DRUGS.items() if term in k)
    return k, offence, points, flags, drugs, k.get("any other drug", 0.0)


PREPARED = tuple(prepare(model) for model in MODELS)


def years(born, day):
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def six(x):  # noqa: C901 - hand-written arithmetic in one place is what it is compared with
    born, sanction = x["date_of_birth"], x["current_sanction_date"]
    start, day = x["community_date"] or sanction, x["assessment_date"]
    age = years(born, start)
    months = (
        (day.year - start.year) * 12 + day.month - start.month - (day.day < start.day)
    )
    months = min(36, max(0, months))
    total, violent, man = x["sanctions_total"], x["sanctions_violent"], x["sex"] == "M"
    sex = "man" if man else "woman"
    career = years(born, sanction) - x["age_at_first_sanction"]
    general = math.log(total / (career + 26)) if total > 2 else 0.0
    violence = math.log(total / (career + 12)) if total > 2 else 0.0
    rate = math.log(violent / (career + 30)) if violent > 0 else 0.0
    out = []
    for k, offence, points, flags, drugs, other in PREPARED:
        get = k.get
        z = k["constant, two years"] + offence[x["offence_category"]]
        z += age * k[sex + ": age"] + age * age * k[sex + ": age squared"]
        z += age**3 * get(sex + ": age cubed", 0.0)
        z += age**4 * get(sex + ": age to the fourth", 0.0)
        if not man:
            z += k["woman"]
        if total == 1:
            z += k["one sanction"]
        elif total == 2:
            z += k["two sanctions"] + career * k[sex + ", two sanctions: gap"]
        z += total * k["sanctions"]
        z += months * k["months free"] + months * months * k["months free squared"]
        z += months**3 * get("months free cubed", 0.0)
        z += months**4 * get("months free to the fourth", 0.0)
        if total > 2:
            z += general * get(sex + ", three or more: rate 26", 0.0)
            z += general * general * get(sex + ", three or more: rate 26 squared", 0.0)
            z += violence * get(sex + ", three or more: rate 12", 0.0)
        if violent == 0:
            z += get(sex + ", never violent", 0.0)
        elif violent == 1:
            z += get("violent once", 0.0)
        z += violent * get("violent sanctions", 0.0) + rate * get("violent rate", 0.0)
        for item, weight in points:
            z += x[item] * weight
        for item, weight in flags:
            if x[item]:
                z += weight
        if x["unemployed"]:
            z += 2 * get("unemployed", 0.0)
        if x["relationship_status"] == 1:
            z += get("lives with partner", 0.0)
            quality = get("relationship quality, lives with partner", 0.0)
            z += x["partner_relationship_quality"] * quality
        for item, weight in drugs:
            if x[item]:
                z += weight
        if other and (
            x["hallucinogens"]
            or x["ketamine"]
            or x["other_drugs"]
            or x["solvents"]
            or x["spice"]
        ):
            z += other
        out.append(z)
    return out
