"""What a conformance check says: findings with their remedy, an outcome, a report.

A failure that the author expects is data, with its reason; when it passes, that is told too.
A report in which nothing was checked is a failure: green for nothing helps nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

import attrs

from supervise.errors import CheckFailed


class Outcome(StrEnum):
    """What became of a check.

    `warned`: it failed, and is too new to count. `expected`: it failed, as its author said.
    `unexpected`: it passed, though its author said that it fails. `skipped`: there was nothing
    for it to look at.
    """

    PASSED = "passed"
    FAILED = "failed"
    WARNED = "warned"
    EXPECTED = "expected"
    UNEXPECTED = "unexpected"
    SKIPPED = "skipped"


FAILING = frozenset({Outcome.FAILED, Outcome.UNEXPECTED})


@attrs.frozen
class Finding:
    """One thing that a check found wrong, and what to do about it.

    >>> print(Finding("item 'work' has no wording", "quote the form"))
    item 'work' has no wording; quote the form
    """

    says: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.says}; {self.remedy}"


Findings = Iterator[Finding]


class NewCheckWarning(UserWarning):
    """A check failed that is too new to count: it will, from the release that it names."""


class NothingToCheck(Exception):
    """Raised by a check where there is nothing of its kind to look at; it is then skipped."""


@attrs.frozen(kw_only=True)
class CheckResult:
    """What one check said of one subject. `reason` says why it was skipped or expected."""

    subject: str
    check: str
    group: str
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    reason: str = ""

    @property
    def failed(self) -> bool:
        """Whether the run fails because of it."""
        return self.outcome in FAILING

    def __str__(self) -> str:
        told = "".join(f"\n  {finding}" for finding in self.findings)
        reason = f" ({self.reason})" if self.reason else ""
        return f"{self.outcome}: {self.subject}: {self.check}{reason}{told}"


@attrs.frozen
class CheckReport:
    """What all checks said of all subjects."""

    results: tuple[CheckResult, ...]

    @property
    def failures(self) -> tuple[CheckResult, ...]:
        """The results because of which the run fails."""
        return tuple(result for result in self.results if result.failed)

    @property
    def unchecked(self) -> tuple[str, ...]:
        """The subjects of which nothing was checked."""
        seen = dict.fromkeys(result.subject for result in self.results)
        looked_at = {
            result.subject
            for result in self.results
            if result.outcome is not Outcome.SKIPPED
        }
        return tuple(subject for subject in seen if subject not in looked_at)

    @property
    def ok(self) -> bool:
        """Whether something was checked of every subject, and nothing failed."""
        return bool(self.results) and not self.failures and not self.unchecked

    def of(self, check: str) -> tuple[CheckResult, ...]:
        """What one check said, of every subject."""
        return tuple(result for result in self.results if result.check == check)

    def require(self) -> CheckReport:
        """This report if all is well; otherwise raise `CheckFailed` with every failure."""
        if not self.ok:
            raise CheckFailed(self.complaints())
        return self

    def complaints(self) -> tuple[str, ...]:
        """Everything because of which the run fails, a text each."""
        if not self.results:
            return ("nothing was checked; name what to check, or install it",)
        unchecked = (f"{subject}: nothing was checked" for subject in self.unchecked)
        return (*map(str, self.failures), *unchecked)

    def __str__(self) -> str:
        counts = Counter(result.outcome for result in self.results)
        told = [
            str(each) for each in self.results if each.outcome is not Outcome.PASSED
        ]
        counted = ", ".join(
            f"{counts[each]} {each}" for each in Outcome if counts[each]
        )
        return "\n".join([*told, counted or "nothing was checked"])
