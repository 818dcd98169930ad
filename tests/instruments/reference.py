"""Scoring said once more, as plainly as it can be, from the declaration alone.

It shares with the library only the plain evaluator of rules and the rows of a table;
reading answers, statuses, blanks, steps, percents and bands are its own.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import exp, floor

from supervise.instruments import (
    Cases,
    Chosen,
    Coded,
    Day,
    Decided,
    Judged,
    LogOdds,
    OneOf,
    Percents,
    Points,
    Shown,
    Text,
    Whole,
    YesNo,
)
from supervise.instruments.scales import scale_rows, weight
from supervise.records import Answer, AnswerState
from supervise.rules import Condition, holds, value_of
from supervise.rules.reading import all_names, requirements
from supervise.rules.tables import ByCode, Row

NOTHING = {"raw": None, "score": None, "percent": None, "level": None, "flags": ()}


def plain_sheet(declared, answers, on, stated=()):
    """Status, raw, score, percent in hundredths, level code and flags of every scale."""
    facts, wrong = read(declared, answers)
    facts["on"] = on
    facts |= upstream_facts(declared, dict(stated))
    skip_unasked(declared, facts, wrong)
    values = {value.id: value.of for value in declared.values}
    extended = dict(facts)
    for value in declared.values:
        extended[value.id] = safely(value_of, value.of, extended)
    strange = set(answers) - {item.id for item in declared.items}
    results = {}
    for scale in declared.scales:
        if isinstance(scale, Chosen):
            results[scale.id] = chosen([results[id] for id in scale.first_of])
        else:
            status = status_of(declared, scale, extended, values, wrong, strange)
            results[scale.id] = result_of(scale, extended, status)
    return results


def safely(function, *arguments):
    try:
        return function(*arguments)
    except (ArithmeticError, ValueError, LookupError):
        return None


def true(condition, facts):
    return condition is None or safely(holds, condition, facts) is True


def read(declared, answers):
    """Facts from answers, and the items whose answer cannot be scored."""
    facts, wrong = {}, set()
    for item in declared.items:
        value = answers.get(item.id)
        if type(value) is Answer:
            value = value.value
        state = type(value) is AnswerState
        words = isinstance(item.answers, Text) and type(value) is str
        if value is None or state or (words and not value.strip()):
            given_blank = None if state or item.blank is None else item.blank.value
            facts[item.id] = given_blank
        elif allows(item.answers, value):
            facts[item.id] = value
        else:
            facts[item.id] = None
            wrong.add(item.id)
    return facts, wrong


def upstream_facts(declared, stated):
    facts = {}
    for used in declared.consumes:
        name = used.as_term().name
        said = stated.get(name, "")
        if said == "not_applicable":
            said = used.not_applicable or ""
        if said == "":
            facts[name] = None
        else:
            facts[name] = said if used.part == "level" else float(said)
    return facts


def skip_unasked(declared, facts, wrong):
    for item in declared.items:
        asked = item.asked_if
        if asked is None or item.id in wrong:
            continue
        if safely(holds, asked.when, facts) is False:
            given = facts[item.id]
            if given is not None and (type(given), given) != (
                type(asked.counts),
                asked.counts,
            ):
                wrong.add(item.id)
            facts[item.id] = asked.counts


def allows(kind, value):
    match kind:
        case OneOf():
            codes = [each.code for each in kind.choices if each.covered]
            return any(type(value) is type(code) and value == code for code in codes)
        case YesNo():
            return value is True or value is False
        case Whole():
            return type(value) is int and kind.least <= value <= kind.most
        case Day():
            return type(value) is date
        case Coded():
            return type(value) is str and bool(kind.table.lookup.get(value))
        case Text():
            return type(value) is str


def nodes_of(declared, scale):
    nodes = [operand.as_term() for operand in scale.also_requires]
    if isinstance(scale, Judged):
        nodes.append(scale.item.as_term())
    elif isinstance(scale, Cases):
        nodes += [case.when for case in scale.cases if case.when is not None]
    elif isinstance(scale, Decided):
        nodes.append(scale.by.as_term())
    else:
        nodes += [row.of for row in scale_rows(scale) if row.of is not None]
    if isinstance(scale, Points):
        nodes += [group.when for group in scale.bands_by]
        nodes += [scale.lowered.when] if scale.lowered else []
    if getattr(scale, "only_if", None) is not None:
        nodes.append(scale.only_if)
    values = {value.id: value.of for value in declared.values}
    gates = {item.id: item.asked_if for item in declared.items if item.asked_if}
    while found := [id for id in all_names(nodes, values) if id in gates]:
        nodes += [gates.pop(id).when for id in found]
    return nodes


def status_of(declared, scale, facts, values, wrong, strange):
    nodes = nodes_of(declared, scale)
    if isinstance(scale, Judged):
        answer = facts.get(scale.item.id)
        if answer is not None and dict(scale.levels)[answer] is None:
            return "not_applicable"
    elif scale.only_if is not None and safely(holds, scale.only_if, facts) is False:
        return "not_applicable"
    used = all_names(nodes, values)
    broken = [
        rule
        for rule in declared.rules
        if (rule.blocks == ("*",) or scale.id in rule.blocks)
        and known(requirements(rule.must_hold, values), facts)
        and safely(holds, rule.must_hold, facts) is False
    ]
    if strange or used & wrong or any(rule.code != "missing" for rule in broken):
        return "invalid"
    needed = frozenset().union(*(requirements(node, values) for node in nodes))
    if broken or not known(needed, facts):
        return "missing"
    if isinstance(scale, LogOdds | Points | Percents) and raw_of(scale, facts) is None:
        return "invalid"
    if isinstance(scale, Decided) and type(by(scale, facts)) is not str:
        return "missing"
    return "scored"


def by(scale, facts):
    return safely(value_of, scale.by.as_term(), facts)


def known(needed, facts):
    return all(any(facts.get(name) is not None for name in each) for each in needed)


def raw_of(scale, facts):
    column = scale.table.column(scale.id)
    raw = 0
    for row in scale_rows(scale):
        amount = safely(amount_of, row, column, facts)
        if amount is None:
            return None
        raw += amount
    return raw


def amount_of(row, column, facts):
    if not isinstance(row, Row):
        answer = value_of(row.of, facts)
        if isinstance(row, ByCode):
            return weight(dict(row.codes)[answer][column])
        return next(
            (
                weight(cells[column])
                for low, high, cells in row.ranges
                if low <= answer <= high
            ),
            None,
        )
    one = weight(row.cells[column])
    if row.of is None:
        return one
    if isinstance(row.of, Condition):
        return one if holds(row.of, facts) else 0
    return one * value_of(row.of, facts)


def result_of(scale, facts, status):
    flags = tuple(
        flag.id for flag in getattr(scale, "flags", ()) if true(flag.when, facts)
    )
    result = NOTHING | {"status": status, "flags": flags}
    if status != "scored":
        return result
    match scale:
        case Judged():
            return result | {"level": dict(scale.levels)[facts[scale.item.id]]}
        case Decided():
            return result | {"level": by(scale, facts)}
        case Cases():
            case = next(case for case in scale.cases if true(case.when, facts))
            return result | {"level": case.level, "percent": half_up(case.percent, 2)}
        case _:
            return result | weighted(scale, facts, flags)


def weighted(scale, facts, flags):
    raw = raw_of(scale, facts)
    match scale:
        case Percents():
            raw = score = half_up(raw, 2) / 100
            percent = min(half_up(raw, 2), 10000)
            level = level_at(scale.bands, percent, 100)
        case LogOdds():
            percent = shown(raw, scale.shown or Shown(at_most=scale.at_most))
            score = raw
            level = level_at(scale.bands, percent, 100) if scale.bands else None
        case _:
            score = converted(scale, raw)
            percent = from_curve(scale.percents, raw)
            level = level_of_points(scale, facts, score, percent)
    if isinstance(scale, Points) and scale.lowered and true(scale.lowered.when, facts):
        order = [band.level for band in scale.bands.bands]
        if level != order[0]:
            level = order[order.index(level) - 1]
            flags = (scale.lowered.flag, *flags)
    return {
        "raw": raw,
        "score": score,
        "percent": percent,
        "level": level,
        "flags": flags,
    }


def converted(scale, raw):
    if not scale.converts:
        return raw
    return next(
        step.score for step in scale.converts if step.lowest <= raw <= step.highest
    )


def from_curve(curve, raw):
    if curve is None:
        return None
    if raw == 0 and curve.nothing is not None:
        return half_up(curve.nothing, 2)
    return shown(float(curve.intercept) + float(curve.slope) * raw, curve.shown)


def level_of_points(scale, facts, score, percent):
    if scale.percents is not None and scale.percents.bands is not None:
        return level_at(scale.percents.bands, percent, 100)
    bands = scale.bands
    for group in reversed(scale.bands_by):
        if true(group.when, facts):
            bands = group.bands
    return level_at(bands, score, 1) if bands else None


def shown(log_odds, how):
    """A percent in hundredths, rounded as the publisher rounds."""
    if log_odds >= 0:
        proportion = Decimal(1 / (1 + exp(-log_odds)))
    else:
        proportion = Decimal(exp(log_odds) / (1 + exp(log_odds)))
    if how.first is not None:
        proportion = proportion.quantize(Decimal(1).scaleb(-how.first), ROUND_HALF_UP)
    percent = (proportion * 100).quantize(Decimal(1).scaleb(-how.places), ROUND_HALF_UP)
    least, most = Decimal(how.at_least), Decimal(how.at_most)
    return int(min(max(percent, least), most) * 100)


def half_up(percent, places):
    if isinstance(percent, float):
        return floor(percent * 10**places + 0.5)
    return int((Decimal(percent) * 10**places).quantize(Decimal(1), ROUND_HALF_UP))


def level_at(bands, number, units):
    """The level whose band begins last at or below the number."""
    return [
        band.level for band in bands.bands if Decimal(band.lowest) * units <= number
    ][-1]


def chosen(options):
    scored = [option for option in options if option["status"] == "scored"]
    if scored:
        return scored[0]
    statuses = {option["status"] for option in options}
    if statuses == {"not_applicable"}:
        return NOTHING | {"status": "not_applicable"}
    return NOTHING | {"status": "invalid" if "invalid" in statuses else "missing"}
