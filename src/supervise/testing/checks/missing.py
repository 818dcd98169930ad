"""Checks of what is not there: a missing answer is named, and never counts as a zero.

Unless the publisher says what a blank means: then the declaration cites that, and the sheet
notes it.
"""

from collections.abc import Iterator

from supervise.errors import ProblemCode
from supervise.records import NotApplicable, Refused, ScoreSheet, Status, Unknown
from supervise.testing.answer_sheets import Filled, answers_of
from supervise.testing.outcomes import Finding, Findings, NothingToCheck
from supervise.testing.subjects import InstrumentSubject

NAMED = frozenset({ProblemCode.MISSING, ProblemCode.DEPENDENCY})
Gap = tuple[str, tuple[str, ...], Filled, Filled]


def check_an_empty_form_scores_nothing(subject: InstrumentSubject) -> Findings:
    """Without any answer, no scale that requires one has a score."""
    needy = {id for _, scales in subject.required() for id in scales}
    form = subject.some_forms(1)[0]
    for scale in subject.sheet(Filled({}, form.on)):
        if scale.id in needy and scale.status is Status.SCORED:
            yield Finding(
                f"'{scale.id}' is scored although nothing was answered",
                "score nothing without answers; a default is a number about nobody",
            )


def check_a_missing_answer_is_no_zero(subject: InstrumentSubject) -> Findings:
    """A scale that lacks an answer has no score."""
    for item, scales, _, form in _gaps(subject):
        sheet = subject.sheet(form)
        for id in scales:
            if sheet[id].status is Status.SCORED:
                yield Finding(
                    f"'{id}' is scored without '{item}'",
                    "report it as missing; a blank counts only where the publisher says so",
                )
                return


def check_a_missing_answer_is_named(subject: InstrumentSubject) -> Findings:
    """The sheet has a problem for the answer that is missing."""
    for item, _, _, form in _gaps(subject):
        if item not in _named(subject.sheet(form)):
            yield Finding(
                f"nothing says that '{item}' is missing",
                "add a problem with code `missing` for the item",
            )
            return


def check_a_missing_answer_touches_only_its_scales(
    subject: InstrumentSubject,
) -> Findings:
    """Scales that do not need an answer are scored as if it were there."""
    seen = False
    for item, _, complete, form in _gaps(subject):
        before, after = subject.steady_sheet(complete), subject.sheet(form)
        for id, use in subject.uses.items():
            if item in use.uses:
                continue
            seen = True
            if before[id] != after[id]:
                yield Finding(
                    f"'{id}' does not use '{item}', and is another without it",
                    "score each scale from what it uses",
                )
                return
    if not seen:
        raise NothingToCheck("every scale uses every item")


def check_all_missing_answers_are_named_at_once(subject: InstrumentSubject) -> Findings:
    """An empty form names everything that is required, not only the first."""
    required = [item for item, _ in subject.required()]
    if len(required) < 2:
        raise NothingToCheck("fewer than two items are required")
    form = subject.some_forms(1)[0]
    named = _named(subject.sheet(form.without(*required)))
    if missing := [item for item in required if item not in named]:
        yield Finding(
            f"of {len(required)} missing answers {len(missing)} are not named,"
            f" for example '{missing[0]}'",
            "collect every problem before giving the sheet",
        )


def check_refused_and_unknown_are_missing(subject: InstrumentSubject) -> Findings:
    """A refused, unknown or not applicable answer is never counted as one."""
    for item, scales, complete, _ in _gaps(subject):
        for state in (Refused, Unknown, NotApplicable):
            sheet = subject.sheet(complete.but(**{item: state}))
            for id in scales:
                if sheet[id].status is Status.SCORED:
                    yield Finding(
                        f"'{id}' is scored although '{item}' is {state.value}",
                        "treat it as missing",
                    )
                    return


def check_none_is_the_same_as_absent(subject: InstrumentSubject) -> Findings:
    """An item that is there with `None` is as one that is not there."""
    for item, _, complete, form in _gaps(subject):
        absent, none = (
            subject.steady_sheet(form),
            subject.sheet(complete.but(**{item: None})),
        )
        if absent.scales != none.scales or absent.problems != none.problems:
            yield Finding(
                f"'{item}' with None gives another result than without it",
                "read None as missing",
            )
            return


def check_zero_and_no_are_answers(subject: InstrumentSubject) -> Findings:
    """A zero, and a no, is an answer: it is not missing."""
    seen = False
    for form in subject.some_forms(1):
        for item, _ in subject.required():
            for answer in answers_of(subject.items[item], form.on):
                if answer in (0, False):
                    seen = True
                    if item in _named(subject.sheet(form.but(**{item: answer}))):
                        yield Finding(
                            f"'{item}' answered with {answer!r} is reported as missing",
                            "compare with None; a zero is as good an answer as any",
                        )
                        return
    if not seen:
        raise NothingToCheck("no item can be answered with a zero or a no")


def check_a_blank_that_counts_is_noted(subject: InstrumentSubject) -> Findings:
    """Where the publisher says what a blank counts as, the sheet says that it was counted."""
    blanks = [item.id for item in subject.instrument.items if item.blank is not None]
    if not blanks:
        raise NothingToCheck("no item has a blank with a value")
    for form in subject.some_forms(1):
        sheet = subject.sheet(form.without(*blanks))
        noted = {each.item for each in sheet.assumed}
        for id in blanks:
            if id not in noted:
                yield Finding(
                    f"the blank of '{id}' was counted and not noted",
                    "keep it among the sheet's `assumed`, with the citation",
                )
            if id in _named(sheet):
                yield Finding(
                    f"'{id}' has a stated blank and is reported as missing",
                    "count the blank as the publisher says",
                )


def _gaps(subject: InstrumentSubject) -> Iterator[Gap]:
    """Each required item with its scales, a complete form, and the form without it."""
    required = tuple(subject.required())
    if not required:
        raise NothingToCheck("no scale requires a single item")
    for form in subject.some_forms(1):
        scored = {
            each.id for each in subject.sheet(form) if each.status is Status.SCORED
        }
        for item, scales in required:
            touched = tuple(id for id in scales if id in scored)
            if item in form.answers and touched:
                yield item, touched, form, form.without(item)


def _named(sheet: ScoreSheet) -> set[str]:
    """The items that a sheet says are missing."""
    return {problem.item for problem in sheet.problems if problem.code in NAMED}


CHECKS = (
    check_an_empty_form_scores_nothing,
    check_a_missing_answer_is_no_zero,
    check_a_missing_answer_is_named,
    check_a_missing_answer_touches_only_its_scales,
    check_all_missing_answers_are_named_at_once,
    check_refused_and_unknown_are_missing,
    check_none_is_the_same_as_absent,
    check_zero_and_no_are_answers,
    check_a_blank_that_counts_is_noted,
)
