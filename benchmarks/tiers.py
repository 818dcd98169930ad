"""How long the tiers of a caseload take: 200,000 invented people, one core.

The policy is the example of England and Wales, version 3. Every third general score is static, so
whether a tier is provisional has to be worked out for many. Score sheets are made before the clock
starts; they are records of a case.
"""

from __future__ import annotations

import random
import time
from datetime import date, timedelta
from statistics import median

from supervise.intensity import recommend
from supervise.levels import LOW_TO_VERY_HIGH
from supervise.packs.hmpps_tier_v3 import POLICY
from supervise.records import (
    InstrumentIdentity,
    RecordedWorkings,
    ScaleMeaning,
    ScaleScore,
    ScoreSheet,
    Status,
)
from supervise.sources import Purpose

ON = date(2026, 9, 1)
PEOPLE = 200_000
BLOCK = 2_000

NO_WORKINGS = RecordedWorkings((), (), (), ())
MEANINGS = {
    id: ScaleMeaning(id=id, title=id, citation="invented")
    for id in ("arp", "csrp", "osp_dc")
}
IDENTITIES = {
    id: InstrumentIdentity(
        id=id,
        version="1",
        title=id,
        fingerprint="0" * 64,
        purpose=Purpose.SUPERVISION,
        citation="invented",
        licence="CC0-1.0",
        for_whom="nobody",
        not_for="anybody",
    )
    for id in ("ogrs4", "csrp", "osp_dc")
}


def sheet(instrument, scale, percent, basis, level=None):
    score = ScaleScore(
        MEANINGS[scale], Status.SCORED, percent=percent, level=level, basis=basis
    )
    return ScoreSheet(
        identity=IDENTITIES[instrument],
        on=ON,
        answers={},
        scales=(score,),
        workings=NO_WORKINGS,
    )


def person(chance):
    basis = "static" if chance.random() < 0.3 else "dynamic"
    facts = {
        "active_sentence": chance.random() < 0.95,
        "serious_harm": chance.choice(
            [None, "low", "low", "medium", "high", "very_high"]
        ),
    }
    sheets = []
    if chance.random() < 0.1:
        level = LOW_TO_VERY_HIGH[chance.choice(("low", "medium", "high", "very_high"))]
        sheets.append(
            sheet("osp_dc", "osp_dc", chance.uniform(0.7, 9), "static", level=level)
        )
    for register in (
        "domestic_abuse",
        "stalking",
        "child_protection",
        "multi_agency_category",
    ):
        if chance.random() < 0.1:
            facts[register] = True
    if chance.random() < 0.03:
        facts["life_sentence"] = True
        facts["released_on"] = ON - timedelta(days=chance.randrange(4000))
    sheets += [
        sheet("ogrs4", "arp", round(chance.betavariate(2, 3) * 100, 2), basis),
        sheet("csrp", "csrp", round(min(chance.expovariate(0.5), 99), 2), basis),
    ]
    return sheets, facts


def seconds(people):
    chance, spent, blocks = random.Random(1), 0.0, []
    for _ in range(people // BLOCK):
        block = [person(chance) for _ in range(BLOCK)]
        start = time.process_time()
        for sheets, facts in block:
            recommend(POLICY, sheets, facts, on=ON)
        blocks.append(time.process_time() - start)
        spent += blocks[-1]
    return spent, median(blocks) / BLOCK


def main():
    spent, each = seconds(PEOPLE)
    print(f"tiers of {PEOPLE:,} people, one core: {spent:.1f} s (target 10 s)")
    print(f"one person, median: {each * 1e6:.0f} microseconds")


if __name__ == "__main__":
    main()
