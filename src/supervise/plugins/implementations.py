"""Which hooks a plugin implements, and what is wrong with how it does so.

A misspelt hook, a forgotten decorator, an argument that no hook has: each is found here, before
anything is called.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import attrs
import pluggy

from supervise.errors import nearest
from supervise.plugins import hookspecs
from supervise.plugins.report import Origin
from supervise.plugins.tracing import Trace

MARK = f"{hookspecs.PROJECT}_impl"
PREFIX = f"{hookspecs.PROJECT}_"

HOOKS: Mapping[str, tuple[str, ...]] = {
    name: tuple(inspect.signature(function).parameters)
    for name, function in vars(hookspecs).items()
    if name.startswith(PREFIX)
}
"""The hooks and the arguments of each."""

PLAIN = pluggy.HookimplOpts(
    wrapper=False,
    hookwrapper=False,
    optionalhook=False,
    tryfirst=False,
    trylast=False,
    specname=None,
)


@attrs.frozen
class Implementation:
    """One hook as one plugin implements it."""

    hook: str
    function: Callable[..., object]
    takes: tuple[str, ...]
    around: Callable[[Callable[[], object]], object] | None = None

    def call(self, arguments: Mapping[str, object]) -> object:
        """Ask the plugin, with as many of the arguments as it takes."""
        ask = partial(self.function, *(arguments[name] for name in self.takes))
        return ask() if self.around is None else self.around(ask)

    def traced(self, origin: Origin, trace: Trace | None) -> Implementation:
        """The same, whose calls are written down where the host asked for it."""
        if trace is None:
            return self
        return attrs.evolve(self, around=partial(trace.around, self.hook, origin))


@attrs.frozen
class Fault:
    """One thing that is wrong with how a plugin implements hooks."""

    what: str
    why: str
    remedy: str


@attrs.frozen
class Found:
    """What a plugin implements, and what is wrong."""

    implementations: list[Implementation]
    faults: list[Fault]


def implementations(plugin: object) -> Found:
    """The hooks of a plugin. Looking may run the plugin's own code, which may raise."""
    if inspect.isclass(plugin):
        remedy = "give the module, or an object made from the class"
        return Found([], [Fault("the plugin", "is a class", remedy)])
    found = Found([], [])
    for name, function in _functions(plugin):
        mark = getattr(function, MARK, None)
        if isinstance(mark, dict):
            _judge(plugin, mark.get("specname") or name, function, mark, found)
        elif name.startswith(PREFIX):
            found.faults.append(_unmarked(name))
    if not found.implementations and not found.faults:
        remedy = f"mark a function with hookimpl and name it one of: {', '.join(HOOKS)}"
        found.faults.append(Fault("the plugin", "implements no hook", remedy))
    return found


def _functions(plugin: object) -> Iterator[tuple[str, Callable[..., object]]]:
    for name in dir(plugin):
        if inspect.isroutine(inspect.getattr_static(plugin, name, None)):
            yield name, getattr(plugin, name)


def _unmarked(name: str) -> Fault:
    if name in HOOKS:
        return Fault(f"hook {name}", "is not marked", "put @hookimpl above it")
    return _unknown(name)


def _unknown(name: str) -> Fault:
    near = nearest(name, tuple(HOOKS))
    remedy = f"did you mean {near}?" if near else f"there are: {', '.join(HOOKS)}"
    return Fault(f"hook {name}", "there is no such hook", remedy)


def _judge(
    plugin: object,
    hook: str,
    function: Callable[..., object],
    mark: Mapping[str, object],
    found: Found,
) -> None:
    if hook not in HOOKS:
        found.faults.append(_unknown(hook))
        return
    takes = pluggy.HookImpl(plugin, "", function, PLAIN).argnames
    if fault := _fault_of(hook, function, mark, takes):
        found.faults.append(Fault(f"hook {hook}", *fault))
    else:
        found.implementations.append(Implementation(hook, function, takes))


def _fault_of(
    hook: str,
    function: Callable[..., object],
    mark: Mapping[str, object],
    takes: tuple[str, ...],
) -> tuple[str, str] | None:
    unknown = [name for name in takes if name not in HOOKS[hook]]
    if mark.get("wrapper") or mark.get("hookwrapper"):
        return "is a wrapper", "give values; no plugin may wrap what others give"
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        return "is async", "write a plain function"
    if unknown:
        allowed = ", ".join(HOOKS[hook]) or "no arguments"
        return f"takes {', '.join(unknown)}", f"it may take {allowed}"
    return None
