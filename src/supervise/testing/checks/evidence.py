"""Checks of what a declaration rests on: examples, cases, citations, what was counted.

Whether the evidence is good is for readers; these checks see that it is there, and that the
scores agree with it.
"""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from supervise.instruments import (
    Chosen,
    Expected,
    Judged,
    Points,
)
from supervise.instruments.mentions import parts_of
from supervise.records import ScaleScore, Status
from supervise.testing.checks.declaration import banded
from supervise.testing.outcomes import Finding, Findings, NothingToCheck
from supervise.testing.subjects import InstrumentSubject


def check_there_are_worked_examples(subject: InstrumentSubject) -> Findings:
    """A declaration shows at least one worked example of its publisher."""
    if not subject.instrument.examples and not subject.cases:
        yield Finding(
            "no worked example",
            "copy one from the manual, with its page; without one nobody can tell who is right",
        )


def check_examples_score_as_published(subject: InstrumentSubject) -> Findings:
    """Every worked example scores as its source says."""
    subject.some_forms()
    if not subject.instrument.examples:
        raise NothingToCheck("no examples")
    for number, example in enumerate(subject.instrument.examples, 1):
        sheet = subject.worked_sheet(example.answers, example.on, example.upstream)
        for scale, expected in example.expects.items():
            for difference in _differences(expected, sheet[scale]):
                yield Finding(
                    f"example {number} ({example.source}): {scale} {difference}",
                    "check the example against the page, then the weights and bands",
                )
        for problem in sheet.errors:
            if example.expects.keys() & problem.blocks:
                yield Finding(f"example {number}: {problem}", "mend the answer")


def check_every_scale_is_in_an_example(subject: InstrumentSubject) -> Findings:
    """For every scale that is computed, an example or a case says what it should be."""
    told = {
        scale for example in subject.instrument.examples for scale in example.expects
    }
    told |= {each.scale for case in subject.cases for each in case.expects}
    if not told:
        raise NothingToCheck("no example says what a scale should be")
    for scale in subject.instrument.scales:
        if scale.id not in told and not isinstance(scale, Chosen | Judged):
            yield Finding(
                f"no example says what '{scale.id}' should be",
                "add what the manual gives for it to an example",
            )


def check_cases_score_as_their_source_says(subject: InstrumentSubject) -> Findings:
    """Every golden case scores as its source says."""
    if not subject.cases:
        raise NothingToCheck("no golden cases were given")
    for case in subject.cases:
        sheet = subject.worked_sheet(case.answers, case.on, case.upstream)
        for difference in case.differences(sheet):
            yield Finding(
                f"case {case.name} ({case.source}): {difference}",
                "check the case against its source, then the declaration",
            )


def check_a_percent_says_what_was_counted(subject: InstrumentSubject) -> Findings:
    """A percent is of a group for whom something was recorded: it says what."""
    for scale in subject.instrument.scales:
        if "percent" in parts_of(scale) and scale.predicts is None:
            yield Finding(
                f"'{scale.id}' reports a percent of nothing",
                "give `predicts`: the outcome that was counted, and the months",
            )


def check_base_rates_belong_to_the_scale(subject: InstrumentSubject) -> Findings:
    """A base rate is at a score or a level that its scale can have, and is a percent."""
    for scale in subject.instrument.scales:
        for rate in getattr(scale, "base_rates", ()):
            if not _is_percent(rate.percent):
                yield Finding(
                    f"the base rate of '{scale.id}' at {rate.at} is {rate.percent!r}",
                    "write the percent as published, from 0 to 100",
                )
            if not _can_be(scale, rate.at):
                yield Finding(
                    f"'{scale.id}' has a base rate at {rate.at}, which it cannot be",
                    "give the score or the code of the level",
                )


def check_bands_are_cited(subject: InstrumentSubject) -> Findings:
    """Bands, judgements and choices between scales say where they stand."""
    cited = {id: bands.citation for id, bands in banded(subject)}
    for scale in subject.instrument.scales:
        citation = cited.get(scale.id, getattr(scale, "citation", "-"))
        if not citation.strip():
            yield Finding(f"'{scale.id}' has no citation", "name the page or the table")


def check_limitations_are_stated(subject: InstrumentSubject) -> Findings:
    """A declaration says at least one thing that its scores do not tell."""
    if not any(each.strip() for each in subject.instrument.limitations):
        yield Finding(
            "no limitations",
            "say what a score of it does not tell; every result carries it",
        )


def _differences(expected: Expected, got: ScaleScore) -> Iterator[str]:
    if expected == Expected():
        return
    if got.status is not Status.SCORED:
        yield f"is {got.status.value}"
        return
    level = got.level.code if got.level is not None else None
    percent = None if got.percent is None else f"{got.percent:.2f}"
    for part, wanted, found in (
        ("score", expected.score, got.score),
        ("raw", expected.raw, got.raw),
        ("percent", expected.percent, percent),
        ("level", expected.level, level),
    ):
        if wanted is not None and not _alike(wanted, found):
            yield f"{part} should be {wanted}, and is {found}"


def _alike(wanted: object, found: object) -> bool:
    if isinstance(wanted, str) and isinstance(found, int | float):
        return abs(float(wanted) - found) <= 1e-9
    return wanted == found


def _is_percent(text: str) -> bool:
    try:
        return 0 <= Decimal(text) <= 100
    except InvalidOperation:
        return False


def _can_be(scale: object, at: str) -> bool:
    bands = getattr(scale, "bands", None)
    levels = {band.level for band in bands.bands} if bands is not None else set()
    levels |= {level for _, level in getattr(scale, "levels", ()) if level is not None}
    if at in levels:
        return True
    if not isinstance(scale, Points):
        return False
    scores = {str(step.score) for step in scale.converts}
    if scores:
        return at in scores
    return at.removeprefix("-").isdigit() and _within(scale, int(at))


def _within(scale: Points, score: int) -> bool:
    if scale.bands is None:
        return True
    edges = scale.bands.bands
    return int(edges[0].lowest) <= score <= int(edges[-1].highest)


CHECKS = (
    check_there_are_worked_examples,
    check_examples_score_as_published,
    check_every_scale_is_in_an_example,
    check_cases_score_as_their_source_says,
    check_a_percent_says_what_was_counted,
    check_base_rates_belong_to_the_scale,
    check_bands_are_cited,
    check_limitations_are_stated,
)
