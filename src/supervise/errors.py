"""Every exception and every problem code, and the wording that people read.

Two kinds of trouble are kept apart.
What is wrong with answers, files or plugins is a `Problem`: a value among all the others.
What is wrong with a program or a declaration is an exception: it inherits `SuperviseError`
and the builtin that a caller would catch.

This module knows nothing of instruments or people; it only says how trouble is named and worded.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from enum import StrEnum

import attrs


class ProblemCode(StrEnum):
    """The few, stable names of what can be wrong with answers.

    Each says what stands in the way, not what to do: the remedy is in the problem.
    """

    MISSING = "missing"
    NOT_ALLOWED = "not_allowed"
    WRONG_TYPE = "wrong_type"
    UNKNOWN_ITEM = "unknown_item"
    CONTRADICTION = "contradiction"
    NOT_COVERED = "not_covered"
    NOT_ASKED = "not_asked"
    DEPENDENCY = "dependency"
    REPEATED_ID = "repeated_id"
    OUTSIDE_POPULATION = "outside_population"
    FELL_BACK = "fell_back"


WARNINGS = frozenset({ProblemCode.OUTSIDE_POPULATION, ProblemCode.FELL_BACK})


@attrs.frozen(kw_only=True)
class Problem:
    """One thing that is wrong with what was given, with its remedy.

    `value` holds what was given; it is never printed.
    `got` is the part of it that may be printed: the value itself where it looks like a
    value of that coded or numeric item, otherwise its kind and length.
    `blocks` names the scales that cannot be scored because of it.

    >>> print(
    ...     Problem(
    ...         code=ProblemCode.NOT_ALLOWED,
    ...         where="ers",
    ...         item="work",
    ...         says="not a code on the form",
    ...         got="7",
    ...         allowed="0 regular, 1 none",
    ...         remedy="give the code",
    ...     )
    ... )
    ers item 'work': not a code on the form (got 7); allowed: 0 regular, 1 none; give the code
    """

    code: ProblemCode
    where: str
    item: str
    says: str
    got: str = ""
    allowed: str = ""
    remedy: str = ""
    rule: str = ""
    blocks: tuple[str, ...] = ()
    value: object = attrs.field(default=None, repr=False, eq=False)

    @property
    def is_warning(self) -> bool:
        """Whether the result stands all the same."""
        return self.code in WARNINGS

    def __str__(self) -> str:
        got = f" (got {self.got})" if self.got else ""
        allowed = f"; allowed: {self.allowed}" if self.allowed else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{self.where} item '{self.item}': {self.says}{got}{allowed}{remedy}"


class RefusalCode(StrEnum):
    """The few, stable reasons for which a recorded change is refused."""

    STALE = "stale"
    WRONG_STREAM = "wrong_stream"
    NOT_IN_TABLE = "not_in_table"
    FIELD_NEEDED = "field_needed"
    UNKNOWN_ID = "unknown_id"
    ID_REUSED = "id_reused"
    NOT_ALLOWED = "not_allowed"
    BACKDATED = "backdated"
    NEEDED_LATER = "needed_later"
    UNRECOGNISED = "unrecognised"


@attrs.frozen(kw_only=True)
class Refusal:
    """One reason why a recorded change cannot be applied, with its remedy.

    `where` is the address of what would have changed: opaque ids, never free text.

    >>> print(
    ...     Refusal(
    ...         code=RefusalCode.NOT_IN_TABLE,
    ...         where="goal/g1/lifecycle",
    ...         says="no 'start' from completed",
    ...         allowed="reopen",
    ...     )
    ... )
    goal/g1/lifecycle: no 'start' from completed; allowed: reopen
    """

    code: RefusalCode
    where: str
    says: str
    allowed: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        allowed = f"; allowed: {self.allowed}" if self.allowed else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{self.where}: {self.says}{allowed}{remedy}"


class SuperviseError(Exception):
    """The base of every exception that this library raises."""


class DeclarationError(SuperviseError, ValueError):
    """A declaration is wrong; `defects` lists everything that is wrong with it.

    >>> print(DeclarationError("instrument 'x'", ["no items", "no scales"]))
    instrument 'x' is declared wrongly:
    - no items
    - no scales
    """

    def __init__(self, where: str, defects: Iterable[str]) -> None:
        self.where = where
        self.defects = tuple(defects)
        super().__init__(where, self.defects)

    def __str__(self) -> str:
        return f"{self.where} is declared wrongly:\n" + listed(self.defects)


class InvalidAnswers(SuperviseError, ValueError):
    """Answers could not be scored in full; `problems` says why, all of it."""

    def __init__(self, where: str, problems: Iterable[Problem]) -> None:
        self.where = where
        self.problems = tuple(problems)
        super().__init__(where, self.problems)

    def __str__(self) -> str:
        return f"{self.where} could not be scored:\n" + listed(map(str, self.problems))


class NoRecommendation(SuperviseError, ValueError):
    """A policy recommends nothing; `problems` says why, all of it."""

    def __init__(self, where: str, problems: Iterable[Problem]) -> None:
        self.where = where
        self.problems = tuple(problems)
        super().__init__(where, self.problems)

    def __str__(self) -> str:
        return f"{self.where} recommends nothing:\n" + listed(map(str, self.problems))


class InvalidDecision(SuperviseError, ValueError):
    """A decision cannot stand as it is; `problems` says why, all of it."""

    def __init__(self, where: str, problems: Iterable[Problem]) -> None:
        self.where = where
        self.problems = tuple(problems)
        super().__init__(where, self.problems)

    def __str__(self) -> str:
        return f"the decision on {self.where} cannot stand:\n" + listed(
            map(str, self.problems)
        )


class RevisionRefused(SuperviseError, ValueError):
    """A recorded change was refused whole; `refusals` says why, all of it.

    >>> refusal = Refusal(code=RefusalCode.UNKNOWN_ID, where="goal/g9", says="no such goal")
    >>> print(RevisionRefused("revision 'r2' of plan 'p1'", [refusal]))
    revision 'r2' of plan 'p1' was refused:
    - goal/g9: no such goal
    """

    def __init__(self, where: str, refusals: Iterable[Refusal]) -> None:
        self.where = where
        self.refusals = tuple(refusals)
        super().__init__(where, self.refusals)

    def __str__(self) -> str:
        return f"{self.where} was refused:\n" + listed(map(str, self.refusals))


class StaleRevision(RevisionRefused):
    """A change was made on another version than the present one; both are named.

    >>> print(StaleRevision("revision 'r7' of plan 'p1'", expected=3, actual=5))
    revision 'r7' of plan 'p1' was refused:
    - version: made on version 3, but the present one is 5; merge the two, or make it anew
    """

    def __init__(self, where: str, expected: int, actual: int) -> None:
        self.expected = expected
        self.actual = actual
        refusal = Refusal(
            code=RefusalCode.STALE,
            where="version",
            says=f"made on version {expected}, but the present one is {actual}",
            remedy="merge the two, or make it anew",
        )
        super().__init__(where, (refusal,))
        self.args = (where, expected, actual)


class CalendarMissing(SuperviseError, LookupError):
    """A date cannot be worked out: the host gave no such calendar, or none for that time."""

    def __init__(self, calendar: str) -> None:
        self.calendar = calendar
        super().__init__(calendar)

    def __str__(self) -> str:
        return (
            f"calendar '{self.calendar}' is missing, or does not cover the days needed; "
            "give one of that name (on the command line, --calendar FILE)"
        )


class FrameRefused(SuperviseError, TypeError):
    """A data frame cannot be scored as it is; `reasons` say why, and what to do instead.

    >>> print(FrameRefused(["column 'sex' holds lists; give one answer in each cell"]))
    the data frame cannot be scored as it is:
    - column 'sex' holds lists; give one answer in each cell
    """

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(self.reasons)

    def __str__(self) -> str:
        return "the data frame cannot be scored as it is:\n" + listed(self.reasons)


class SchemeMismatch(SuperviseError, TypeError):
    """Two values of different ordered schemes were compared."""


class NothingToCompare(SuperviseError, ValueError):
    """Two instruments have no scale of one name, and nobody said which belong together.

    >>> print(NothingToCompare("ogrs3", "ogrs4"))
    'ogrs3' and 'ogrs4' have no scale of one name; give `scales`: which new one for which old one
    """

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new
        super().__init__(old, new)

    def __str__(self) -> str:
        return (
            f"'{self.old}' and '{self.new}' have no scale of one name; "
            "give `scales`: which new one for which old one"
        )


class UnknownName(SuperviseError, LookupError):
    """A name was asked for that is not there; the nearest ones are suggested.

    >>> print(UnknownName("instrument", "ogrs", ["ogrs4", "psa"]))
    no instrument 'ogrs'; nearest: ogrs4; there are: ogrs4, psa
    """

    def __init__(
        self, kind: str, name: str, known: Iterable[str], hint: str = ""
    ) -> None:
        self.kind = kind
        self.name = name
        self.known = tuple(sorted(known))
        self.hint = hint
        super().__init__(kind, name, self.known, hint)

    def __str__(self) -> str:
        near = nearest(str(self.name), self.known)
        parts = [f"no {self.kind} '{self.name}'"]
        parts += [f"nearest: {near}"] if near else []
        parts += [f"there are: {', '.join(self.known) or 'none'}"]
        parts += [self.hint] if self.hint else []
        return "; ".join(parts)


class PluginError(SuperviseError, RuntimeError):
    """A plugin failed: `origin` says which one, of which distribution and version.

    `hook` is what it was asked, or empty where it failed to load.
    Where answers were involved, the message names only the kind of failure: a plugin's own words
    may repeat an answer. `original` is what it raised, for its author; it does not pickle.

    >>> origin = "plugin 'tools' (example-tools 1.0)"
    >>> print(PluginError(origin, "supervise_score", "raised KeyError"))
    plugin 'tools' (example-tools 1.0): supervise_score: raised KeyError
    """

    def __init__(
        self,
        origin: str,
        hook: str,
        says: str,
        remedy: str = "",
        *,
        original: BaseException | None = None,
    ) -> None:
        self.origin = origin
        self.hook = hook
        self.says = says
        self.remedy = remedy
        self.original = original
        super().__init__(origin, hook, says, remedy)

    def __reduce__(self) -> tuple[type["PluginError"], tuple[str, ...]]:
        return PluginError, (self.origin, self.hook, self.says, self.remedy)

    def __str__(self) -> str:
        hook = f"{self.hook}: " if self.hook else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{self.origin}: {hook}{self.says}{remedy}"


class NotLoaded(SuperviseError, LookupError):
    """A thing was asked for by name, and is there, but failed to load; `failures` say why.

    >>> print(NotLoaded("instrument", "psa", ["plugin 'x': two bands overlap"]))
    instrument 'psa' failed to load:
    - plugin 'x': two bands overlap
    """

    def __init__(self, kind: str, name: str, failures: Iterable[str]) -> None:
        self.kind = kind
        self.name = name
        self.failures = tuple(failures)
        super().__init__(kind, name, self.failures)

    def __str__(self) -> str:
        return f"{self.kind} '{self.name}' failed to load:\n" + listed(self.failures)


class MissingPackage(SuperviseError, ImportError):
    """What was asked for needs a package that is not installed; `extra` is ours that brings it.

    >>> print(MissingPackage("polars"))
    the package 'polars' is not installed; pip install polars
    """

    def __init__(self, package: str, extra: str = "") -> None:
        self.package = package
        self.extra = extra
        super().__init__(package, extra)

    def __str__(self) -> str:
        wanted = (
            f"'community-supervision[{self.extra}]'" if self.extra else self.package
        )
        return f"the package '{self.package}' is not installed; pip install {wanted}"


class UnreadableFile(SuperviseError, ValueError):
    """A file cannot be read or written as asked; nothing of its content is repeated.

    >>> print(UnreadableFile("answers.csv", "it is empty", "give it a header row"))
    answers.csv: it is empty; give it a header row
    """

    def __init__(self, where: str, says: str, remedy: str) -> None:
        self.where = where
        self.says = says
        self.remedy = remedy
        super().__init__(where, says, remedy)

    def __str__(self) -> str:
        return f"{self.where}: {self.says}; {self.remedy}"


class UnreadableRecord(SuperviseError, ValueError):
    """A stored record cannot be read; `problems` says all that is wrong, each with its place.

    >>> print(UnreadableRecord("score_sheet", ["$.value.on: is null, not a date"]))
    score_sheet cannot be read:
    - $.value.on: is null, not a date
    """

    def __init__(self, where: str, problems: Iterable[str]) -> None:
        self.where = where
        self.problems = tuple(problems)
        super().__init__(where, self.problems)

    def __str__(self) -> str:
        return f"{self.where} cannot be read:\n" + listed(self.problems)


class CheckFailed(SuperviseError, AssertionError):
    """Conformance checks failed, or nothing was checked; `complaints` says which and why."""

    def __init__(self, complaints: Iterable[str]) -> None:
        self.complaints = tuple(complaints)
        super().__init__(self.complaints)

    def __str__(self) -> str:
        return "\n".join(self.complaints)


def nearest(name: str, known: Sequence[str]) -> str:
    """The known name that `name` was probably meant to be, or an empty text."""
    found = get_close_matches(name, known, n=1, cutoff=0.6)
    return found[0] if found else ""


def listed(lines: Iterable[str]) -> str:
    """Lines as a bulleted list, one a line."""
    return "\n".join(f"- {line}" for line in lines)


def kind_and_length(value: object) -> str:
    """What may be said of a value that must not be printed.

    >>> kind_and_length("Jo Example")
    'text of 10 characters'
    """
    match value:
        case str():
            return f"text of {len(value)} characters"
        case list() | tuple() | dict() | set() | bytes():
            return f"a {type(value).__name__} of {len(value)}"
        case _:
            return f"a {type(value).__name__}"
