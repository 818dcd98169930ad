"""Looking many plans over at once: goals that are the same for everybody.

It counts how often one wording recurs. It says nothing about any one plan or officer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from supervise.planning.linting.evidence import EXAMPLE_SETTINGS, LintSettings
from supervise.planning.linting.findings import Finding, LintRule, Weight
from supervise.planning.plan import Plan

_NOT_A_LETTER = re.compile(r"[\W_]+")


def normalised(text: str) -> str:
    """Words without case, marks and spacing, so that only their sense is compared."""
    return _NOT_A_LETTER.sub(" ", text.casefold()).strip()


def boilerplate(
    plans: Iterable[Plan], settings: LintSettings = EXAMPLE_SETTINGS
) -> tuple[Finding, ...]:
    """Goals whose words, and the person's own, are the same in many plans.

    Goals that came from a suggestion recur on purpose: there only the person's own words
    are compared, and where they gave none the goal does not count.
    Silent where there are fewer plans than the settings ask for.
    """
    plans = tuple(plans)
    alike: dict[str, dict[str, str]] = defaultdict(dict)
    for plan in plans:
        for goal in plan.goals:
            if not goal.is_open:
                continue
            words = goal.own_words
            if not goal.suggested_by:
                words = f"{goal.title} {goal.own_words}"
            if text := normalised(words):
                alike[text].setdefault(plan.id, goal.id)
    if len(plans) < settings.fewest_plans:
        return ()
    most = settings.most_alike_in_a_hundred * len(plans)
    return tuple(
        Finding(
            rule=LintRule.BOILERPLATE,
            address="caseload",
            says=f"one wording in {len(found)} of {len(plans)} plans",
            evidence=tuple(f"{plan}/goal/{goal}" for plan, goal in found.items()),
            remedy="ask each person what they want, and write it as they say it",
            weight=Weight.NOTICE,
        )
        for found in alike.values()
        if len(found) > 1 and len(found) * 100 > most
    )
