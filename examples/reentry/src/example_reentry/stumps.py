"""A model of small steps: each looks at one answer and adds one of two numbers to the log-odds.

It is what training in `train.py` gives. It reads its numbers once, from the file beside it, and
says of each answer what it added.
"""

import json
from collections.abc import Mapping
from importlib.resources import files

import attrs

from supervise.instruments import Estimate
from supervise.records import Contribution


@attrs.frozen
class Stump:
    """One step: what an answer adds when it is at most the threshold, and when it is above."""

    item: str
    threshold: float
    low: float
    high: float

    def adds(self, answer: object) -> float:
        """What the answer adds; a missing one adds nothing."""
        if answer is None:
            return 0.0
        number = float(answer)  # type: ignore[arg-type]  # a count, a code or a yes
        return self.low if number <= self.threshold else self.high


@attrs.frozen
class Model:
    """The steps, and where they start from."""

    name: str
    start: float
    steps: tuple[Stump, ...]

    def estimates(self, facts: Mapping[str, object]) -> dict[str, Estimate]:
        """The log-odds, and what each item added to them."""
        added: dict[str, float] = {}
        for step in self.steps:
            found = added.get(step.item, 0.0) + step.adds(facts[step.item])
            added[step.item] = found
        reasons = [Contribution("start", self.start)]
        reasons += [Contribution(item, each, (item,)) for item, each in added.items()]
        raw = sum(reason.amount for reason in reasons)
        return {"returns": Estimate(raw, tuple(reasons))}


def read_model() -> Model:
    """The model as it was trained."""
    text = files(__package__).joinpath("stumps.json").read_text(encoding="utf-8")
    read = json.loads(text)
    return Model(
        read["name"], read["start"], tuple(Stump(*step) for step in read["steps"])
    )


MODEL = read_model()
