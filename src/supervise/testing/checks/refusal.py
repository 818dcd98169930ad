"""Checks of wrong answers: refused exactly, all at once, without an exception and without telling.

`"1"`, `True` and `2.0` are not the answer `2`, and a problem shows nothing about a person.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from supervise.errors import InvalidAnswers, ProblemCode
from supervise.instruments import Coded, Day, Item, OneOf, Text, Whole, YesNo
from supervise.records import Answer, AnswerSource, ScoreSheet, Status
from supervise.testing.answer_sheets import Filled
from supervise.testing.outcomes import Finding, Findings, NothingToCheck
from supervise.testing.subjects import InstrumentSubject

CANARY = "Avery Example, 4 Invented Street"
UNKNOWN_ITEM = "no_such_item_is_asked"
JUNK: tuple[object, ...] = (
    "",
    " ",
    CANARY,
    "1" * 400,
    "\x00",
    "\ud800",
    -1,
    10**400,
    0.5,
    float("nan"),
    float("inf"),
    True,
    b"1",
    [],
    [1],
    {},
    {"a": 1},
    {1},
    (),
    object(),
    object,
    date.min,
    date.max,
    datetime(2026, 1, 15),  # noqa: DTZ001  a time without a zone is what is wrong with it
    1j,
    ...,
)
Wrong = Callable[[Item, object], Iterator[object]]
TOLD = frozenset(
    {ProblemCode.WRONG_TYPE, ProblemCode.NOT_ALLOWED, ProblemCode.NOT_COVERED}
)


def check_other_types_are_refused(subject: InstrumentSubject) -> Findings:
    """A text, a float or a yes is not the number that it looks like."""
    yield from _refusals(subject, _near_misses, "looks like an answer and is none")


def check_answers_off_the_form_are_refused(subject: InstrumentSubject) -> Findings:
    """A code that is not on the form, or a number out of range, is refused."""
    yield from _refusals(subject, _off_the_form, "is not on the form")


def check_unknown_items_are_refused(subject: InstrumentSubject) -> Findings:
    """An answer to a question that is not asked is a problem; it may be a misspelt item."""
    for form in subject.some_forms(1):
        sheet = subject.sheet(form.but(**{UNKNOWN_ITEM: True}))
        codes = {each.code for each in sheet.problems if each.item == UNKNOWN_ITEM}
        if codes != {ProblemCode.UNKNOWN_ITEM}:
            yield Finding(
                "an answer to no item is let through",
                "report it with code `unknown_item`",
            )


def check_junk_never_raises(subject: InstrumentSubject) -> Findings:
    """Whatever stands in place of an answer, the result is a sheet."""
    for form in subject.some_forms(1):
        for item in subject.items:
            for junk in JUNK:
                try:
                    subject.score({**form.answers, item: junk}, form.on)
                except Exception as raised:  # noqa: BLE001  whatever it is, it is the finding
                    yield Finding(
                        f"a {type(junk).__name__} as answer to '{item}' raised"
                        f" {type(raised).__name__}",
                        "ask for the exact type first; then it cannot fail",
                    )
                    return


def check_all_wrong_answers_are_named_at_once(subject: InstrumentSubject) -> Findings:
    """Two wrong answers are two problems."""
    own = [
        item.id
        for item in subject.instrument.items
        if not isinstance(item.answers, Text)
    ]
    if len(own) < 2:
        raise NothingToCheck("fewer than two items can be answered wrongly")
    for form in subject.some_forms(1):
        sheet = subject.sheet(form.but(**dict.fromkeys(own, 0.5)))
        told = {problem.item for problem in sheet.problems if problem.code in TOLD}
        if unnamed := [id for id in own if id not in told]:
            yield Finding(
                f"of {len(own)} wrong answers {len(unnamed)} are not named,"
                f" for example '{unnamed[0]}'",
                "collect every problem before giving the sheet",
            )


def check_a_problem_says_what_to_do(subject: InstrumentSubject) -> Findings:
    """The problem with a wrong answer says what is wrong, and what is allowed or what to do."""
    for item, sheet in _with_wrong_answers(subject):
        for problem in sheet.problems:
            if problem.item == item and not (
                problem.says.strip() and (problem.allowed or problem.remedy).strip()
            ):
                yield Finding(
                    f"the problem with '{item}' does not say what to do",
                    "give `says`, and `allowed` or `remedy`",
                )
                return


def check_nothing_personal_is_shown(subject: InstrumentSubject) -> Findings:
    """Words given as an answer appear in no problem, no repr and no error."""
    for form in subject.some_forms(1):
        for item in subject.items:
            sheet = subject.sheet(form.but(**{item: CANARY}))
            shown = [*map(str, sheet.problems), repr(sheet), repr(sheet.problems)]
            try:
                sheet.require()
            except InvalidAnswers as error:
                shown += [str(error), repr(error)]
            if any(CANARY in text or "Avery" in text for text in shown):
                yield Finding(
                    f"words given as answer to '{item}' are shown",
                    "print the kind and length of what was given, never the words",
                )
                return


def check_provenance_changes_no_score(subject: InstrumentSubject) -> Findings:
    """An answer with its source scores as the answer alone does."""
    for form in subject.some_forms(2):
        plain = subject.steady_sheet(form)
        told = {
            id: Answer(value, source=AnswerSource.RECORD, on=form.on)
            for id, value in form.answers.items()
        }
        if subject.sheet(Filled(told, form.on)).scales != plain.scales:
            yield Finding(
                "answers with their source score otherwise than without",
                "take the value out of an `Answer`",
            )
            return


def _refusals(
    subject: InstrumentSubject, wrong: Wrong, because: str
) -> Iterator[Finding]:
    """One finding for the first wrong answer that is let through or scored."""
    seen = False
    for form in subject.some_forms(1):
        for item in subject.instrument.items:
            for value in wrong(item, form.answers.get(item.id)):
                seen = True
                sheet = subject.sheet(form.but(**{item.id: value}))
                kind = type(value).__name__
                if not any(
                    p.item == item.id and p.code in TOLD for p in sheet.problems
                ):
                    yield Finding(
                        f"'{item.id}' takes a {kind} that {because}",
                        "refuse it with code `wrong_type` or `not_allowed`",
                    )
                    return
                if scored := _scored_with(subject, item.id, sheet):
                    yield Finding(
                        f"'{scored}' is scored with a {kind} for '{item.id}' that {because}",
                        "do not score a scale with a wrong answer",
                    )
                    return
    if not seen:
        raise NothingToCheck("no item has such answers")


def _scored_with(subject: InstrumentSubject, item: str, sheet: ScoreSheet) -> str:
    for id, use in subject.uses.items():
        if item in use.uses and sheet[id].status is Status.SCORED:
            return id
    return ""


def _with_wrong_answers(
    subject: InstrumentSubject,
) -> Iterator[tuple[str, ScoreSheet]]:
    for form in subject.some_forms(1):
        for item in subject.instrument.items:
            for value in (*_near_misses(item, form.answers.get(item.id)), 0.5):
                yield item.id, subject.sheet(form.but(**{item.id: value}))


def _near_misses(item: Item, answer: object) -> Iterator[object]:
    """What a careless reader would take for this answer."""
    match item.answers:
        case YesNo():
            yield from (int(bool(answer)), "Y", "true")
        case Whole() | OneOf() if isinstance(answer, int):
            yield from (str(answer), float(answer))
            if answer in (0, 1):
                yield bool(answer)
        case Day() if isinstance(answer, date):
            yield from (
                answer.isoformat(),
                datetime(answer.year, answer.month, answer.day),  # noqa: DTZ001  as above
            )
        case Coded() if isinstance(answer, str) and answer.isdigit():
            yield int(answer)
        case _:
            return


def _off_the_form(item: Item, _: object) -> Iterator[object]:
    match item.answers:
        case OneOf() as asked if isinstance(asked.codes[0], int):
            yield max(int(code) for code in asked.codes) + 7
        case OneOf():
            yield "no such code"
        case Whole(least, most):
            yield from (least - 1, most + 1)
        case Coded(_, digits):
            yield "9" * (digits + 1)
        case _:
            return


CHECKS = (
    check_other_types_are_refused,
    check_answers_off_the_form_are_refused,
    check_unknown_items_are_refused,
    check_junk_never_raises,
    check_all_wrong_answers_are_named_at_once,
    check_a_problem_says_what_to_do,
    check_nothing_personal_is_shown,
    check_provenance_changes_no_score,
)
