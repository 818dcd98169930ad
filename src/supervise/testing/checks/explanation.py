"""Checks of explanations: a number says what it is made of, what it means, and what was assumed."""

from collections.abc import Collection, Iterator
from math import fsum

from supervise.errors import ProblemCode
from supervise.instruments import BlackBox, Chosen, Flag, Item, OneOf, YesNo
from supervise.instruments.adjusting import held
from supervise.instruments.mentions import flags_of
from supervise.instruments.workings import with_values
from supervise.levels import Bands, Level
from supervise.records import ScaleScore, ScoreSheet, Status
from supervise.rules.reading import all_names
from supervise.testing.answer_sheets import Filled, neighbours, unasked
from supervise.testing.checks.declaration import banded
from supervise.testing.checks.scoring import facts_of
from supervise.testing.outcomes import Finding, Findings, NothingToCheck
from supervise.testing.subjects import InstrumentSubject

TOLERANCE = 1e-9


def check_contributions_add_up(subject: InstrumentSubject) -> Findings:
    """What each answer added sums to the raw score."""
    seen = False
    for scale in _scored_scales(subject):
        unexplained = not scale.contributions and _is_black_box(subject, scale.id)
        if scale.raw is None or unexplained:
            continue
        seen = True
        total = fsum(each.amount for each in scale.contributions)
        if abs(total - scale.raw) > TOLERANCE:
            yield Finding(
                f"the contributions to '{scale.id}' add up to {total}, its raw score"
                f" is {scale.raw}",
                "give every row that adds to the score, the constant included",
            )
            return
    if not seen:
        raise NothingToCheck("no scale adds up from contributions")


def check_contributions_name_what_added(subject: InstrumentSubject) -> Findings:
    """Each contribution has a label, and names items that there are."""
    upstream = {used.as_term().name for used in subject.instrument.consumes}
    known = {*subject.items, *upstream}
    for scale in _scored_scales(subject):
        for each in scale.contributions:
            unknown = [item for item in each.items if item not in known]
            if not each.label.strip() or unknown:
                what = f"names '{unknown[0]}'" if unknown else "has no label"
                yield Finding(
                    f"a contribution to '{scale.id}' {what}",
                    "label it as the publisher does, and name the items behind it",
                )
                return


def check_the_bands_shown_are_those_declared(subject: InstrumentSubject) -> Findings:
    """The bands that a sheet shows beside a level are the declared ones."""
    declared: dict[str, list[Bands]] = {}
    for id, bands in banded(subject):
        declared.setdefault(id, []).append(bands)
    if not declared:
        raise NothingToCheck("no scale has bands")
    for scale in _scored_scales(subject):
        if scale.id in declared and scale.meaning.bands not in declared[scale.id]:
            yield Finding(
                f"'{scale.id}' shows other bands than those by which it was scored",
                "keep the declared bands as the scale's meaning",
            )
            return


def check_a_scale_says_what_it_means(subject: InstrumentSubject) -> Findings:
    """A scale of a sheet carries its title, and a citation for its level."""
    for scale in _scored_scales(subject):
        if not scale.meaning.title.strip():
            yield Finding(
                f"'{scale.id}' has no title", "give the publisher's name for it"
            )
            return


def check_the_group_is_named(subject: InstrumentSubject) -> Findings:
    """A scale of a sheet says about which group its number is a finding."""
    for scale in _scored_scales(subject):
        if not scale.meaning.population.strip():
            yield Finding(
                f"'{scale.id}' does not say about whom it is",
                "keep the source's population as part of its meaning",
            )
            return


def check_needs_are_found(subject: InstrumentSubject) -> Findings:
    """Every answer that shows a need is found in the sheet's needs."""
    yield from _found(subject, "need")


def check_strengths_are_found(subject: InstrumentSubject) -> Findings:
    """Every answer that shows a strength is found in the sheet's strengths."""
    yield from _found(subject, "strength")


def check_an_answer_to_see_raises_its_flag(subject: InstrumentSubject) -> Findings:
    """A declared flag is raised by its answers alone, whatever else is missing, and by no other."""
    flags = {f for scale in subject.instrument.scales for f in flags_of(scale)}
    if not flags:
        raise NothingToCheck("no scale has a flag")
    seen = set()
    for form in _with_and_without_the_rest(subject, flags):
        facts = with_values(subject.instrument, facts_of(subject, form))
        raised = {flag.id for flag in flags if held(flag.when, facts) is True}
        seen |= raised
        told = {flag.id for flag in subject.sheet(form).flags}
        if raised != told:
            what = "is not raised" if raised - told else "is raised without its answers"
            yield Finding(
                f"the flag '{min(raised ^ told)}' {what}",
                "raise it by what is known, on every status of its scale",
            )
            return
    if not seen:
        raise NothingToCheck("no filled form raises a flag")


def _with_and_without_the_rest(
    subject: InstrumentSubject, flags: Collection[Flag]
) -> Iterator[Filled]:
    """Filled forms, and the same with nothing but the answers that raise flags."""
    values = {value.id: value.of for value in subject.instrument.values}
    named = all_names([flag.when for flag in flags], values)
    for form in (*subject.some_forms(), *_some_neighbours(subject)):
        yield form
        yield form.without(*(id for id in form.answers if id not in named))


