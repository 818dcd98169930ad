"""Invent two thousand people, and train the steps of the example model on them.

`python train.py` writes `src/example_reentry/stumps.json`; it gives the same file every time.
What the model then finds is what was put in here, and nothing else.
"""

import json
import random
from collections.abc import Mapping, Sequence
from math import exp, log
from pathlib import Path

PEOPLE = 2000
STEPS = 24
RATE = 0.3
TARGET = Path(__file__).parent / "src" / "example_reentry" / "stumps.json"
Person = Mapping[str, float]
ITEMS = (
    "convictions",
    "first_age",
    "age",
    "returned",
    "work",
    "home",
    "drugs",
)


def invented_person(chance: random.Random) -> tuple[Person, bool]:
    """Somebody who does not exist, and whether they returned."""
    age = chance.randint(18, 60)
    person = {
        "convictions": min(99, 1 + int(chance.expovariate(0.4))),
        "first_age": chance.randint(12, age),
        "age": age,
        "returned": chance.random() < 0.3,
        "work": chance.choice((0, 1, 2)),
        "home": chance.choice((0, 0, 1, 2)),
        "drugs": chance.random() < 0.35,
    }
    log_odds = (
        -1.6
        + 0.12 * min(person["convictions"], 10)
        + 0.7 * person["returned"]
        + 0.35 * person["work"]
        + 0.5 * person["drugs"]
        + 0.3 * person["home"]
        - 0.03 * (age - 30)
    )
    return person, chance.random() < 1 / (1 + exp(-log_odds))


def best_step(
    people: Sequence[Person], residuals: Sequence[float]
) -> tuple[str, float, float, float]:
    """The step that leaves the least of the residuals."""
    best = None
    for item in ITEMS:
        for threshold in sorted({float(person[item]) for person in people})[:-1]:
            sides = ([], [])
            for person, residual in zip(people, residuals, strict=True):
                sides[person[item] > threshold].append(residual)
            low, high = (sum(side) / len(side) for side in sides)
            gain = len(sides[0]) * low**2 + len(sides[1]) * high**2
            if best is None or gain > best[0]:
                best = gain, item, threshold, low, high
    return best[1:]


def train() -> dict[str, object]:
    """The start and the steps, as plain numbers."""
    chance = random.Random(20260801)
    people, outcomes = zip(
        *(invented_person(chance) for _ in range(PEOPLE)), strict=True
    )
    share = sum(outcomes) / PEOPLE
    start = log(share / (1 - share))
    scores, steps = [start] * PEOPLE, []
    for _ in range(STEPS):
        residuals = [
            outcome - 1 / (1 + exp(-score))
            for outcome, score in zip(outcomes, scores, strict=True)
        ]
        item, threshold, low, high = best_step(people, residuals)
        step = [item, threshold, round(4 * RATE * low, 6), round(4 * RATE * high, 6)]
        steps.append(step)
        scores = [
            score + step[2 + (person[item] > threshold)]
            for score, person in zip(scores, people, strict=True)
        ]
    return {"name": "example stumps 1", "start": round(start, 6), "steps": steps}


if __name__ == "__main__":
    TARGET.write_text(json.dumps(train(), indent=1) + "\n", encoding="utf-8")
