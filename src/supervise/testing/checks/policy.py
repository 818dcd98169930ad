"""Checks of a policy: it reads what exists, has an answer for everybody, and explains itself."""

import pickle
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import islice

from supervise.instruments import Chosen, Instrument
from supervise.instruments.mentions import parts_of
from supervise.intensity import (
    ClauseStatus,
    FactInput,
    Part,
    Recommendation,
    RecommendationStatus,
    ScaleInput,
)
from supervise.intensity.inputs import Input
from supervise.sources import Purpose
from supervise.testing.evidence_sets import Evidence, day_in_force, evidence_for
from supervise.testing.outcomes import Finding, Findings, NothingToCheck
from supervise.testing.subjects import PolicySubject

SAID = frozenset({RecommendationStatus.RECOMMENDED, RecommendationStatus.STANDING})
UNKNOWN_FACT = "no_such_fact_is_read"


def check_it_reads_scales_that_exist(subject: PolicySubject) -> Findings:
    """Each scale that it reads is one of its instrument, with that part and those levels."""
    seen = False
    for given, instrument in _read(subject):
        seen = True
        scales = {scale.id: scale for scale in instrument.scales}
        if given.scale not in scales:
            yield Finding(
                f"input '{given.id}' reads '{given.scale}', which '{instrument.id}' does not have",
                f"its scales are {', '.join(scales)}",
            )
        elif wrong := _unfit(given, instrument):
            yield Finding(f"input '{given.id}' {wrong}", "read what the scale reports")
    if not seen:
        raise NothingToCheck("none of the instruments that it reads is there")


def check_its_purpose_is_theirs(subject: PolicySubject) -> Findings:
    """It reads instruments of its own purpose, or quotes who says otherwise."""
    seen = False
    for given, instrument in _read(subject):
        seen = True
        if instrument.purpose is not subject.policy.purpose and not given.although:
            yield Finding(
                f"'{instrument.id}' was made for {instrument.purpose.value},"
                f" the policy for {subject.policy.purpose.value}",
                "read another instrument; or quote in `although` the policy that says so",
            )
    if not seen:
        raise NothingToCheck("none of the instruments that it reads is there")


def check_everybody_has_an_answer(subject: PolicySubject) -> Findings:
    """Whatever is known of a person, it recommends something, or a clause says why it cannot."""
    for evidence in _evidence(subject):
        found = _said(subject, evidence)
        told = any(each.status is ClauseStatus.NO_ANSWER for each in found.clauses)
        if found.status not in SAID and not told:
            known = ", ".join(f"{each.id} {each.value}" for each in found.inputs)
            yield Finding(
                f"nothing is recommended for: {known}",
                "add a last clause for everybody else, with its citation",
            )
            return


def check_nothing_known_recommends_nothing(subject: PolicySubject) -> Findings:
    """Where nothing is known and something is needed, it recommends nothing."""
    if all(each.blank is not None for each in subject.policy.inputs):
        raise NothingToCheck("the policy says what every blank means")
    nothing = Evidence((), {}, day_in_force(subject.policy))
    if _said(subject, nothing).status is RecommendationStatus.RECOMMENDED:
        every = all(
            any(each.blank is not None for each in group) for group in _inputs(subject)
        )
        if not every:
            yield Finding(
                "an intensity is recommended for somebody of whom nothing is known",
                "report what is missing; a default is a decision about nobody",
            )


def check_recommending_twice_gives_the_same(subject: PolicySubject) -> Findings:
    """The same evidence on the same date gives the same recommendation."""
    some = tuple(islice(_evidence(subject), 20))
    before = [_said(subject, each) for each in some]
    after = [_said(subject, each) for each in reversed(some)][::-1]
    if before != after:
        yield Finding(
            "the same evidence gives another recommendation",
            "keep nothing between calls; use no clock and no chance",
        )


def check_the_clause_that_decided_is_named(subject: PolicySubject) -> Findings:
    """A recommendation names the clause that decided, and what each clause said."""
    clauses = [clause.id for clause in subject.policy.clauses]
    for evidence in islice(_evidence(subject), 50):
        found = _said(subject, evidence)
        if found.status in SAID and (
            found.decided_by not in clauses or [c.id for c in found.clauses] != clauses
        ):
            yield Finding(
                "a recommendation does not name the clause that decided",
                "keep `decided_by`, and a result for every clause in the policy's order",
            )
            return


def check_it_recommends_on_its_own_scheme(subject: PolicySubject) -> Findings:
    """What it recommends is an intensity of its own scheme."""
    for evidence in islice(_evidence(subject), 50):
        found = _said(subject, evidence)
        if (
            found.intensity is not None
            and found.intensity.scheme != subject.policy.scheme
        ):
            yield Finding(
                f"it recommends an intensity of '{found.intensity.scheme.id}'",
                f"recommend one of '{subject.policy.scheme.id}'",
            )
            return


