"""`supervise instruments` and `supervise plugins`: what is there, from where, what failed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator

from supervise.cli.arguments import Commands
from supervise.cli.wording import named_lines, table, wrapped
from supervise.plugins import LoadReport, Registry


def add_to(commands: Commands) -> None:
    """Add the commands to the command line."""
    parser = commands.add_parser("instruments", help="list the instruments")
    parser.set_defaults(run=list_instruments)
    parser = commands.add_parser("plugins", help="list the plugins and what they gave")
    parser.set_defaults(run=list_plugins)


def list_instruments(_: argparse.Namespace) -> None:
    """Print a line for each instrument; failures go to standard error."""
    registry = Registry.installed()
    print("\n".join(table(_instrument_rows(registry))))
    if not registry.report.ok:
        print(
            f"supervise instruments: {len(registry.report.failures)} things failed to "
            "load; 'supervise plugins' says which and why",
            file=sys.stderr,
        )


def _instrument_rows(registry: Registry) -> Iterator[tuple[str, ...]]:
    yield ("id", "version", "for", "checked", "from", "title")
    for id, each in sorted(registry.instruments.items()):
        origin = registry.origin("instrument", id)
        yield (
            id,
            each.version,
            each.purpose.value,
            each.source.checked.isoformat(),
            origin.distribution or origin.plugin,
            each.title,
        )


def list_plugins(_: argparse.Namespace) -> None:
    """Print each plugin, what it gave, and what failed."""
    print("\n".join(_plugin_lines(Registry.installed().report)))


def _by_kind(gave: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What a plugin gave, each kind once with its ids: `policy 'a'`, `policy 'b'`."""
    found: dict[str, list[str]] = {}
    for each in gave:
        kind, quote, id = each.partition(" '")
        found.setdefault(_plural(kind) if quote else "also", []).append(
            id.replace("'", "", 1) if quote else each
        )
    yield from ((kind, ", ".join(ids)) for kind, ids in found.items())


def _plural(kind: str) -> str:
    if kind.endswith("y"):
        return f"{kind.removesuffix('y')}ies"
    return kind if kind.endswith("s") else f"{kind}s"


def _plugin_lines(report: LoadReport) -> Iterator[str]:
    for plugin in report.plugins:
        yield str(plugin.origin)
        if plugin.left_out or not plugin.gave:
            yield "  left out" if plugin.left_out else "  gave nothing"
        yield from named_lines(_by_kind(plugin.gave))
        for failure in plugin.failures:
            remedy = f"; {failure.remedy}" if failure.remedy else ""
            yield from wrapped(f"failed: {failure.what}: {failure.why}{remedy}", "  ")
