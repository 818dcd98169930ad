"""The first chapters: assessed, explained, recommended, decided; and, in December, again.

Nothing here says what Avery is going to do: a score is a finding about a group.
"""

from __future__ import annotations

from collections.abc import Iterator

from supervise.casefile import scale_changes
from supervise.cli.explanations import parted, share_of_group
from supervise.cli.story.chapters import Chapter, item, say
from supervise.cli.story.year import Year
from supervise.cli.wording import plain
from supervise.records import ScoreSheet

SCALES = ("arp", "vrp", "svrp")


def chapters(year: Year) -> Iterator[Chapter]:
    """From the first answer to the officer's decision."""
    sheet = year.ogrs4.sheet
    yield Chapter(
        f"Assess: OGRS4, as of {sheet.on}",
        "A published formula turns the record and some answers into three scores.",
        _scores(sheet),
    )
    yield Chapter(
        "Explain: what counted in all reoffending, as log-odds",
        "Every score says what it is made of. The answers that can change come first.",
        _contributions(year),
    )
    yield Chapter(
        "Assess: BC CRNA, rated by an officer",
        "A second instrument asks what stands behind it: needs, and strengths.",
        _rated(year.bc_crna.sheet),
    )
    yield Chapter(
        f"Recommend: {year.recommendation.policy.title}",
        "An agency's policy turns levels into how closely somebody is supervised.",
        _recommended(year),
    )
    yield Chapter(
        f"Decide: {year.decision.by.id}, on {year.decision.on}",
        "A human decides. Here they depart from the policy, and say why.",
        _decided(year),
    )


def _scores(sheet: ScoreSheet) -> Iterator[str]:
    for id in SCALES:
        scale = sheet[id]
        group = share_of_group(scale)[1:]
        yield from say(f"{scale.meaning.title}: {scale.level}. B{group}.")
    yield from say(
        "That is a finding about a group. It does not say what Avery will do."
    )


def _contributions(year: Year) -> Iterator[str]:
    scale = year.ogrs4.sheet["arp"]
    can_change, stays = parted(scale.contributions, year.instrument)
    for each in sorted(can_change, key=lambda each: -abs(each.amount)):
        yield f"  {each.amount:+.2f}  {each.label}"
    rest = sum(each.amount for each in stays)
    yield f"  {rest:+.2f}  record, age and all else that stays as it is"
    yield f"  {scale.raw:+.2f}  in all"


def _rated(sheet: ScoreSheet) -> Iterator[str]:
    yield f"  risk: {sheet['risk'].level}; needs: {sheet['needs'].level}"
    for need in sheet.needs:
        yield f"  need: {need.domain.title}, {need.severity}"
    for strength in sheet.strengths:
        yield f"  strength: {strength.domain.title}"


def _recommended(year: Year) -> Iterator[str]:
    found = year.recommendation
    clause = found.clause(found.decided_by)
    yield f"  recommended: {found.intensity}"
    yield from say(f"because: {clause.title} ({clause.citation})")
    yield from say(f"example policy: {found.policy.example}")


def _decided(year: Year) -> Iterator[str]:
    decision = year.decision
    yield f"  decided: {decision.intensity}"
    yield from say(f"reason: {decision.reason}")
    override = decision.override
    assert override is not None, "the story departs from the recommendation"
    yield from say(
        f"an override, {override.direction}: {override.reason} "
        f"Approved by {override.approver.id}; it ends on {override.expires}.",
    )


def chapter_of_change(year: Year) -> Chapter:
    """December: the same two instruments, and what reads otherwise than in January."""
    return Chapter(
        f"Assess again: {year.bc_crna_again.sheet.on}",
        "The same instruments once more. The difference is arithmetic: it does not say why.",
        _changes(year),
    )


def _changes(year: Year) -> Iterator[str]:
    before, after = year.ogrs4.sheet["arp"], year.ogrs4_again.sheet["arp"]
    yield from item(
        f"OGRS4, {before.meaning.title.lower()}: {before.level} to {after.level}; "
        f"{before.percent} to {after.percent} in 100 of a group"
    )
    for change in scale_changes(year.bc_crna, year.bc_crna_again):
        if change.level_changed:
            title = year.bc_crna.sheet[change.scale].meaning.title
            levels = f"{plain(change.earlier_level)} to {plain(change.later_level)}"
            yield from item(f"BC CRNA, {title.lower()}: {levels}")
