"""`recommend`: what a policy recommends on a date, from assessments and facts.

It is pure: the same policy, the same evidence and the same date give the same recommendation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType

from supervise.errors import Problem, ProblemCode
from supervise.intensity.outlook import outlook
from supervise.intensity.policy import Policy
from supervise.intensity.prepared import Weighed, prepared
from supervise.intensity.reading import (
    Assessed,
    Reading,
    first_about_each,
    read_inputs,
)
from supervise.intensity.recommendation import (
    ClauseResult,
    ClauseStatus,
    PolicyIdentity,
    Recommendation,
    RecommendationStatus,
)
from supervise.people import PersonRef
from supervise.records import Assessment, ScoreSheet

_NO_FACTS: Mapping[str, object] = MappingProxyType({})


def recommend(
    policy: Policy,
    assessments: Iterable[Assessed] = (),
    facts: Mapping[str, object] = _NO_FACTS,
    *,
    on: date,
) -> Recommendation:
    """What a policy recommends on a date.

    Of each instrument the newest assessment that is not after `on` counts; two on one day are a
    problem. A missing input is a result, never a default. A policy that is not in force on the
    date, or was made for another purpose than an instrument it reads, is refused. Recorded
    assessments of different persons are a contradiction, and nothing is read from them.

    Raises `TypeError` where an argument is of the wrong type, and says what to give.
    """
    given = _listed(assessments)
    _check_types(policy, given, facts, on)
    ready = prepared(policy)
    about = first_about_each(given)
    person = next(iter(about)) if len(about) == 1 else None
    if on not in policy.in_force or len(about) > 1:
        return _stopped(ready.identity, policy, about, on)
    reading = read_inputs(ready.reader, given, facts, on)
    key = ready.key.of(reading.values)
    weighed = ready.weigh_once(key, reading.values)
    decided = weighed.decided
    problems = (*reading.problems, *_undecided(policy, weighed, reading))
    status = _status(decided, reading, problems)
    said = status in {RecommendationStatus.RECOMMENDED, RecommendationStatus.STANDING}
    return Recommendation(
        policy=ready.identity,
        on=on,
        status=status,
        person=person,
        intensity=decided.intensity if said else None,
        standing=decided.standing if said else "",
        decided_by=decided.id,
        clauses=weighed.results,
        inputs=tuple(reading.reads.values()),
        problems=problems,
        outlook=outlook(ready, key, weighed, reading) if not reading.refused else None,
    )


def _listed(assessments: object) -> tuple[Assessed, ...]:
    if isinstance(assessments, Assessment | ScoreSheet):
        raise TypeError("assessments: give a list of them, [sheet], also for one")
    if isinstance(assessments, str | bytes | Mapping) or not isinstance(
        assessments, Iterable
    ):
        raise TypeError(
            "assessments: give a list of assessments or score sheets, "
            f"not {type(assessments).__name__}"
        )
    return tuple(assessments)


def _check_types(
    policy: object, assessments: Iterable[object], facts: object, on: object
) -> None:
    if not isinstance(policy, Policy):
        raise TypeError(f"policy: give a Policy, not {type(policy).__name__}")
    for each in assessments:
        if not isinstance(each, Assessment | ScoreSheet):
            raise TypeError(
                "assessments: each is an Assessment or a ScoreSheet, "
                f"not {type(each).__name__}"
            )
    if not isinstance(facts, Mapping):
        raise TypeError(
            "facts: give a mapping of names to values, {'name': value}, "
            f"not {type(facts).__name__}"
        )
    if not isinstance(on, date) or isinstance(on, datetime):
        raise TypeError(
            f"on: give a date without a time, date(2026, 6, 1), not {type(on).__name__}"
        )


def _stopped(
    identity: PolicyIdentity,
    policy: Policy,
    about: Mapping[PersonRef, str],
    on: date,
) -> Recommendation:
    """What is said where nothing is read: the policy or the evidence is not for this."""
    problems = []
    status = RecommendationStatus.INVALID
    if on not in policy.in_force:
        status = RecommendationStatus.REFUSED
        problems.append(_not_in_force(policy, on))
    if len(about) > 1:
        problems.append(_of_different_persons(policy, about))
    return Recommendation(
        policy=identity,
        on=on,
        status=status,
        person=next(iter(about)) if len(about) == 1 else None,
        problems=tuple(problems),
    )


def _of_different_persons(policy: Policy, about: Mapping[PersonRef, str]) -> Problem:
    """It names one assessment of each person, and nobody."""
    return Problem(
        code=ProblemCode.CONTRADICTION,
        where=policy.id,
        item="assessments",
        says="are about different persons: "
        + ", ".join(f"'{id}'" for id in about.values()),
        remedy="give the assessments of one person",
    )


def _status(
    decided: ClauseResult, reading: Reading, problems: tuple[Problem, ...]
) -> RecommendationStatus:
    if reading.refused:
        return RecommendationStatus.REFUSED
    errors = {problem.code for problem in problems if not problem.is_warning}
    if errors - {ProblemCode.MISSING}:
        return RecommendationStatus.INVALID
    if errors:
        return RecommendationStatus.MISSING
    if decided.standing:
        return RecommendationStatus.STANDING
    return RecommendationStatus.RECOMMENDED


def _not_in_force(policy: Policy, on: date) -> Problem:
    end = policy.in_force.end
    until = f" to {end}" if end else ""
    return Problem(
        code=ProblemCode.NOT_COVERED,
        where=policy.id,
        item="on",
        says=f"version {policy.version} is not in force on {on}",
        allowed=f"from {policy.in_force.start}{until}",
        remedy="use the version of that time",
    )


def _undecided(
    policy: Policy,
    weighed: Weighed,
    reading: Reading,
) -> Iterator[Problem]:
    """Why nothing is recommended, where that is so: every missing input, not only the first."""
    if weighed.decided.status is ClauseStatus.SAID:
        return
    if weighed.decided.status is ClauseStatus.SILENT:
        yield _no_answer(
            policy, weighed.decided.id, "no clause says anything of these facts"
        )
    for result in weighed.results:
        if result.status is ClauseStatus.NO_ANSWER:
            yield _no_answer(policy, result.id, result.because)
    told = {problem.item for problem in reading.problems}
    waited_for = [name for result in weighed.results for name in result.waits_for]
    for name in dict.fromkeys(waited_for):
        if name not in told:
            yield _missing(policy, name, reading.reads[name].assessed_on)


def _missing(policy: Policy, name: str, assessed_on: date | None) -> Problem:
    if assessed_on is None:
        says, remedy = "is needed and not there", "assess it or supply it"
    else:
        says = f"is not scored in the assessment of {assessed_on}"
        remedy = "answer what is missing there, or assess anew"
    return Problem(
        code=ProblemCode.MISSING, where=policy.id, item=name, says=says, remedy=remedy
    )


def _no_answer(policy: Policy, clause: str, says: str) -> Problem:
    return Problem(
        code=ProblemCode.NOT_COVERED,
        where=f"{policy.id} clause '{clause}'",
        item=clause,
        says=says,
        remedy="correct the facts, or decide without a recommendation",
    )
