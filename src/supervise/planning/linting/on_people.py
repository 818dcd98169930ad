"""Rules about the person's part, the help they get, and the words they are shown.

Words that are the person's own are never judged, and neither are quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from supervise.planning.goals import ConditionReason, WishReason
from supervise.planning.linting.evidence import LintEvidence, LintSettings
from supervise.planning.linting.findings import Finding, LintRule, Weight
from supervise.planning.plan import Plan
from supervise.planning.states import AgreementState
from supervise.planning.suggestions import latest_assessments

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?;:]+(?:\s|$)")

DECLINED = frozenset(
    {
        AgreementState.NOT_AGREED,
        AgreementState.COULD_NOT_ANSWER,
        AgreementState.UPDATED_NOT_AGREED,
    }
)


def nothing_from_the_person(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """No word, wish or statement of the person. Silent where they declined, on record."""
    del settings, on
    words = plan.agreement.words or any(
        goal.own_words or any(isinstance(r, WishReason) for r in goal.because)
        for goal in plan.goals_in_sight()
    )
    if words or evidence.statements or plan.agreement.state in DECLINED:
        return
    yield Finding(
        rule=LintRule.NOTHING_FROM_THE_PERSON,
        address="plan",
        says="there is nothing in the person's own words",
        remedy="ask what they want, and write it as they say it",
    )


def no_strength(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """The plan builds on no strength. Accepting the finding says why there is none."""
    del evidence, settings, on
    if not any(strength.in_use for strength in plan.strengths):
        yield Finding(
            rule=LintRule.NO_STRENGTH,
            address="plan/strengths",
            says="it builds on no strength",
            remedy="note one with the person, or accept this and say why there is none",
        )


def conditions_without_support(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """A condition that calls for support has none, and no goal works on it."""
    del settings
    cited = {
        reason.condition
        for goal in plan.goals
        for reason in goal.because
        if goal.is_open and isinstance(reason, ConditionReason)
    }
    for condition in evidence.conditions:
        helped = condition.supports or condition.id in cited
        if condition.needs_support and condition.is_in_force(on) and not helped:
            yield Finding(
                rule=LintRule.CONDITION_WITHOUT_SUPPORT,
                address=f"condition/{condition.id}",
                says="nothing helps the person to keep it",
                remedy="agree on a reminder, help with travel or a timetable",
            )


def conditions_without_purpose(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """A condition in force that manages no assessed need.

    Silent on conditions that protect somebody, and where nothing was assessed: then nobody
    knows.
    """
    del plan, settings
    latest = latest_assessments(evidence.assessments, on)
    assessed = {n.domain.code for a in latest for n in a.sheet.needs}
    for condition in evidence.conditions:
        if not latest or condition.protects or not condition.is_in_force(on):
            continue
        if condition.purpose not in assessed:
            yield Finding(
                rule=LintRule.CONDITION_WITHOUT_PURPOSE,
                address=f"condition/{condition.id}",
                says="it manages no need that was assessed",
                evidence=(condition.purpose or "no purpose stated",),
                remedy="ask whoever set it whether it is still needed",
                weight=Weight.NOTICE,
            )


def conditions_ended(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """An open goal rests on nothing but conditions that have ended.

    Silent on goals with another reason, and on conditions that nobody handed in.
    """
    del settings
    ends = {each.id: each.ends_on for each in evidence.conditions}
    for goal in plan.goals:
        cited = [r.condition for r in goal.because if isinstance(r, ConditionReason)]
        if not goal.is_open or len(cited) < len(goal.because):
            continue
        over = [(id, day) for id in cited if (day := ends.get(id)) and day < on]
        if len(over) == len(cited):
            yield Finding(
                rule=LintRule.CONDITION_ENDED,
                address=f"goal/{goal.id}/because",
                says="it rests on a condition that has ended",
                evidence=tuple(f"{id}: {day}" for id, day in over),
                remedy="ask the person whether they want to go on with it",
            )


def low_risk_intensive(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """The lowest recorded level, and more hours of help than the agency's setting.

    What the person asked for, what the law asks for and stabilising help never count.
    """
    del plan, on
    level = evidence.level
    if level is None or level.position != 0:
        return
    counted = [
        each
        for each in evidence.help
        if not (each.voluntary or each.by_law or each.stabilising)
    ]
    hours = sum(each.hours_a_month for each in counted)
    if hours > settings.most_hours_for_lowest_level:
        yield Finding(
            rule=LintRule.LOW_RISK_INTENSIVE,
            address="plan",
            says=f"{hours} hours of help a month at the lowest level, of at most "
            f"{settings.most_hours_for_lowest_level}",
            evidence=(level.code, *(each.id for each in counted)),
            remedy="see what can be left out; much help can do harm at a low level",
        )


def jargon(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """Words of the trade in what the person reads. Advice only."""
    del evidence, on
    for address, text in _read_by_the_person(plan):
        words = {word.lower() for word in _WORD.findall(text)}
        found = tuple(sorted(words & set(settings.jargon)))
        if found:
            yield Finding(
                rule=LintRule.JARGON,
                address=address,
                says="it has words of the trade",
                evidence=tuple(f"{w}: {settings.jargon[w]}" for w in found),
                remedy="use plain words",
                weight=Weight.SUGGESTION,
            )


def long_sentences(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """Sentences that are long to read. Advice only."""
    del evidence, on
    for address, text in _read_by_the_person(plan):
        longest = max(len(_WORD.findall(s)) for s in _SENTENCE_END.split(text))
        if longest > settings.longest_sentence:
            yield Finding(
                rule=LintRule.LONG_SENTENCE,
                address=address,
                says=f"a sentence of {longest} words, of at most "
                f"{settings.longest_sentence}",
                remedy="make two of it",
                weight=Weight.SUGGESTION,
            )


def _read_by_the_person(plan: Plan) -> Iterator[tuple[str, str]]:
    """What the plan says to the person, without quotations and their own words."""
    for goal in plan.goals:
        if not goal.is_open:
            continue
        yield f"goal/{goal.id}/title", _QUOTED.sub("", goal.title)
        for step in goal.steps:
            where = f"goal/{goal.id}/step/{step.id}/text"
            yield where, _QUOTED.sub("", step.text)


def parts_missing(
    plan: Plan, evidence: LintEvidence, settings: LintSettings, on: date
) -> Iterator[Finding]:
    """A part that every plan has is missing: level, goals, help, or measures.

    Which needs have no goal is another rule's matter.
    """
    del settings, on
    parts = {
        "level": evidence.level is not None,
        "goals": bool(plan.active),
        "measures": any(goal.measure for goal in plan.active),
        "help": bool(evidence.help)
        or any(step.by.id != plan.person.id for g in plan.active for step in g.steps),
    }
    missing = tuple(part for part, there in parts.items() if not there)
    if missing:
        yield Finding(
            rule=LintRule.PART_MISSING,
            address="plan",
            says="a part is missing",
            evidence=missing,
            remedy="add it, or say why it is not there",
        )
