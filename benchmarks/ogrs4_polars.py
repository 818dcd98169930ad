"""The six OGRS4 scales as hand-written polars expressions: the yardstick for batch speed.

Like `ogrs4_plain.py` it gives the log-odds alone: no statuses, no percents, no levels.
"""

import polars as pl
from ogrs4_plain import MODELS, PREPARED

col = pl.col
OTHER = ("hallucinogens", "ketamine", "other_drugs", "solvents", "spice")


def years(born, day):
    def in_year(date):
        return date.dt.month().cast(pl.Int32) * 100 + date.dt.day()

    before = (in_year(day) < in_year(born)).cast(pl.Int32)
    return day.dt.year() - born.dt.year() - before


def derived():
    """What the models share, once for all of them."""
    start = pl.coalesce("community_date", "current_sanction_date")
    day, born = col("assessment_date"), col("date_of_birth")
    months = (
        (day.dt.year() - start.dt.year()) * 12
        + day.dt.month().cast(pl.Int32)
        - start.dt.month().cast(pl.Int32)
        - (day.dt.day() < start.dt.day()).cast(pl.Int32)
    )
    career = years(born, col("current_sanction_date")) - col("age_at_first_sanction")
    total, violent = col("sanctions_total"), col("sanctions_violent")

    def rate(of, least, more):
        return pl.when(of >= least).then((of / (career + more)).log()).otherwise(0.0)

    return [
        years(born, start).cast(pl.Float64).alias("age"),
        months.clip(0, 36).cast(pl.Float64).alias("months"),
        career.alias("career"),
        rate(total, 3, 26).alias("general"),
        rate(total, 3, 12).alias("violence"),
        rate(violent, 1, 30).alias("rate"),
        (col("sex") == "M").alias("man"),
        pl.any_horizontal([col(name) for name in OTHER]).alias("any_other_drug"),
    ]


def expression(prepared):
    k, offence, points, flags, drugs, other = prepared
    total, violent = col("sanctions_total"), col("sanctions_violent")

    def by_sex(term):
        man, woman = (k.get(f"{sex}{term}", 0.0) for sex in ("man", "woman"))
        return pl.when("man").then(man).otherwise(woman)

    def where(test, weight, otherwise=0.0):
        return pl.when(test).then(weight).otherwise(otherwise)

    z = k["constant, two years"] + where("man", 0.0, k["woman"])
    z += col("offence_category").replace_strict(offence, return_dtype=pl.Float64)
    powers = ("", " squared", " cubed", " to the fourth")
    for n, power in enumerate(powers, 1):
        if f"man: age{power}" in k or f"woman: age{power}" in k:
            z += col("age") ** n * by_sex(f": age{power}")
        if f"months free{power}" in k:
            z += col("months") ** n * k[f"months free{power}"]
    career = (
        col("general") * by_sex(", three or more: rate 26")
        + col("general") ** 2 * by_sex(", three or more: rate 26 squared")
        + col("violence") * by_sex(", three or more: rate 12")
    )
    second = k["two sanctions"] + col("career") * by_sex(", two sanctions: gap")
    z += where(total == 1, k["one sanction"], where(total == 2, second, career))
    z += total * k["sanctions"]
    if "violent rate" in k:
        once = where(violent == 1, k.get("violent once", 0.0))
        z += where(violent == 0, by_sex(", never violent"), once)
        z += violent * k["violent sanctions"] + col("rate") * k["violent rate"]
    for item, weight in points:
        z += col(item) * weight
    for item, weight in flags + drugs:
        z += where(item, weight)
    if "unemployed" in k:
        z += where("unemployed", 2 * k["unemployed"])
    if "lives with partner" in k:
        quality = k["relationship quality, lives with partner"]
        together = (
            k["lives with partner"] + col("partner_relationship_quality") * quality
        )
        z += where(col("relationship_status") == 1, together)
    return z + where("any_other_drug", other) if other else z


def by_hand(frame):
    """A lazy frame with the six log-odds alone."""
    six = [
        expression(prepared).alias(model)
        for model, prepared in zip(MODELS, PREPARED, strict=True)
    ]
    return frame.with_columns(derived()).select(six)
