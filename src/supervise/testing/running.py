"""Running the checks: over what is installed, over an instrument, a policy or a plugin.

Three doors lead here: these functions, `parametrize_with_checks` for pytest, and `supervise check`.
A check that is new binds from the release named beside it; until then it warns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from supervise._version import __version__
from supervise.errors import UnknownName
from supervise.instruments import Instrument
from supervise.intensity import Policy
from supervise.monitoring import StandardsPack
from supervise.plugins import Registry
from supervise.testing.checks import (
    declaration,
    evidence,
    exchange,
    explanation,
    missing,
    plugin,
    policy,
    refusal,
    scoring,
    standards,
)
from supervise.testing.outcomes import (
    CheckReport,
    CheckResult,
    Finding,
    NothingToCheck,
    Outcome,
)
from supervise.testing.subjects import (
    InstrumentSubject,
    PluginSubject,
    PolicySubject,
    StandardsSubject,
    Subject,
    instrument_subject,
    plugin_subject,
    policy_subject,
    standards_subject,
)

OF_INSTRUMENTS = (
    declaration,
    evidence,
    scoring,
    missing,
    refusal,
    explanation,
    exchange,
)
NEW: Mapping[str, str] = MappingProxyType({})
"""Checks that warn for now, each with the release from which it binds."""

NOTHING_EXPECTED: Mapping[str, str] = MappingProxyType({})


@attrs.frozen
class Check:
    """One promise that is held against a subject."""

    name: str
    group: str
    promise: str
    find: Callable[[Any], Iterator[Finding]]
    binds: str = ""

    @property
    def is_new(self) -> bool:
        """Whether it only warns in this release."""
        return bool(self.binds) and _numbers(__version__) < _numbers(self.binds)

    def run(self, subject: Subject, expected: str = "") -> CheckResult:
        """What it says of a subject. `expected` is why its failure is expected, if it is."""
        findings: tuple[Finding, ...] = ()
        reason = expected
        try:
            findings = tuple(self.find(subject))
            outcome = self._outcome(findings, expected)
        except NothingToCheck as nothing:
            outcome, reason = Outcome.SKIPPED, str(nothing)
        except Exception as raised:  # noqa: BLE001  one subject must not stop the others
            findings = (_stumbled(raised),)
            outcome = self._outcome(findings, expected)
        return CheckResult(
            subject=subject.name,
            check=self.name,
            group=self.group,
            outcome=outcome,
            findings=findings,
            reason=reason,
        )

    def _outcome(self, findings: tuple[Finding, ...], expected: str) -> Outcome:
        match bool(findings), bool(expected):
            case True, True:
                return Outcome.EXPECTED
            case True, False:
                return Outcome.WARNED if self.is_new else Outcome.FAILED
            case False, True:
                return Outcome.UNEXPECTED
            case _:
                return Outcome.PASSED


def _stumbled(raised: BaseException) -> Finding:
    return Finding(
        f"the check itself raised {type(raised).__name__}",
        "mend what the other checks find first; report it if it stays",
    )


def checks_for(subject: Subject) -> tuple[Check, ...]:
    """The checks that apply to a subject, in their order."""
    match subject:
        case InstrumentSubject():
            return _checks(*OF_INSTRUMENTS)
        case PolicySubject():
            return _checks(policy)
        case StandardsSubject():
            return _checks(standards)
        case PluginSubject():
            return _checks(plugin)


def all_checks() -> tuple[Check, ...]:
    """Every check."""
    return _checks(*OF_INSTRUMENTS, policy, standards, plugin)


def _checks(*groups: Any) -> tuple[Check, ...]:  # noqa: ANN401  modules, each with CHECKS
    return tuple(
        Check(
            name=find.__name__.removeprefix("check_"),
            group=group.__name__.rpartition(".")[2],
            promise=str(find.__doc__).partition("\n")[0],
            find=find,
            binds=NEW.get(find.__name__.removeprefix("check_"), ""),
        )
        for group in groups
        for find in group.CHECKS
    )


def subject_of(thing: object, registry: Registry | None = None) -> Subject:
    """What is checked of an instrument, a policy, or a plugin that is handed over."""
    match thing:
        case (
            InstrumentSubject() | PolicySubject() | StandardsSubject() | PluginSubject()
        ):
            return thing
        case StandardsPack():
            return standards_subject(thing)
        case Instrument():
            return instrument_subject(thing, registry)
        case Policy():
            return policy_subject(thing, registry)
        case _:
            return plugin_subject(thing)


def check(
    *things: object,
    registry: Registry | None = None,
    expected: Mapping[str, str] = NOTHING_EXPECTED,
) -> CheckReport:
    """Hold every check that applies against these: instruments, policies, plugins or subjects.

    `registry` has the instruments that they consume or read.
    `expected` names checks that are known to fail, each with the reason.
    A name in it that is no check raises `UnknownName`.
    """
    _refuse_unknown(expected)
    subjects = [subject_of(thing, registry) for thing in things]
    return CheckReport(
        tuple(
            each.run(subject, expected.get(each.name, ""))
            for subject in subjects
            for each in checks_for(subject)
        )
    )


def _refuse_unknown(expected: Mapping[str, str]) -> None:
    known = {each.name for each in all_checks()}
    for name in expected:
        if name not in known:
            raise UnknownName("check", name, known)


@attrs.frozen
class BoundCheck:
    """One check of one subject, for a door that asks each on its own."""

    check: Check
    subject: Subject
    expected: str = ""

    @property
    def id(self) -> str:
        """A name for a test: the subject's id and the check's."""
        name = self.subject.name.split("'")[1]
        return f"{name}-{self.check.name}"

    def __call__(self) -> CheckResult:
        """What the check says."""
        return self.check.run(self.subject, self.expected)


def bound_checks(
    *things: object,
    registry: Registry | None = None,
    expected: Mapping[str, str] = NOTHING_EXPECTED,
) -> tuple[BoundCheck, ...]:
    """Every check of everything, to be asked one by one."""
    _refuse_unknown(expected)
    return tuple(
        BoundCheck(each, subject, expected.get(each.name, ""))
        for subject in (subject_of(thing, registry) for thing in things)
        for each in checks_for(subject)
    )


def installed_subjects(
    registry: Registry, *ids: str, again: Callable[[], Registry] | None = None
) -> tuple[Subject, ...]:
    """What a registry has to check: everything, or the instruments, policies and plugins named.

    `again` makes the same registry once more; it is how plugins are asked twice.
    Raises `UnknownName` for an id that is none of them, and `NotLoaded` where it failed to load.
    """
    make = again or Registry.installed
    instruments = {
        id: instrument_subject(registry.instrument(id), registry)
        for id in registry.instruments
    }
    policies = {
        id: policy_subject(registry.policy(id), registry) for id in registry.policies
    }
    packs = {
        id: standards_subject(each) for id, each in registry.standing.standards.items()
    }
    plugins = {
        each.origin.plugin: PluginSubject(loaded=each, registry=registry, again=make)
        for each in registry.report.plugins
        if not each.left_out
    }
    kinds: tuple[Mapping[str, Subject], ...] = (plugins, instruments, policies, packs)
    if not ids:
        return tuple(subject for kind in kinds for subject in kind.values())
    named: list[Subject] = []
    for id in ids:
        found = [kind[id] for kind in kinds if id in kind]
        if not found:
            _say_why_it_failed(registry, id)
            known = {each for kind in kinds for each in kind}
            hint = "; ".join(map(str, registry.report.failures))
            hint = hint and f"failed to load: {hint}"
            raise UnknownName("instrument, policy, pack or plugin", id, known, hint)
        named += found
    return tuple(named)


def _say_why_it_failed(registry: Registry, id: str) -> None:
    failed = {failure.what for failure in registry.report.failures}
    if f"instrument '{id}'" in failed:
        registry.instrument(id)
    if f"policy '{id}'" in failed:
        registry.policy(id)


def run(
    *ids: str,
    registry: Registry | None = None,
    expected: Mapping[str, str] = NOTHING_EXPECTED,
) -> CheckReport:
    """Check what is installed, or the instruments, policies and plugins of these ids.

    >>> report = run("psa", registry=Registry.builtin())
    >>> report.ok
    True
    """
    used = registry if registry is not None else Registry.installed()
    return check(*installed_subjects(used, *ids), expected=expected)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:3] if part.isdigit())
