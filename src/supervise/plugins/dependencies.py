"""Which instruments wait for which: sorted, and refused where one would wait for itself.

An instrument names the scales of others that it consumes; nothing else makes a dependency.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from supervise.instruments import Chosen, Instrument
from supervise.instruments.items import ScaleOf
from supervise.instruments.mentions import parts_of
from supervise.instruments.scales import Scale

Instruments = Mapping[str, Instrument]


def needed_by(instrument: Instrument, among: Instruments) -> tuple[Instrument, ...]:
    """The instruments that must be scored before this one, in order, itself last.

    One that is not there is left out: its scales are then reported as not given.
    """
    # Lists, not sets: the order is that of the declarations, the same in every process.
    graph: dict[str, list[str]] = {}
    waiting = [instrument.id]
    while waiting:
        id = waiting.pop(0)
        if id not in graph:
            graph[id] = [used for used in consumed_by(among[id]) if used in among]
            waiting += graph[id]
    return tuple(among[id] for id in TopologicalSorter(graph).static_order())


def consumed_by(instrument: Instrument) -> tuple[str, ...]:
    """The ids of the instruments whose scales this one consumes, each once."""
    return tuple(dict.fromkeys(used.instrument for used in instrument.consumes))


def cycles(instruments: Instruments) -> Iterator[tuple[str, ...]]:
    """Every ring of instruments that wait for one another, first id repeated at the end."""
    graph = {
        id: sorted(used for used in consumed_by(each) if used in instruments)
        for id, each in sorted(instruments.items())
    }
    while ring := _ring(graph):
        yield ring
        graph = {id: used for id, used in graph.items() if id not in ring}


def _ring(graph: Mapping[str, list[str]]) -> tuple[str, ...]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        # graphlib names what is waited for first; we say who waits for whom.
        return tuple(reversed(found.args[1]))
    return ()


def broken_dependencies(instrument: Instrument, among: Instruments) -> Iterator[str]:
    """What an instrument consumes that is not there to be had."""
    for used in instrument.consumes:
        source = among.get(used.instrument)
        if source is None:
            continue
        scales = {scale.id: scale for scale in source.scales}
        where = f"consumes '{used.instrument}.{used.scale}'"
        if used.scale not in scales:
            yield f"{where}, but the scales are: {', '.join(scales)}"
        elif not _has(source, scales[used.scale], used):
            yield f"{where}, which has no {used.part}"


def _has(source: Instrument, scale: Scale, used: ScaleOf) -> bool:
    if isinstance(scale, Chosen):
        return _has(source, source.scale(scale.first_of[0]), used)
    return used.part in parts_of(scale)
