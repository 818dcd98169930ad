"""The last chapters: what needs attention, the review, the chain, and leaving supervision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from supervise.casefile import (
    Chain,
    Kind,
    Node,
    chain_of,
    coverage,
    need_node,
    needs_attention,
)
from supervise.cli.plan_wording import difference_lines
from supervise.cli.story.chapters import Chapter, item, say
from supervise.cli.story.daily_acts import (
    ATTENTION,
    NETWORK,
    REVIEW_RULE,
)
from supervise.cli.story.later_plan_acts import REVIEWED_ON
from supervise.cli.story.telling_assessment import chapter_of_change
from supervise.cli.story.year import LAST_DAY, Year
from supervise.cli.wording import plain
from supervise.planning import (
    agreement_standing,
    due_for_review,
    lint,
    transition_checklist,
)
from supervise.planning.services import network

MIDSUMMER = date(2026, 7, 1)
TOLD = frozenset(
    {Kind.NEED, Kind.GOAL, Kind.STEP, Kind.REFERRAL, Kind.READING, Kind.CHANGE}
)


def chapters(year: Year) -> Iterator[Chapter]:
    """From midsummer to the last days of supervision."""
    yield Chapter(
        f"Watch: what needs attention on {MIDSUMMER}",
        "A list with reasons, computed from the case; it decides nothing.",
        _attention(year, MIDSUMMER),
    )
    yield Chapter(
        f"Watch: where the chain breaks on {MIDSUMMER}",
        "For each assessed need, how far it was followed up: need, goal, step, referral, "
        "attendance, reading, change.",
        _coverage(year, MIDSUMMER),
    )
    yield Chapter(
        f"Review: {REVIEWED_ON}, a goal met",
        "A rule says when the plan is looked over; what was seen changes it.",
        _reviewed(year),
    )
    yield chapter_of_change(year)
    yield Chapter(
        "Walk the chain: from either end",
        "What rests on the need for work, and what the change in December rests on. A link "
        "says that one record rests on another, never that it was the cause.",
        _walked(year),
    )
    yield Chapter(
        f"Leave: what is in place on {LAST_DAY}",
        "Before supervision ends: a plan for life afterwards, and people beside the agency.",
        _leaving(year),
    )


def _attention(year: Year, on: date) -> Iterator[str]:
    for each in needs_attention(year.case(on), ATTENTION):
        yield from item(f"{plain(each.why)} ({each.record}): {each.says}")


def _coverage(year: Year, on: date) -> Iterator[str]:
    for need in coverage(year.case(on)).needs:
        if need.assessment != year.bc_crna.id:
            continue
        reached = ", ".join(need.reaches) or "nothing yet"
        yield from item(f"{need.domain}: {reached}; breaks at {need.breaks_at}")


def _reviewed(year: Year) -> Iterator[str]:
    opened = year.plan(1).opened_on
    due = due_for_review(opened, (year.scheduled,), REVIEW_RULE, REVIEWED_ON)
    review = year.review
    yield from item(f"{due.dueness}: {due.because}; the last day is {due.deadline}")
    yield from item(
        f"looked at: {', '.join(review.looked_at)}; the person {plain(review.involved)}"
    )
    yield from item(f"followed: {', '.join(review.followed)}")
    for line in difference_lines(year.plan(10), year.plan(12)):
        if any(part in line for part in ("work/", "bill:", "agreement/state", "money")):
            yield f"  {line}"


def _walked(year: Year) -> Iterator[str]:
    chain = chain_of(year.case(LAST_DAY))
    need = need_node(year.bc_crna.id, "work")
    yield from say("down from the need:")
    yield from _nodes(chain.walk_down(need))
    change = Node(Kind.CHANGE, f"{year.bc_crna.id}/{year.bc_crna_again.id}")
    yield from say("up from the change in score:")
    yield from _nodes(_up(chain, change))


def _up(chain: Chain, node: Node) -> tuple[Node, ...]:
    return tuple(each for each in chain.walk_up(node) if each.kind in TOLD)


def _nodes(nodes: tuple[Node, ...]) -> Iterator[str]:
    for kind in Kind:
        ids = [node.id for node in nodes if node.kind is kind]
        if ids:
            yield from item(f"{kind}: {', '.join(ids)}")


def _leaving(year: Year) -> Iterator[str]:
    plan = year.plan(len(year.history))
    answer = agreement_standing(year.history)
    for each in transition_checklist(plan, requests=(year.request,), answer=answer):
        evidence = f" ({', '.join(each.evidence)})" if each.evidence else ""
        yield from item(f"{plain(each.met)}: {each.asks}{evidence}")
    helpers = [f"{each.tie}, {each.id}" for each in network(NETWORK, on=LAST_DAY)]
    yield from item(f"who may be called on, as both agreed: {'; '.join(helpers)}")
    report = lint(plan, year.lint_evidence(LAST_DAY), on=LAST_DAY)
    yield from item(f"the linter on the last plan: {len(report.findings)} findings")
    yield from item(f'Avery: "{plan.agreement.words}"')
