"""Broken policies: each breaks one promise, and only one check may catch it."""

import copy
from collections.abc import Callable
from typing import NamedTuple

import attrs

from supervise.dates import Period
from supervise.intensity import (
    Clause,
    Policy,
    RecommendationStatus,
    coded,
    first,
    level_of,
    percent_of,
    recommend,
    score_of,
    silent_if_blank,
)
from supervise.levels import LOW_MEDIUM_HIGH, LOW_TO_VERY_HIGH, IntensityScheme
from supervise.plugins import Registry
from supervise.rules import NOTHING, first_match, mapped
from supervise.sources import Purpose
from supervise.testing.evidence_sets import day_in_force
from supervise.testing.subjects import PolicySubject, policy_subject
from tests.testing.specimen import SOURCE, SPECIMEN

CONTACT = IntensityScheme("invented_contact", ("light", "regular", "close"))
OTHER = IntensityScheme("other_contact", ("light", "regular", "close"))

level = level_of("specimen", "total", LOW_MEDIUM_HIGH)
register = coded(
    "register", "On a register", "none", "one", blank=silent_if_blank("p. 6")
)

REGISTER = Clause(
    "register",
    "On a register",
    says=first_match((register.is_("one"), "close"), otherwise=NOTHING),
    citation="p. 6",
)
LEVEL = Clause(
    "level",
    "Level of the score",
    says=mapped(level, {"low": "light", "medium": "regular", "high": "close"}),
    citation="p. 6",
)

WITHOUT_LEVELS = attrs.evolve(
    SPECIMEN,
    scales=tuple(
        attrs.evolve(each, bands=None, base_rates=(), converts=(), lowered=None)
        if each.id == "total"
        else each
        for each in SPECIMEN.scales
    ),
    examples=(),
)

POLICY = Policy(
    id="invented_policy",
    version="1",
    title="Invented policy",
    purpose=Purpose.SUPERVISION,
    source=SOURCE,
    in_force=Period("2025-01-01"),
    scheme=CONTACT,
    inputs=(level, register),
    rule=first(REGISTER, LEVEL),
    limitations=("it is invented",),
)


class Animal(NamedTuple):
    """A broken policy, and the one check that catches it."""

    name: str
    caught_by: str
    subject: Callable[[], PolicySubject]


def declared(instrument=SPECIMEN, **changes):
    return lambda: policy_subject(
        attrs.evolve(POLICY, **changes), Registry.of(instrument)
    )


def recommended_by(make):
    return lambda: policy_subject(POLICY, Registry.of(SPECIMEN), recommend_by=make())


def honest(assessments, facts, on):
    return recommend(POLICY, assessments, facts, on=on)


def after(change):
    return lambda: (
        lambda assessments, facts, on: change(honest(assessments, facts, on), facts)
    )


def reading(of):
    """The policy with its level read from somewhere else."""
    clause = attrs.evolve(
        LEVEL,
        says=mapped(of, dict.fromkeys(of.codes, "close")),
    )
    return {"inputs": (of, register), "rule": first(REGISTER, clause)}


def remembers():
    calls = []

    def ask(assessments, facts, on):
        calls.append(None)
        found = honest(assessments, facts, on)
        turned = found.inputs[::-1] if len(calls) % 2 else found.inputs
        return attrs.evolve(found, inputs=turned)

    return ask


def raises_on_nothing():
    def ask(assessments, facts, on):
        if not assessments:
            raise LookupError("nothing to go by")
        return honest(assessments, facts, on)

    return ask


def default_for_nobody(found, _):
    if found.status is not RecommendationStatus.MISSING:
        return found
    return attrs.evolve(
        found,
        status=RecommendationStatus.RECOMMENDED,
        intensity=CONTACT["regular"],
        problems=(),
    )


def nameless(found, _):
    return attrs.evolve(found, decided_by="")


def forced(found, **changes):
    """A recommendation that its own constructor would refuse, as a hostile plugin makes it."""
    broken = copy.copy(found)
    for name, value in changes.items():
        object.__setattr__(broken, name, value)
    return broken


def on_another_scheme(found, _):
    if found.intensity is None:
        return found
    return forced(found, intensity=OTHER[found.intensity.code])


def for_ever():
    def ask(assessments, facts, on):
        when = max(on, POLICY.in_force.start)
        if on < POLICY.in_force.start:
            when = day_in_force(POLICY)
        return honest(assessments, facts, when)

    return ask


def takes_any_fact(found, _):
    return forced(
        found,
        problems=tuple(p for p in found.problems if p.item in {"total", "level"}),
    )


class Forgetful(str):
    """Words that are lost on the way to another process."""

    __slots__ = ()

    def __reduce__(self):
        return str, ()


