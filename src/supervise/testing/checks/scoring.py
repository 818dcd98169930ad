"""Checks of scoring: the same answers give the same numbers, and the numbers are those declared.

They look at forms that can be scored in full; blank and wrong answers have checks of their own.
"""

from collections.abc import Iterator
from typing import cast

from supervise.instruments import BlackBox, LogOdds, Points
from supervise.instruments.engine import prepared
from supervise.instruments.mentions import parts_of
from supervise.instruments.scales import Weighted
from supervise.instruments.workings import plain_raw, with_values
from supervise.levels import Bands, hundredths
from supervise.records import ScaleScore, ScoreSheet, Status
from supervise.rules import Facts
from supervise.testing.answer_sheets import Filled, neighbours, unasked
from supervise.testing.outcomes import Finding, Findings, NothingToCheck
from supervise.testing.subjects import InstrumentSubject

TOLERANCE = 1e-9
Banded = tuple[Bands, bool]


def check_something_can_be_scored(subject: InstrumentSubject) -> Findings:
    """There are answers with which every scale is scored."""
    if not subject.forms:
        yield Finding(
            f"none of {len(subject.candidates)} filled forms could be scored in full",
            "look at the rules between items; add a worked example that scores",
        )


def check_scoring_never_raises(subject: InstrumentSubject) -> Findings:
    """Complete, empty and half-filled forms give a sheet, never an exception."""
    complete = subject.candidates[:3]
    halves = [form.without(*list(form.answers)[::2]) for form in complete]
    for form in (*complete, *halves, Filled({}, complete[0].on)):
        try:
            subject.score(dict(form.answers), form.on)
        except Exception as raised:  # noqa: BLE001  whatever it is, it is the finding
            yield Finding(
                f"scoring {len(form.answers)} answers raised {type(raised).__name__}",
                "put what is wrong with answers into the sheet",
            )
            return


def check_scoring_twice_gives_the_same(subject: InstrumentSubject) -> Findings:
    """The same answers on the same date give the same sheet, also after other answers."""
    forms = subject.some_forms()
    before = [subject.sheet(form) for form in forms]
    after = [subject.sheet(form) for form in forms]
    again = [subject.sheet(form) for form in reversed(forms)][::-1]
    if not before == after == again:
        yield Finding(
            "scoring the same answers again gives another sheet",
            "keep nothing between calls; use no clock and no chance",
        )


def check_the_order_of_answers_is_irrelevant(subject: InstrumentSubject) -> Findings:
    """Answers are found by their item, not by their place."""
    for form in subject.some_forms():
        sheet = subject.steady_sheet(form)
        turned = Filled(dict(reversed(list(form.answers.items()))), form.on)
        if subject.sheet(turned) != sheet:
            yield Finding(
                "the same answers in another order give another sheet",
                "look answers up by their item",
            )
            return


def check_scoring_changes_no_answers(subject: InstrumentSubject) -> Findings:
    """What is handed to scoring comes back as it was."""
    for form in subject.some_forms():
        given = dict(form.answers)
        subject.score(given, form.on)
        if given != form.answers or list(given) != list(form.answers):
            yield Finding(
                "scoring changed the answers that it was given",
                "copy them before anything is taken away or added",
            )
            return


def check_raw_scores_are_as_declared(subject: InstrumentSubject) -> Findings:
    """The raw score is what the declared table adds up to, row by row."""
    scales = [s for s in subject.instrument.scales if isinstance(s, Points | LogOdds)]
    if not scales or subject.instrument.consumes:
        raise NothingToCheck("no scale that adds up from this form alone")
    for form in subject.some_forms(6):
        sheet = subject.sheet(form)
        facts = with_values(subject.instrument, facts_of(subject, form))
        for scale in scales:
            got = sheet[scale.id]
            if got.status is not Status.SCORED or got.raw is None:
                continue
            expected = plain_raw(subject.instrument, scale, facts)
            if abs(expected - got.raw) > _allowed(scale):
                yield Finding(
                    f"the raw score of '{scale.id}' is {got.raw}; its table adds up to {expected}",
                    "look for a row that one of the two leaves out or counts twice",
                )
                return


def check_a_level_is_that_of_its_band(subject: InstrumentSubject) -> Findings:
    """Every score and percent gets the level of the declared band that it lies in."""
    bands = dict(_plainly_banded(subject))
    if not bands:
        raise NothingToCheck("no bands that alone decide a level")
    for sheet in _many_sheets(subject):
        for id, each in bands.items():
            got = sheet[id]
            if got.status is not Status.SCORED or got.level is None:
                continue
            expected = _level(each, got)
            if expected != got.level.code:
                number = got.score if got.percent is None else f"{got.percent} percent"
                yield Finding(
                    f"'{id}' at {number} has level {got.level.code}; its band says {expected}",
                    "include both ends of a band; decide on the digits as published",
                )
                return


