"""Checks of a declaration: what a reader of the form would stumble over.

What makes a declaration impossible is refused when it is made; these are the faults that it
can have all the same.
"""

from collections import Counter
from collections.abc import Iterator

from supervise.exchange import result_columns
from supervise.instruments import (
    BlackBox,
    Choice,
    Item,
    OneOf,
    Points,
    Text,
    YesNo,
)
from supervise.instruments.scales import Weighted
from supervise.levels import Bands
from supervise.plugins.offers import changeable_parts
from supervise.rules.reading import all_names
from supervise.testing.outcomes import Finding, Findings
from supervise.testing.subjects import InstrumentSubject

TAKEN_COLUMNS = frozenset({"assessment_date", "problems", "row"})


def banded(subject: InstrumentSubject) -> Iterator[tuple[str, Bands]]:
    """The bands of scales, each with its scale; one may have bands for several groups."""
    for scale in subject.instrument.scales:
        if isinstance(scale, Weighted | BlackBox) and scale.bands is not None:
            yield scale.id, scale.bands
        if isinstance(scale, Points):
            yield from ((scale.id, group.bands) for group in scale.bands_by)
            if scale.percents is not None and scale.percents.bands is not None:
                yield scale.id, scale.percents.bands


def check_items_are_worded(subject: InstrumentSubject) -> Findings:
    """Every item has the form's wording, or its number and topic."""
    for item in subject.instrument.items:
        if not item.text.strip():
            yield Finding(
                f"item '{item.id}' has no wording",
                "quote the form; where the licence forbids it, give number and topic",
            )


def check_choices_are_labelled(subject: InstrumentSubject) -> Findings:
    """Every numbered choice says what it means."""
    for item, choice in _choices(subject):
        if not choice.label.strip() and not isinstance(choice.code, str):
            yield Finding(
                f"choice {choice.code} of item '{item.id}' has no label",
                "give the wording of the form",
            )


def check_every_item_is_used(subject: InstrumentSubject) -> Findings:
    """Nothing is asked that no score, no rule and no need ever looks at."""
    instrument = subject.instrument
    values = {value.id: value.of for value in instrument.values}
    rules = [rule.must_hold for rule in (*instrument.rules, *instrument.covers)]
    used = set(all_names(rules, values)).union(
        *(use.uses for use in subject.uses.values())
    )
    for item in instrument.items:
        looked_at = item.id in used or isinstance(item.answers, Text) or _is_kept(item)
        if not looked_at and not _shows_something(item):
            yield Finding(
                f"item '{item.id}' is asked and never used",
                "use it in a scale, a rule or a need, or leave it out and say so",
            )


def _is_kept(item: Item) -> bool:
    """Whether an item says that nothing counts it: it follows others, for people to read."""
    return item.asked_if is not None and item.asked_if.counts is None


def check_what_an_answer_shows_has_a_need(subject: InstrumentSubject) -> Findings:
    """An answer that shows a need or a strength belongs to an item with a domain."""
    for item in subject.instrument.items:
        if item.need is None and _shows_something(item):
            yield Finding(
                f"item '{item.id}' shows a need, but names no domain",
                "give its `need`; without it, nothing is found",
            )


def check_facts_of_the_person_are_no_goals(subject: InstrumentSubject) -> Findings:
    """Age, sex and other facts of the person are never suggested as a goal."""
    for item in subject.instrument.items:
        if item.person_fact and item.goal_worthy:
            yield Finding(
                f"item '{item.id}' is a fact of the person and goal-worthy",
                "declare it static; nobody can be asked to change it",
            )


def check_levels_go_one_way(subject: InstrumentSubject) -> Findings:
    """Along the bands of a scale the levels only rise, or only fall."""
    for id, bands in banded(subject):
        places = [bands.scheme[band.level].position for band in bands.bands]
        if places not in (sorted(places), sorted(places, reverse=True)):
            order = ", ".join(band.level for band in bands.bands)
            yield Finding(
                f"the levels of '{id}' go up and down: {order}",
                "look the bands up again; one of them has the wrong level",
            )


def check_each_level_has_one_band(subject: InstrumentSubject) -> Findings:
    """A level stands for one range of numbers."""
    for id, bands in banded(subject):
        for level, times in Counter(band.level for band in bands.bands).items():
            if times > 1:
                yield Finding(
                    f"level '{level}' of '{id}' has {times} bands",
                    "join them, or give each its own level",
                )


def check_every_level_is_given(subject: InstrumentSubject) -> Findings:
    """Every level of the scheme that a scale's bands use has a band."""
    given: dict[str, set[str]] = {}
    schemes: dict[str, tuple[str, ...]] = {}
    for id, bands in banded(subject):
        given.setdefault(id, set()).update(band.level for band in bands.bands)
        schemes[id] = bands.scheme.codes
    for id, levels in given.items():
        if unused := [code for code in schemes[id] if code not in levels]:
            yield Finding(
                f"no number of '{id}' gives {', '.join(unused)}",
                "use a scheme with the publisher's own levels",
            )


def check_nothing_in_it_can_change(subject: InstrumentSubject) -> Findings:
    """A declaration holds no list, set or mapping that could be written to."""
    for part in changeable_parts(subject.instrument):
        yield Finding(part, "use tuples and frozen values")


def check_columns_do_not_collide(subject: InstrumentSubject) -> Findings:
    """The columns of results are not the columns of answers."""
    results = result_columns(subject.chain)
    items = [item.id for each in subject.chain for item in each.items]
    for name in sorted(set(items) & {*results, *TAKEN_COLUMNS}):
        yield Finding(
            f"item '{name}' has the name of another column of a file",
            "give the item or the scale another id",
        )
    for name, times in Counter(results).items():
        if times > 1:
            yield Finding(
                f"two results are written to column '{name}'",
                "give one of the scales another id",
            )


def _choices(subject: InstrumentSubject) -> Iterator[tuple[Item, Choice]]:
    for item in subject.instrument.items:
        if isinstance(item.answers, OneOf):
            yield from ((item, choice) for choice in item.answers.choices)


def _shows_something(item: Item) -> bool:
    match item.answers:
        case OneOf(choices):
            return any(choice.shows is not None for choice in choices)
        case YesNo(shows=shows):
            return shows is not None
        case _:
            return False


CHECKS = (
    check_items_are_worded,
    check_choices_are_labelled,
    check_every_item_is_used,
    check_what_an_answer_shows_has_a_need,
    check_facts_of_the_person_are_no_goals,
    check_levels_go_one_way,
    check_each_level_has_one_band,
    check_every_level_is_given,
    check_nothing_in_it_can_change,
    check_columns_do_not_collide,
)
