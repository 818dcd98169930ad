"""Noticing that a plugin changed this library or Python under it, and putting it back.

A plugin that replaces a function of ours, or the precision of decimals, would change numbers that
are not its own, silently. What it changed is named in the load report and undone.
It watches what numbers rest on; it is no sandbox.
"""

from __future__ import annotations

import builtins
import decimal
import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from types import CodeType, FunctionType, ModuleType

import attrs

OURS = "supervise"
UNDER_US = (builtins, math, decimal)
# What a score rests on: watched whenever a plugin is asked while the host runs.
UNDER_A_SCORE = (
    "supervise.instruments.answers",
    "supervise.instruments.black_boxes",
    "supervise.instruments.engine",
    "supervise.instruments.findings",
    "supervise.instruments.generated",
    "supervise.instruments.recipes",
    "supervise.instruments.scoring",
    "supervise.intensity.recommending",
    "supervise.levels",
    "supervise.plugins.registry",
    "supervise.plugins.scorers",
    "supervise.rules.evaluation",
)
NOT_MEANINGS = frozenset(
    {"_", "__dict__", "__doc__", "__slots__", "__warningregistry__", "__weakref__"}
)
Owner = ModuleType | type
LEAVE_ALONE = "change nothing that the plugin did not make"


@attrs.frozen
class Snapshot:
    """What every name of ours meant at one moment, and what its code was."""

    meant: Mapping[Owner, Mapping[str, object]]
    code: Mapping[FunctionType, CodeType]
    context: decimal.Context

    @classmethod
    def taken(cls) -> Snapshot:
        """The present moment."""
        return cls._of(_owners())

    @classmethod
    def of_scoring(cls) -> Snapshot:
        """The present moment of what a score rests on: little enough for every call."""
        loaded = (sys.modules.get(name) for name in UNDER_A_SCORE)
        return cls._of((*UNDER_US, *(each for each in loaded if each is not None)))

    @classmethod
    def _of(cls, owners: Iterable[Owner]) -> Snapshot:
        meant = {owner: dict(vars(owner)) for owner in owners}
        code = {
            value: value.__code__
            for names in meant.values()
            for value in names.values()
            if type(value) is FunctionType
        }
        return cls(meant, code, decimal.getcontext().copy())

    def undo(self) -> tuple[str, ...]:
        """Put back what has changed since, and say what it was."""
        changed = []
        for owner, names in self.meant.items():
            present = vars(owner)
            for name, value in names.items():
                if present.get(name) is not value and name not in NOT_MEANINGS:
                    setattr(owner, name, value)
                    changed.append(f"{_said(owner)}.{name}")
        for function, code in self.code.items():
            if function.__code__ is not code:
                function.__code__ = code
                changed.append(f"{function.__module__}.{function.__qualname__}")
        if _settings(decimal.getcontext()) != _settings(self.context):
            decimal.setcontext(self.context)
            changed.append("the context of decimals")
        return tuple(dict.fromkeys(changed))


def _owners() -> Iterator[Owner]:
    """Our modules and classes, and the modules that our numbers rest on."""
    yield from UNDER_US
    for name, module in list(sys.modules.items()):
        if _is_ours(name):
            yield module
            yield from (
                value
                for value in list(vars(module).values())
                if isinstance(value, type) and value.__module__ == name
            )


def _is_ours(module: str) -> bool:
    return module == OURS or module.startswith(f"{OURS}.")


def _settings(context: decimal.Context) -> tuple[object, ...]:
    return context.prec, context.rounding, context.Emin, context.Emax, context.clamp


def _said(owner: Owner) -> str:
    if isinstance(owner, type):
        return f"{owner.__module__}.{owner.__qualname__}"
    return owner.__name__


def put_back(*changed: str) -> str:
    """What is said of a plugin that changed these."""
    return f"replaced {', '.join(changed)}, which was put back"
