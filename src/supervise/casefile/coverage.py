"""Coverage: for each assessed need, how far the chain reaches, and where it breaks.

A break is a place to look, not a fault of anybody: a need may be met without a referral.
"""

from __future__ import annotations

from datetime import date

import attrs

from supervise.casefile.case import CaseState
from supervise.casefile.chain import Chain, Kind, Node, chain_of, need_node

AFTER = tuple(Kind)[1:]
"""What comes after a need, in order."""


@attrs.frozen(kw_only=True)
class NeedCoverage:
    """One assessed need, which links follow it, and the first that is missing.

    `set_aside` is whether a plan leaves it out for now, with a reason.
    `missing` are all kinds that nothing of this need reaches, in order.
    """

    assessment: str
    domain: str
    reaches: tuple[Kind, ...]
    missing: tuple[Kind, ...]
    set_aside: bool = False

    @property
    def breaks_at(self) -> Kind | None:
        """The first link that is missing; nothing where the chain is whole or set aside."""
        return self.missing[0] if self.missing and not self.set_aside else None


@attrs.frozen(kw_only=True)
class Coverage:
    """How far every need of the latest assessments is followed up.

    `adrift` are goals, referrals, sessions and readings that lead back to no need.
    """

    as_of: date
    needs: tuple[NeedCoverage, ...]
    adrift: tuple[Node, ...]

    @property
    def with_goal(self) -> tuple[int, int]:
        """How many needs have a goal, of how many that were not set aside."""
        wanted = [each for each in self.needs if not each.set_aside]
        return sum(Kind.GOAL in each.reaches for each in wanted), len(wanted)


def coverage(state: CaseState, chain: Chain | None = None) -> Coverage:
    """Where the chain of a case breaks, need by need.

    A need is one of the person's life: a goal that rests on another assessment of it,
    earlier or by another instrument, counts for the latest ones too.
    """
    chain = chain_of(state) if chain is None else chain
    needs = [node for node in chain.nodes if node.kind is Kind.NEED]
    led_back = {*needs, *chain.walk_down(*needs)}
    return Coverage(
        as_of=state.as_of,
        needs=tuple(_needs(state, chain)),
        adrift=tuple(node for node in chain.nodes if node not in led_back),
    )


def _needs(state: CaseState, chain: Chain) -> list[NeedCoverage]:
    aside = {
        each.domain
        for plan in state.plans
        for each in plan.set_aside
        if each.until is None or state.as_of <= each.until
    }
    found: list[NeedCoverage] = []
    known = [each.id for each in state.assessments]
    for assessment in state.latest_assessments():
        for need in assessment.sheet.needs:
            domain = need.domain.code
            below = chain.walk_down(*(need_node(id, domain) for id in known))
            reached = {node.kind for node in below}
            found.append(
                NeedCoverage(
                    assessment=assessment.id,
                    domain=domain,
                    reaches=tuple(kind for kind in AFTER if kind in reached),
                    missing=tuple(kind for kind in AFTER if kind not in reached),
                    set_aside=domain in aside,
                )
            )
    return found