def check_a_percent_has_two_decimals(subject: InstrumentSubject) -> Findings:
    """A percent lies from 0 to 100 and is rounded to whole hundredths."""
    seen = False
    for sheet in _many_sheets(subject):
        for scale in sheet:
            if scale.percent is None:
                continue
            seen = True
            fits = 0 <= scale.percent <= 100
            if not fits or scale.percent != round(scale.percent, 2):
                yield Finding(
                    f"'{scale.id}' reports {scale.percent} percent",
                    "report a percent, not a proportion, rounded half up to two decimals",
                )
                return
    if not seen:
        raise NothingToCheck("no scale reports a percent")


def check_the_sheet_says_what_made_it(subject: InstrumentSubject) -> Findings:
    """A sheet names the instrument, its version and fingerprint, and the date it was given."""
    ours = prepared(subject.instrument).identity
    for form in subject.some_forms(1):
        sheet = subject.sheet(form)
        for part, expected, got in (
            ("instrument", ours.id, sheet.identity.id),
            ("version", ours.version, sheet.identity.version),
            ("fingerprint", ours.fingerprint, sheet.identity.fingerprint),
            ("date", form.on, sheet.on),
        ):
            if expected != got:
                yield Finding(
                    f"the sheet's {part} is {got}, and should be {expected}",
                    "make the sheet from the declaration that is scored",
                )


def check_scales_stand_as_declared(subject: InstrumentSubject) -> Findings:
    """A sheet has every scale of the declaration, in its order."""
    expected = [scale.id for scale in subject.instrument.scales]
    for form in subject.some_forms(1):
        got = [scale.id for scale in subject.sheet(form)]
        if got != expected:
            yield Finding(
                f"the scales of the sheet are {', '.join(got)}",
                f"give {', '.join(expected)}, in this order",
            )


def facts_of(subject: InstrumentSubject, form: Filled) -> Facts:
    """What a form says to the plain evaluator: stated blanks count, the rest is unknown.

    A question that was not to be asked counts what the form says that it counts.
    """
    items = subject.items.values()
    blanks = {i.id: i.blank.value for i in items if i.blank}
    nothing = dict.fromkeys(subject.items)
    facts = {**nothing, **blanks, **form.answers, "on": form.on}
    for item in unasked(form, items):
        facts[item.id] = item.asked_if and item.asked_if.counts
    return cast("Facts", facts)


def _allowed(scale: Points | LogOdds) -> float:
    return 0 if isinstance(scale, Points) else TOLERANCE


def _many_sheets(subject: InstrumentSubject) -> Iterator[ScoreSheet]:
    """Sheets of forms, and of their neighbours, which reach the edges of bands."""
    for form in subject.some_forms(6):
        yield subject.sheet(form)
    for form in subject.some_forms(2):
        for near in neighbours(form, subject.items.values()):
            yield subject.sheet(near)


def _plainly_banded(subject: InstrumentSubject) -> Iterator[tuple[str, Banded]]:
    """The scales whose level nothing but one set of bands decides."""
    for scale in subject.instrument.scales:
        if getattr(scale, "lowered", None) is not None:
            continue
        if isinstance(scale, Weighted | BlackBox) and scale.bands is not None:
            of_percent = not isinstance(scale, Points) and "percent" in parts_of(scale)
            yield scale.id, (scale.bands, of_percent)


def _level(banded: Banded, scale: ScaleScore) -> str:
    """The level that the declared bands give to a score or a percent."""
    bands, of_percent = banded
    if of_percent and scale.percent is not None:
        number = round(scale.percent * 100)
        ends = [(hundredths(b.lowest), hundredths(b.highest)) for b in bands.bands]
    else:
        number = int(scale.score or 0)
        ends = [(int(b.lowest), int(b.highest)) for b in bands.bands]
    for band, (low, high) in zip(bands.bands, ends, strict=True):
        if low <= number <= high:
            return band.level
    return "none"


CHECKS = (
    check_something_can_be_scored,
    check_scoring_never_raises,
    check_scoring_twice_gives_the_same,
    check_the_order_of_answers_is_irrelevant,
    check_scoring_changes_no_answers,
    check_raw_scores_are_as_declared,
    check_a_level_is_that_of_its_band,
    check_a_percent_has_two_decimals,
    check_the_sheet_says_what_made_it,
    check_scales_stand_as_declared,
)
