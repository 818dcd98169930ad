"""The load report: which plugins there are, what each gave, what failed, and why.

It is made when a registry is made and never changes. It says nothing about any person.
"""

from __future__ import annotations

import attrs


@attrs.frozen
class Origin:
    """Which plugin something came from, of which distribution and version."""

    plugin: str
    distribution: str = ""
    version: str = ""

    def __str__(self) -> str:
        release = f"{self.distribution} {self.version}".strip()
        return f"plugin '{self.plugin}'" + (f" ({release})" if release else "")


@attrs.frozen(kw_only=True)
class LoadFailure:
    """One thing that failed: of which plugin, what, why, and what to do about it.

    `what` is an entry point, a hook or an offered thing, for example `instrument 'psa'`.
    """

    origin: Origin
    what: str
    why: str
    remedy: str = ""

    def __str__(self) -> str:
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{self.origin}: {self.what}: {self.why}{remedy}"


@attrs.frozen(kw_only=True)
class LoadedPlugin:
    """What became of one plugin: the things it gave that are used, and its failures.

    `brought` are the packages that were imported with it and had not been before.
    `left_out` is true where the host chose not to load it.
    """

    origin: Origin
    gave: tuple[str, ...] = ()
    brought: tuple[str, ...] = ()
    failures: tuple[LoadFailure, ...] = ()
    left_out: bool = False

    def __str__(self) -> str:
        gave = ", ".join(self.gave) or "nothing"
        return f"{self.origin}: " + ("left out" if self.left_out else f"gave {gave}")


@attrs.frozen
class LoadReport:
    """Every plugin that was found, in the order in which they were asked."""

    plugins: tuple[LoadedPlugin, ...] = ()

    @property
    def failures(self) -> tuple[LoadFailure, ...]:
        """Everything that failed."""
        return tuple(failure for plugin in self.plugins for failure in plugin.failures)

    @property
    def ok(self) -> bool:
        """Whether nothing failed."""
        return not self.failures

    def __str__(self) -> str:
        lines = []
        for plugin in self.plugins:
            lines.append(str(plugin))
            lines += [
                f"  failed: {failure.what}: {failure.why}"
                for failure in plugin.failures
            ]
        return "\n".join(lines) or "no plugins"