def check_a_fall_back_is_told(subject: InstrumentSubject) -> Findings:
    """Where the publisher's simpler scale stands in, a warning says so."""
    chosen = [s for s in subject.instrument.scales if isinstance(s, Chosen)]
    if not chosen:
        raise NothingToCheck("no scale is chosen from others")
    for form in _with_one_blank(subject):
        sheet = subject.sheet(form)
        for scale in chosen:
            first = sheet[scale.first_of[0]].status
            if first is Status.SCORED or sheet[scale.id].status is not Status.SCORED:
                continue
            told = {p.item for p in sheet.warnings if p.code is ProblemCode.FELL_BACK}
            if scale.id not in told:
                yield Finding(
                    f"'{scale.id}' fell back on another scale and does not say so",
                    "add a warning with code `fell_back`",
                )
            return
    raise NothingToCheck("no blank makes a scale fall back")


def check_outside_the_population_is_told(subject: InstrumentSubject) -> Findings:
    """Outside the instrument's population the score stands, with a warning."""
    covers = subject.instrument.covers
    if not covers:
        raise NothingToCheck("no condition of the population is declared")
    for form in (*subject.forms, *_some_neighbours(subject)):
        facts = with_values(subject.instrument, facts_of(subject, form))
        outside = [rule for rule in covers if held(rule.must_hold, facts) is False]
        if not outside:
            continue
        warned = {
            problem.rule
            for problem in subject.sheet(form).warnings
            if problem.code is ProblemCode.OUTSIDE_POPULATION
        }
        if outside[0].id not in warned:
            yield Finding(
                f"nothing tells that rule '{outside[0].id}' of the population is broken",
                "add a warning with code `outside_population`",
            )
        return
    raise NothingToCheck("no filled form lies outside the population")


def check_problems_stand_in_form_order(subject: InstrumentSubject) -> Findings:
    """Problems stand in the order of the form."""
    places = {item.id: place for place, item in enumerate(subject.instrument.items)}
    form = subject.some_forms(1)[0]
    required = [item for item, _ in subject.required()]
    if len(required) < 2:
        raise NothingToCheck("fewer than two items are required")
    problems = subject.sheet(form.without(*required)).problems
    order = [places[p.item] for p in problems if p.item in places]
    if order != sorted(order):
        yield Finding(
            "the problems do not stand in the order of the form",
            "sort them by the place of their item",
        )


def _scored_scales(subject: InstrumentSubject) -> Iterator[ScaleScore]:
    for form in subject.some_forms(6):
        for scale in subject.sheet(form):
            if scale.status is Status.SCORED:
                yield scale


def _is_black_box(subject: InstrumentSubject, id: str) -> bool:
    """Whether a model scored it, which may give no reasons."""
    return isinstance(subject.instrument.scale(id), BlackBox)


def _found(subject: InstrumentSubject, kind: str) -> Iterator[Finding]:
    seen = False
    for form in (*subject.some_forms(), *_some_neighbours(subject)):
        expected = _shown(subject, form, kind)
        if not expected:
            continue
        seen = True
        if missing := expected - _told(subject.sheet(form), kind):
            yield Finding(
                f"the answer to '{min(missing)}' shows a {kind} that is not found",
                f"keep every {kind} that the declaration says the answers show",
            )
            return
    if not seen:
        raise NothingToCheck(f"no answer shows a {kind}")


def _shown(subject: InstrumentSubject, form: Filled, kind: str) -> set[str]:
    """The items whose answers show a need, or a strength, by the declaration."""
    found = set()
    not_asked = {item.id for item in unasked(form, subject.instrument.items)}
    for item in subject.instrument.items:
        answer = form.answers.get(item.id)
        if item.need is None or answer is None or item.id in not_asked:
            continue
        shows = _what_it_shows(item, answer)
        if shows is not None and isinstance(shows, Level) == (kind == "need"):
            found.add(item.id)
    return found


def _what_it_shows(item: Item, answer: object) -> object:
    match item.answers:
        case OneOf(choices):
            return next((c.shows for c in choices if c.code == answer), None)
        case YesNo(shows=shows):
            return shows if answer is True else None
        case _:
            return None


def _told(sheet: ScoreSheet, kind: str) -> set[str]:
    if kind == "strength":
        return {finding.item for finding in sheet.strengths}
    return {finding.item for need in sheet.needs for finding in need.findings}


def _some_neighbours(subject: InstrumentSubject) -> Iterator[Filled]:
    yield from neighbours(subject.some_forms(1)[0], subject.items.values())


def _with_one_blank(subject: InstrumentSubject) -> Iterator[Filled]:
    form = subject.some_forms(1)[0]
    for item, _ in subject.required():
        yield form.without(item)


CHECKS = (
    check_contributions_add_up,
    check_contributions_name_what_added,
    check_the_bands_shown_are_those_declared,
    check_a_scale_says_what_it_means,
    check_the_group_is_named,
    check_needs_are_found,
    check_strengths_are_found,
    check_an_answer_to_see_raises_its_flag,
    check_a_fall_back_is_told,
    check_outside_the_population_is_told,
    check_problems_stand_in_form_order,
)
