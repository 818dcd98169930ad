"""Reasoning about half-filled OGRS4 sheets, beside scoring full ones, in one run.

The two take turns, so that a machine that slows down slows both.
"""

import csv
import random
import statistics
import time
from datetime import date
from typing import NamedTuple

from one_person import person, sample, seconds

from supervise import Registry, score
from supervise.instruments.analysis import (
    next_questions,
    possible_outcomes,
    proof_of,
    provisional_results,
    what_if,
)
from supervise.instruments.analysis.sheet import open_sheet
from supervise.instruments.analysis.weighing import weigh
from supervise.instruments.catalogue.ogrs4 import INSTRUMENT

ROUNDS = 5
PEOPLE = 300
DYNAMIC = tuple(item.id for item in INSTRUMENT.items if item.dynamic)
SCALES = ("arp_dynamic", "vrp_dynamic", "svrp_dynamic")


class Case(NamedTuple):
    """A full sheet, the same with answers left out, and its score."""

    full: dict
    half: dict
    on: date
    sheet: object


def cases():
    """Full sheets, and the same with one to fifteen dynamic answers left out."""
    with sample().open(encoding="utf-8", newline="") as lines:
        kept = (line for line in lines if not line.startswith("#"))
        rows = list(csv.DictReader(kept))[: PEOPLE * 15 : 15]
    items = {item.id for item in INSTRUMENT.items}
    drawn = random.Random(7)
    for row in rows:
        given = person(row)
        on = given["assessment_date"]
        full = {name: value for name, value in given.items() if name in items}
        left_out = drawn.sample(DYNAMIC, drawn.randint(1, 15))
        half = {name: value for name, value in full.items() if name not in left_out}
        yield Case(full, half, on, score(INSTRUMENT, full, on=on))


def medians(works, found):
    """The median seconds of each piece of work for one person, taking turns."""
    times = {name: [] for name in works}
    for _ in range(ROUNDS):
        for each in found:
            for name, work in works.items():
                times[name].append(seconds(lambda work=work, each=each: work(each)))
    return {name: statistics.median(each) for name, each in times.items()}


def weighed(each):
    """One dynamic scale alone, the sheet read before."""
    sheet = open_sheet(INSTRUMENT, each.half, on=each.on)
    parts = [sheet.structure.scales[scale] for scale in SCALES]
    return seconds(lambda: [weigh(sheet, one) for one in parts]) / len(SCALES)


WORKS = {
    "score a full sheet": lambda each: score(INSTRUMENT, each.full, on=each.on),
    "possible outcomes of a half-filled one, all nine scales": lambda each: (
        possible_outcomes(INSTRUMENT, each.half, on=each.on)
    ),
    "next questions about one scale of it": lambda each: next_questions(
        INSTRUMENT, each.half, scale="arp", on=each.on
    ),
    "provisional results of a full sheet": lambda each: provisional_results(
        INSTRUMENT, each.sheet
    ),
    "what would lower the level of one scale": lambda each: what_if(
        INSTRUMENT, each.sheet, scale="arp"
    ),
}


def main():
    found = list(cases())
    medians(WORKS, found[:20])
    times = medians(WORKS, found)
    scored = times["score a full sheet"]
    for name, each in times.items():
        print(f"{name}: {each * 1e3:.3f} ms, {each / scored:.1f} x a score")
    alone = statistics.median(map(weighed, found))
    print(
        f"one dynamic scale, 1 to 15 answers open, the sheet read: {alone * 1e3:.3f} ms"
    )
    print_proofs()


def print_proofs():
    """The proof of each instrument of the catalogue, and the seconds that all took."""
    total = 0.0
    for instrument in Registry.builtin().instruments.values():
        begin = time.perf_counter()
        proof = proof_of(instrument, on=date(2026, 1, 1))
        took = time.perf_counter() - begin
        total += took
        how = ", ".join(dict.fromkeys(str(scale.exactness) for scale in proof.scales))
        proven = "every level reached" if proof.proven else "not every level reached"
        print(f"proof of {instrument.id}: {took:.2f} s, {proven}, {how}")
    print(f"proof of the whole catalogue: {total:.1f} s")


if __name__ == "__main__":
    main()
