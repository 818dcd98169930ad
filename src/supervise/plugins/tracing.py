"""Tracing calls of hooks: which hook, whose plugin, what kind of thing came back, how long it took.

Never an argument and never a value: answers pass through hooks.
The clock is the host's; without one there are no times.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import attrs

from supervise.plugins.report import Origin


@attrs.frozen(kw_only=True)
class HookCall:
    """One call of one hook of one plugin.

    `outcome` is the kind of what it gave, or of what it raised. `seconds` is by the host's clock.

    >>> print(HookCall(hook="supervise_score", origin=Origin("tools"), outcome="ScoreSheet"))
    supervise_score of plugin 'tools': ScoreSheet
    """

    hook: str
    origin: Origin
    outcome: str
    seconds: float | None = None

    def __str__(self) -> str:
        took = f" in {self.seconds:.6f} s" if self.seconds is not None else ""
        return f"{self.hook} of {self.origin}: {self.outcome}{took}"


class Calls(Protocol):
    """Where calls are written down: a list, or a deque of a greatest length."""

    def append(self, call: HookCall, /) -> object:
        """Take one more call."""


@attrs.frozen
class Trace:
    """A host's wish to see the calls of hooks: where to, and by which clock.

    >>> calls = []
    >>> trace = Trace(calls)
    """

    calls: Calls
    clock: Callable[[], float] | None = None

    def around(self, hook: str, origin: Origin, ask: Callable[[], object]) -> object:
        """Ask, and write down that it was asked."""
        began = self.clock() if self.clock is not None else None
        outcome = "interrupted"
        try:
            given = ask()
            outcome = type(given).__name__
        except (Exception, SystemExit) as raised:
            outcome = f"raised {type(raised).__name__}"
            raise
        finally:
            took = self._since(began)
            self.calls.append(
                HookCall(hook=hook, origin=origin, outcome=outcome, seconds=took)
            )
        return given

    def _since(self, began: float | None) -> float | None:
        if self.clock is None or began is None:
            return None
        return self.clock() - began