def holds_what_is_lost(found, _):
    inputs = tuple(
        attrs.evolve(each, because=Forgetful("on a register")) for each in found.inputs
    )
    return attrs.evolve(found, inputs=inputs)


def cut_in_two(of):
    """The policy with a number where the level stood."""
    return {
        "inputs": (of, register),
        "rule": first(
            REGISTER,
            attrs.evolve(
                LEVEL, says=first_match((of >= 2, "close"), otherwise="light")
            ),
        ),
    }


class Odd:
    """A value that does not pickle."""

    def __reduce__(self):
        raise TypeError("stays here")


ODD = Odd()


def holds_what_stays(found, _):
    inputs = tuple(
        attrs.evolve(each, because=ODD) if each.id == "register" else each
        for each in found.inputs
    )
    return attrs.evolve(found, inputs=inputs)


def leaves_some_out(found, facts):
    """No answer for anybody on a register."""
    if facts.get("register") != "one" or found.problems:
        return found
    return forced(
        found, status=RecommendationStatus.INVALID, intensity=None, standing=""
    )


ANIMALS = (
    Animal(
        "reads a scale that is not there",
        "it_reads_scales_that_exist",
        declared(**reading(level_of("specimen", "totl", LOW_MEDIUM_HIGH))),
    ),
    Animal(
        "reads levels of another scheme",
        "it_reads_scales_that_exist",
        declared(**reading(level_of("specimen", "total", LOW_TO_VERY_HIGH))),
    ),
    Animal(
        "reads levels of a scale that has none",
        "it_reads_scales_that_exist",
        declared(
            WITHOUT_LEVELS, **reading(level_of("specimen", "total", LOW_MEDIUM_HIGH))
        ),
    ),
    Animal(
        "reads the percent of points",
        "it_reads_scales_that_exist",
        declared(**cut_in_two(percent_of("specimen", "total"))),
    ),
    Animal(
        "decides on release by what is for treatment",
        "its_purpose_is_theirs",
        declared(attrs.evolve(SPECIMEN, purpose=Purpose.SCREENING)),
    ),
    Animal(
        "starts with a fault",
        "recommending_never_raises",
        recommended_by(raises_on_nothing),
    ),
    Animal(
        "forgets the register",
        "everybody_has_an_answer",
        recommended_by(after(leaves_some_out)),
    ),
    Animal(
        "a decision about nobody",
        "nothing_known_recommends_nothing",
        recommended_by(after(default_for_nobody)),
    ),
    Animal(
        "remembers",
        "recommending_twice_gives_the_same",
        recommended_by(remembers),
    ),
    Animal(
        "nobody decided",
        "the_clause_that_decided_is_named",
        recommended_by(after(nameless)),
    ),
    Animal(
        "on another scheme",
        "it_recommends_on_its_own_scheme",
        recommended_by(after(on_another_scheme)),
    ),
    Animal("for ever", "outside_its_time_it_is_refused", recommended_by(for_ever)),
    Animal(
        "takes any fact", "wrong_facts_are_told", recommended_by(after(takes_any_fact))
    ),
    Animal(
        "holds what stays",
        "a_recommendation_pickles",
        recommended_by(after(holds_what_stays)),
    ),
    Animal(
        "holds what is lost on the way",
        "a_recommendation_pickles",
        recommended_by(after(holds_what_is_lost)),
    ),
    Animal("no limits", "a_policy_states_limitations", declared(limitations=())),
)


class Twin(NamedTuple):
    """A sound policy that looks like an animal."""

    name: str
    like: str
    subject: Callable[[], PolicySubject]


TWINS = (
    Twin("the policy itself", "", declared()),
    Twin(
        "says that it may read what is for treatment",
        "its_purpose_is_theirs",
        declared(
            attrs.evolve(SPECIMEN, purpose=Purpose.SCREENING),
            **reading(
                level_of(
                    "specimen", "total", LOW_MEDIUM_HIGH, although="p. 7: also counts"
                )
            ),
        ),
    ),
    Twin(
        "reads an instrument that is not installed",
        "it_reads_scales_that_exist",
        lambda: policy_subject(POLICY),
    ),
    Twin(
        "says what every blank means",
        "nothing_known_recommends_nothing",
        declared(
            **reading(
                level_of(
                    "specimen", "total", LOW_MEDIUM_HIGH, blank=silent_if_blank("p. 6")
                )
            )
        ),
    ),
    Twin(
        "reads a score",
        "it_reads_scales_that_exist",
        declared(**cut_in_two(score_of("specimen", "total", "1", "7"))),
    ),
    Twin(
        "a policy that has ended",
        "outside_its_time_it_is_refused",
        declared(in_force=Period("2025-01-01", "2025-06-30")),
    ),
)
