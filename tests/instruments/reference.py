"""Scoring said once more, as plainly as it can be, from the declaration alone.

It shares with the library only the plain evaluator of rules and the rows of a table;
reading answers, statuses, blanks, steps, percents and bands are its own.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import exp

from supervise.instruments import (
    Chosen,
    Coded,
    Day,
    Judged,
    LogOdds,
    OneOf,
    Text,
    Whole,
    YesNo,
)
from supervise.instruments.scales import scale_rows, weight
from supervise.records import Answer, AnswerState
from supervise.rules import Condition, holds, value_of
from supervise.rules.reading import all_names, requirements
from supervise.rules.tables import ByCode, Row


def plain_sheet(declared, answers, on):
    """Status, raw, score, percent in hundredths and level code of every scale."""
    facts, wrong = read(declared, answers)
    facts["on"] = on
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
            results[scale.id] = (
                result_of(scale, extended) if status == "scored" else blank(status)
            )
    return results


def blank(status):
    return {
        "status": status,
        "raw": None,
        "score": None,
        "percent": None,
        "level": None,
    }


def safely(function, *arguments):
    try:
        return function(*arguments)
    except (ArithmeticError, ValueError):
        return None


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


def nodes_of(scale):
    nodes = [operand.as_term() for operand in scale.also_requires]
    if isinstance(scale, Judged):
        return [*nodes, scale.item.as_term()]
    return [*nodes, *(row.of for row in scale_rows(scale) if row.of is not None)]


def status_of(declared, scale, facts, values, wrong, strange):
    nodes = nodes_of(scale)
    if isinstance(scale, Judged):
        answer = facts.get(scale.item.id)
        if answer is not None and dict(scale.levels)[answer] is None:
            return "not_applicable"
    used = all_names(nodes, values)
    broken = [
        rule
        for rule in declared.rules
        if (rule.blocks == ("*",) or scale.id in rule.blocks)
        and known(requirements(rule.must_hold, values), facts)
        and holds(rule.must_hold, facts) is False
    ]
    if strange or used & wrong or any(rule.code != "missing" for rule in broken):
        return "invalid"
    needed = frozenset().union(*(requirements(node, values) for node in nodes))
    if broken or not known(needed, facts):
        return "missing"
    if not isinstance(scale, Judged) and raw_of(scale, facts) is None:
        return "invalid"
    return "scored"


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
            weight(cells[column])
            for low, high, cells in row.ranges
            if low <= answer <= high
        )
    one = weight(row.cells[column])
    if row.of is None:
        return one
    if isinstance(row.of, Condition):
        return one if holds(row.of, facts) else 0
    return one * value_of(row.of, facts)


def result_of(scale, facts):
    if isinstance(scale, Judged):
        level = dict(scale.levels)[facts[scale.item.id]]
        return blank("scored") | {"level": level}
    raw = raw_of(scale, facts)
    if isinstance(scale, LogOdds):
        percent = min(hundredths_of(raw), int(Decimal(scale.at_most) * 100))
        level = level_at(scale.bands, percent, 100)
        return {
            "status": "scored",
            "raw": raw,
            "score": raw,
            "percent": percent,
            "level": level,
        }
    score = raw
    if scale.converts:
        score = next(
            step.score for step in scale.converts if step.lowest <= raw <= step.highest
        )
    level = level_at(scale.bands, score, 1) if scale.bands else None
    return {
        "status": "scored",
        "raw": raw,
        "score": score,
        "percent": None,
        "level": level,
    }


def hundredths_of(log_odds):
    if log_odds >= 0:
        proportion = Decimal(1 / (1 + exp(-log_odds)))
    else:
        proportion = Decimal(exp(log_odds) / (1 + exp(log_odds)))
    return int((proportion * 10000).quantize(Decimal(1), ROUND_HALF_UP))


def level_at(bands, number, units):
    return next(
        band.level
        for band in bands.bands
        if Decimal(band.lowest) * units <= number <= Decimal(band.highest) * units
    )


def chosen(options):
    scored = [option for option in options if option["status"] == "scored"]
    if scored:
        return scored[0]
    statuses = {option["status"] for option in options}
    if statuses == {"not_applicable"}:
        return blank("not_applicable")
    return blank("invalid" if "invalid" in statuses else "missing")