def check_outside_its_time_it_is_refused(subject: PolicySubject) -> Findings:
    """On a day on which it is not in force, it recommends nothing."""
    before = subject.policy.in_force.start - timedelta(days=1)
    for evidence in islice(_evidence(subject), 1):
        found = _said(subject, Evidence(evidence.sheets, evidence.facts, before))
        if found.status is not RecommendationStatus.REFUSED:
            yield Finding(
                f"it recommends something on {before}, before it is in force",
                "refuse with status `refused`",
            )


def check_wrong_facts_are_told(subject: PolicySubject) -> Findings:
    """A fact that is none of those it can be is a problem, and so is one that it never reads."""
    for evidence in islice(_evidence(subject), 1):
        wrong = [
            each.id for each in subject.policy.inputs if isinstance(each, FactInput)
        ]
        for fact in (*wrong, UNKNOWN_FACT):
            given = Evidence(
                evidence.sheets, {**evidence.facts, fact: [fact]}, evidence.on
            )
            if fact not in {problem.item for problem in _said(subject, given).problems}:
                yield Finding(
                    f"nothing is said of a wrong fact '{fact}'",
                    "report it as a problem of that item",
                )
                return


def check_a_recommendation_pickles(subject: PolicySubject) -> Findings:
    """A policy and its recommendation go to another process and are the same there."""
    for evidence in islice(_evidence(subject), 1):
        for what in (subject.policy, _said(subject, evidence)):
            try:
                again = pickle.loads(pickle.dumps(what))  # noqa: S301  our own bytes
            except Exception as raised:  # noqa: BLE001  whatever it is, it is the finding
                yield Finding(
                    f"a {type(what).__name__} does not pickle: {type(raised).__name__}",
                    "use plain values in it",
                )
                return
            if again != what:
                yield Finding(
                    f"a {type(what).__name__} is another after pickling",
                    "use plain values in it",
                )
                return


def check_a_policy_states_limitations(subject: PolicySubject) -> Findings:
    """A policy says at least one thing that it does not settle."""
    if not any(each.strip() for each in subject.policy.limitations):
        yield Finding(
            "no limitations",
            "say what it does not settle, or where its source is silent",
        )


def _read(subject: PolicySubject) -> Iterator[tuple[ScaleInput, Instrument]]:
    """The scales that it reads of instruments that are there."""
    for given in subject.policy.inputs:
        if isinstance(given, ScaleInput) and given.instrument in subject.instruments:
            yield given, subject.instruments[given.instrument]


def _unfit(given: ScaleInput, instrument: Instrument) -> str:
    scale = instrument.scale(given.scale)
    like = instrument.scale(scale.first_of[0]) if isinstance(scale, Chosen) else scale
    if given.part is Part.LEVEL:
        bands = getattr(like, "bands", None)
        scheme = getattr(like, "scheme", None) or (bands.scheme if bands else None)
        if scheme is None:
            return f"reads the level of '{given.scale}', which has none"
        if scheme != given.levels:
            return f"expects other levels than those of '{scheme.id}'"
        return ""
    if given.part.value in parts_of(like):
        return ""
    return f"reads the {given.part.value} of '{given.scale}', which has none"


def _inputs(subject: PolicySubject) -> tuple[tuple[Input, ...], ...]:
    """The inputs of each clause."""
    by_id = {each.id: each for each in subject.policy.inputs}
    found = _said(subject, Evidence((), {}, day_in_force(subject.policy)))
    return tuple(
        tuple(by_id[name] for name in clause.inputs if name in by_id)
        for clause in found.clauses
    )


def _purposes(subject: PolicySubject) -> Mapping[str, Purpose]:
    """The purposes of instruments, where the policy says that it may read them all the same."""
    return {
        given.instrument: instrument.purpose
        for given, instrument in _read(subject)
        if given.although
    }


def _evidence(subject: PolicySubject) -> Iterator[Evidence]:
    return evidence_for(subject.policy, _purposes(subject))


def _said(subject: PolicySubject, evidence: Evidence) -> Recommendation:
    try:
        return subject.recommend(evidence.sheets, evidence.facts, evidence.on)
    except Exception as raised:
        raise NothingToCheck(f"recommending raised {type(raised).__name__}") from raised


def check_recommending_never_raises(subject: PolicySubject) -> Findings:
    """Complete and empty evidence give a recommendation, never an exception."""
    nothing = Evidence((), {}, day_in_force(subject.policy))
    for evidence in (nothing, *islice(_evidence(subject), 20)):
        try:
            subject.recommend(evidence.sheets, evidence.facts, evidence.on)
        except Exception as raised:  # noqa: BLE001  whatever it is, it is the finding
            yield Finding(
                f"recommending raised {type(raised).__name__}",
                "put what is wrong into the recommendation",
            )
            return


CHECKS = (
    check_it_reads_scales_that_exist,
    check_its_purpose_is_theirs,
    check_recommending_never_raises,
    check_everybody_has_an_answer,
    check_nothing_known_recommends_nothing,
    check_recommending_twice_gives_the_same,
    check_the_clause_that_decided_is_named,
    check_it_recommends_on_its_own_scheme,
    check_outside_its_time_it_is_refused,
    check_wrong_facts_are_told,
    check_a_recommendation_pickles,
    check_a_policy_states_limitations,
)
