"""Finding plugins and asking them, one at a time, so that none can stop the host.

What fails is written down under the plugin's name, or raised at once where the host is strict.
An exception and `SystemExit` are a plugin's failure; an interrupt of the host's own passes.
What the plugins gave is judged in `offers`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection, Iterator
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from traceback import extract_tb

import attrs

from supervise.errors import DeclarationError, PluginError
from supervise.plugins.implementations import HOOKS, Implementation, implementations
from supervise.plugins.report import LoadFailure, Origin

GROUP = "supervise"
FAILURES = (Exception, SystemExit)
_NOT_THEIRS = (
    "<",
    str(Path(__file__).parents[1]),
    str(Path(importlib.__file__).parent),
)
"""Where a plugin's own lines do not stand: made code, this library, what imports modules."""


@attrs.frozen
class Candidate:
    """A plugin that may be loaded: where it is from, what it is called, and how."""

    origin: Origin
    what: str
    load: Callable[[], object]
    is_ours: bool = False


@attrs.frozen
class Given:
    """What one plugin gave through one hook, as a tuple of our own."""

    origin: Origin
    hook: str
    values: tuple[object, ...]


@attrs.define
class Ledger:
    """Failures as they are found: written down, or raised at once."""

    strict: bool
    failures: list[LoadFailure] = attrs.field(factory=list)

    def note(
        self,
        origin: Origin,
        what: str,
        why: str,
        remedy: str = "",
        cause: BaseException | None = None,
    ) -> None:
        """Write down that something failed."""
        if self.strict:
            raise PluginError(str(origin), what, why, remedy, original=cause) from cause
        self.failures.append(
            LoadFailure(origin=origin, what=what, why=why, remedy=remedy)
        )

    def note_raised(self, origin: Origin, what: str, cause: BaseException) -> None:
        """Write down that a plugin raised, with what and where."""
        if isinstance(cause, DeclarationError):
            what = cause.where
        self.note(origin, what, told(cause), "", cause)


def installed_candidates() -> Iterator[Candidate]:
    """The plugins that installed distributions offer, by distribution and name.

    An entry point that is seen twice, as happens with two copies of the same metadata, counts once.
    """
    found = {
        (_origin_of(point), point.value): point for point in entry_points(group=GROUP)
    }
    for origin, value in sorted(found, key=_by_distribution):
        point = found[origin, value]
        yield Candidate(origin, f"entry point '{value}'", partial(_loaded, point))


def _loaded(point: EntryPoint) -> object:
    module, _, attribute = point.value.partition(":")
    names = (*module.strip().split("."), *filter(None, attribute.strip().split(".")))
    if not all(name.isidentifier() for name in names):
        why = "is no name of a module; write it as Python imports it, county_screen"
        raise DeclarationError(f"entry point '{point.value}'", [why])
    return point.load()


def _by_distribution(found: tuple[Origin, str]) -> tuple[str, str, str]:
    origin, value = found
    return origin.distribution, origin.plugin, value


def _origin_of(point: EntryPoint) -> Origin:
    dist = point.dist
    if dist is None:
        return Origin(point.name)
    try:
        return Origin(point.name, dist.name or "", dist.version or "")
    except (KeyError, TypeError, AttributeError):
        return Origin(point.name, "a distribution with broken metadata")


def candidate(plugin: object) -> Candidate:
    """A plugin that the host hands over itself."""
    name = getattr(plugin, "__name__", None)
    name = name if isinstance(name, str) else type(plugin).__name__
    return Candidate(Origin(name), "the plugin", lambda: plugin)


def loaded(candidate: Candidate, ledger: Ledger) -> list[Implementation]:
    """The hooks that a plugin implements; what is wrong with them goes into the ledger."""
    try:
        found = implementations(candidate.load())
    except FAILURES as cause:
        ledger.note_raised(candidate.origin, candidate.what, cause)
        return []
    for fault in found.faults:
        ledger.note(candidate.origin, fault.what, fault.why, fault.remedy)
    return found.implementations


def given(
    origin: Origin, implementation: Implementation, ledger: Ledger
) -> Given | None:
    """What a plugin gives through a hook that takes nothing, copied once."""
    hook = implementation.hook
    note = partial(ledger.note, origin, f"hook {hook}")
    try:
        values = implementation.call({})
        if not isinstance(values, list | tuple):
            note(f"gave {a_or_an(values)}", "give a list or a tuple")
            return None
        return Given(origin, hook, tuple(values))
    except FAILURES as cause:
        ledger.note_raised(origin, f"hook {hook}", cause)
        return None


def named(origin: Origin, names: Collection[str]) -> bool:
    """Whether a plugin, or its distribution, is among the names."""
    return origin.plugin in names or origin.distribution in names


def asks_nothing(hook: str) -> bool:
    """Whether a hook is asked once, when a registry is made."""
    return not HOOKS[hook]


def told(cause: BaseException) -> str:
    """What was raised, and where. Only for loading, where nobody's answers are in play."""
    if isinstance(cause, DeclarationError):
        return "; ".join(cause.defects)
    text = f"{type(cause).__name__}: {cause}" if str(cause) else type(cause).__name__
    if isinstance(cause, SyntaxError):
        return f"raised {text}"
    theirs = [
        frame
        for frame in extract_tb(cause.__traceback__)
        if not frame.filename.startswith(_NOT_THEIRS)
    ]
    last = theirs[-1] if theirs else None
    where = f" ({Path(last.filename).name}, line {last.lineno})" if last else ""
    return f"raised {text}{where}"


def a_or_an(value: object) -> str:
    """The kind of a value, with its article.

    >>> a_or_an(3), a_or_an("x")
    ('an int', 'a str')
    """
    if value is None:
        return "None"
    kind = type(value).__name__
    return f"an {kind}" if kind[:1].lower() in "aeiou" else f"a {kind}"
