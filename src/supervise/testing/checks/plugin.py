"""Checks of a plugin as its host meets it: how it loads, and what it leaves alone."""

import io
import logging
import sys
import warnings
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from importlib import metadata
from types import MappingProxyType

import attrs

from supervise.errors import PluginError
from supervise.instruments import BlackBox, Instrument, fingerprint
from supervise.intensity import Policy
from supervise.monitoring import StandardsPack
from supervise.plugins import Registry
from supervise.plugins.offers import WORDS
from supervise.plugins.scorers import Question, given_by
from supervise.testing.answer_sheets import ON
from supervise.testing.outcomes import Finding, Findings, NothingToCheck
from supervise.testing.subjects import PluginSubject

HEAVY = frozenset(
    {
        "django",
        "jax",
        "matplotlib",
        "numpy",
        "pandas",
        "polars",
        "pyarrow",
        "pyspark",
        "requests",
        "scipy",
        "sklearn",
        "tensorflow",
        "torch",
    }
)
Declared = Instrument | Policy | StandardsPack
DISTRIBUTION = "community-supervision"


def check_it_loads_without_failure(subject: PluginSubject) -> Findings:
    """Nothing in the load report says that it failed."""
    for failure in subject.loaded.failures:
        yield Finding(f"{failure.what}: {failure.why}", failure.remedy or "mend it")


def check_it_gives_something(subject: PluginSubject) -> Findings:
    """At least one thing that it gives is used."""
    if not subject.loaded.gave and not subject.loaded.failures:
        yield Finding(
            "nothing of it is used",
            "return what it brings from a hook, as a list or a tuple",
        )


def check_it_gives_the_same_each_time(subject: PluginSubject) -> Findings:
    """Loaded again, it gives the same declarations."""
    before, after = (
        _prints(subject, subject.registry),
        _prints(subject, subject.again()),
    )
    for what in sorted({*before, *after}):
        if before.get(what) != after.get(what):
            yield Finding(
                f"{what} is another when it is loaded again",
                "declare it as a literal; use no clock, no chance and no file that changes",
            )


def check_it_imports_nothing_heavy(subject: PluginSubject) -> Findings:
    """Loading it brings along no package that every host would then wait for."""
    for name in subject.loaded.brought:
        if name in HEAVY:
            yield Finding(
                f"loading it imports {name}",
                "import it inside the function that needs it",
            )


def check_it_prints_nothing(subject: PluginSubject) -> Findings:
    """Loading it writes nothing to the terminal."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        subject.again()
    if out.getvalue() or err.getvalue():
        yield Finding("it prints while it is loaded", "give values and say nothing")


def check_it_leaves_the_host_alone(subject: PluginSubject) -> Findings:
    """Loading it changes neither logging, nor warnings, nor where Python looks for modules."""
    before = _surroundings()
    subject.again()
    after = _surroundings()
    for what, state in before.items():
        if after[what] != state:
            yield Finding(
                f"loading it changes {what}",
                "leave that to the host, whose process it is",
            )


def check_its_distribution_has_a_version(subject: PluginSubject) -> Findings:
    """The load report can say of which distribution and version it is."""
    origin = subject.loaded.origin
    if not _is_installed(subject):
        raise NothingToCheck("it was handed over, not installed")
    if not origin.version:
        yield Finding(
            "its distribution has no version",
            "give `version` in pyproject.toml; results name it",
        )


def check_its_distribution_requires_this_library(subject: PluginSubject) -> Findings:
    """Its distribution says that it needs this library, without pinning it."""
    distribution = subject.loaded.origin.distribution
    if not _is_installed(subject) or distribution == DISTRIBUTION:
        raise NothingToCheck("it comes with this library, or was handed over")
    try:
        wanted = metadata.requires(distribution) or []
    except metadata.PackageNotFoundError:
        raise NothingToCheck("its distribution has no metadata here") from None
    ours = [each for each in wanted if _name_in(each) == DISTRIBUTION]
    if not ours:
        yield Finding(
            f"its distribution does not require {DISTRIBUTION}",
            "add it to `dependencies`, with the lowest version that you tried",
        )
    for each in ours:
        if "==" in each.partition(";")[0]:
            yield Finding(
                f"its distribution requires exactly '{each}'",
                "state the lowest version; an exact one breaks when its host is updated",
            )


def check_its_scorer_leaves_others_alone(subject: PluginSubject) -> Findings:
    """Asked to score a black box that is none of its own, it gives None."""
    scorers = [
        each
        for each in subject.registry.scorers
        if each.origin == subject.loaded.origin
    ]
    if not scorers:
        raise NothingToCheck("it scores no black box")
    boxes = [
        each
        for each in subject.registry.instruments.values()
        if any(isinstance(scale, BlackBox) for scale in each.scales)
    ]
    if not boxes:
        raise NothingToCheck("there is no black box to ask it about")
    stranger = attrs.evolve(boxes[0], id="a_black_box_of_somebody_else")
    question = Question.of(stranger, {}, ON, {})
    for scorer in scorers:
        try:
            given = given_by(scorer, question)
        except PluginError as error:
            given = error
        if given is not None:
            yield Finding(
                "it answers for a black box that is not its own",
                "look at `instrument.id` first, and give None for any other",
            )


def _prints(subject: PluginSubject, registry: Registry) -> Mapping[str, str]:
    """The fingerprints of what the plugin gave to a registry."""
    declared: list[Declared] = [
        *registry.instruments.values(),
        *registry.policies.values(),
        *registry.standing.standards.values(),
    ]
    origin = subject.loaded.origin
    return {
        f"{_kind(each)} '{each.id}'": _print(each)
        for each in declared
        if registry.origin(_kind(each), each.id) == origin
    }


def _kind(declared: Declared) -> str:
    return WORDS[type(declared)]


def _print(declared: Declared) -> str:
    if isinstance(declared, Instrument):
        return fingerprint(declared)
    return declared.fingerprint


def _surroundings() -> Mapping[str, object]:
    return MappingProxyType(
        {
            "the handlers of logging": list(logging.root.handlers),
            "the level of logging": logging.root.level,
            "the filters of warnings": list(warnings.filters),
            "where Python looks for modules": list(sys.path),
        }
    )


def _is_installed(subject: PluginSubject) -> bool:
    return bool(subject.loaded.origin.distribution)


def _name_in(requirement: str) -> str:
    """The distribution that a requirement names, in its usual form."""
    letters = (c if c.isalnum() or c in "-_." else " " for c in requirement)
    return "".join(letters).split()[0].lower().replace("_", "-").replace(".", "-")


CHECKS = (
    check_it_loads_without_failure,
    check_it_gives_something,
    check_it_gives_the_same_each_time,
    check_it_imports_nothing_heavy,
    check_it_prints_nothing,
    check_it_leaves_the_host_alone,
    check_its_distribution_has_a_version,
    check_its_distribution_requires_this_library,
    check_its_scorer_leaves_others_alone,
)
