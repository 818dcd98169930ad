"""Every public value can be drawn by its type: it is valid, of every state, and shrinks small."""

import contextlib
import importlib
import pickle
import pkgutil
import sys
import typing
from datetime import date
from enum import Enum

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

import supervise
from supervise.casefile import TaskAction
from supervise.exchange import from_json, to_json
from supervise.exchange.kinds import kinds
from supervise.needs import DomainProfile
from supervise.people import Role
from supervise.planning.referrals import ReferralAction
from supervise.sources import Purpose
from supervise.testing import inference
from supervise.testing.strategies.answers import FIRST_DAY

NEWCOMER = (
    "give it rules between its fields (STATED) or a strategy of its own (OWN) in the module of "
    "its room under supervise.testing.strategies, or a reason in inference.WITHOUT"
)
inference.register()
PUBLIC = {
    f"{room}.{name}": kind
    for room in inference.ROOMS
    for name, kind in inference.public_classes(sys.modules[room])
}
DRAWN = {
    kind: place for place, kind in PUBLIC.items() if place not in inference.WITHOUT
}
KINDS = {name: kind.holds for name, kind in kinds().items() if attrs.has(kind.holds)}
SLOW = (HealthCheck.too_slow,)
ONCE = settings(
    max_examples=1, phases=[Phase.generate], database=None, suppress_health_check=SLOW
)
SHRUNK = settings(
    max_examples=20,
    phases=[Phase.generate, Phase.shrink],
    database=None,
    suppress_health_check=SLOW,
)
FEW = settings(max_examples=5, suppress_health_check=SLOW)


# -- every public class


def test_every_room_with_classes_is_looked_at():
    rooms = {
        module.name
        for module in pkgutil.walk_packages(supervise.__path__, "supervise.")
        if module.ispkg or module.name.count(".") == 1
        if "__main__" not in module.name
    }
    classes = {
        name
        for name in rooms
        for _, kind in inference.public_classes(importlib.import_module(name))
        if kind.__module__.startswith("supervise.") and kind not in DRAWN
    }

    assert classes == {place.rpartition(".")[0] for place in inference.WITHOUT}, (
        NEWCOMER
    )


@pytest.mark.parametrize("kind", DRAWN, ids=DRAWN.get)
def test_a_public_class_is_drawn_by_its_type(kind):
    drawn = []

    @ONCE
    @given(st.from_type(kind))
    def draw(value):
        drawn.append(value)

    draw()
    assert is_of(drawn[0], kind), NEWCOMER


def is_of(value, kind):
    """Whether a value is of a class, or has all that a protocol asks for."""
    if getattr(kind, "_is_protocol", False):
        return all(hasattr(value, name) for name in vars(kind) if name[0] != "_")
    return isinstance(value, kind)


def test_every_kind_of_record_is_drawn_by_its_type():
    without_a_class = {name for name in kinds() if name not in KINDS}

    assert {"answers"} == without_a_class, "answers are of an instrument"
    assert {name for name, kind in KINDS.items() if kind not in DRAWN} == set(), (
        NEWCOMER
    )


@pytest.mark.parametrize("place", inference.WITHOUT)
def test_what_is_not_drawn_is_a_public_class_with_a_reason(place):
    assert place in PUBLIC
    assert len(inference.WITHOUT[place].split()) > 4


# -- every kind of record


@pytest.mark.parametrize("name", KINDS)
def test_a_record_that_is_drawn_comes_back_as_it_was_from_text_and_pickle(name):
    @FEW
    @given(st.from_type(KINDS[name]))
    def comes_back(value):
        text = to_json(value)
        again = from_json(text)

        assert value == again
        assert text == to_json(again)
        assert value == pickle.loads(pickle.dumps(value))

    comes_back()


# -- small


# The most characters that the simplest record may have: a page for what an engine makes with all
# its workings, a few lines for what holds a declaration or a sheet, a line or two for the rest.
SMALL = 800
PAGE = {
    "assessment": 2000,
    "decision": 2500,
    "external_result": 1200,
    "instrument": 2000,
    "policy": 1500,
    "recommendation": 2000,
    "score_sheet": 2000,
    "standards_pack": 2000,
}
# What says more than it must even when it is simplest: an engine fills it, or a row asks for it.
FILLED = {
    "amend_referral": {"needs"},
    "decision": {"intensity", "override", "standing"},
    "duty": {"because"},
    "instrument": {"limitations", "unvalidated"},
    "policy": {"example", "limitations"},
    "recommendation": {"clauses", "decided_by", "inputs", "outlook", "problems"},
    "revision": {"trigger"},
    "scope": {"sensitivities"},
    "score_sheet": {"problems", "scales"},
    "standards_pack": {"limitations"},
    "timeline_entry": {"says", "stream"},
    "visibility": {"roles"},
}
# What has days of its own: of a policy in force, of a plan, of the end of a file, of a pack.
OTHER_DAYS = {
    "case_state",
    "decision",
    "duty",
    "plan",
    "recommendation",
    "timeline_entry",
}


def simplest(kind):
    """What the strategy of a class shrinks to."""
    return find(st.from_type(kind), lambda _: True, settings=SHRUNK)


@pytest.mark.parametrize("name", KINDS)
def test_the_simplest_record_is_small_and_early_and_has_no_part_it_could_do_without(
    name,
):
    value = simplest(KINDS[name])

    assert len(to_json(value)) <= PAGE.get(name, SMALL)
    assert set(beside_the_usual(value)) <= FILLED.get(name, set())
    assert name in OTHER_DAYS or {FIRST_DAY} >= set(days_in(value))


def usual(value, field):
    """What a field is where nothing is said of it."""
    if isinstance(field.default, attrs.Factory):
        return field.default.factory()
    return None if field.default is attrs.NOTHING else field.default


def beside_the_usual(value):
    """The fields of a value that could be left out, and say something."""
    for field in attrs.fields(type(value)):
        told = getattr(value, field.name)
        if (
            field.init
            and field.default is not attrs.NOTHING
            and told != usual(value, field)
        ):
            yield field.name


def days_in(value):
    """The days that stand in a value, its own and not those of its parts."""
    for field in attrs.fields(type(value)):
        if type(day := getattr(value, field.name)) is date:
            yield day


# -- of every state


# What no valid record has: the acts that have a class of their own, owners whom the constructor
# refuses, a sheet that the engine left empty.
REFUSED = {
    ("alert_rule", "owner", Role.PERSON),
    ("alert_rule", "owner", Role.RESEARCHER),
    ("alert_rule", "owner", Role.SYSTEM),
    ("move_referral", "action", ReferralAction.PREPARE),
    ("move_task", "action", TaskAction.OPEN),
    ("score_sheet", "scales", "usual"),
}
# What declarations that are made up as a whole leave out: they are one scale, one rule, one pack.
LEFT_OUT = {
    "instrument": {"consumes", "covers", "examples", "limitations", "rules"}
    | {"unvalidated", "validation", "values"},
    "policy": {"limitations", "overrides", "standings"},
    "standards_pack": {"limitations"},
}
MANY = settings(
    max_examples=500,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=SLOW,
)


def every_state(name):
    """Each member of each enumeration of a record, and each part that is there or is not."""
    hints = typing.get_type_hints(KINDS[name])
    for field in attrs.fields(KINDS[name]):
        wanted = hints[field.name]
        if not field.init or field.name in LEFT_OUT.get(name, ()):
            continue
        for each in (wanted, *typing.get_args(wanted)):
            if isinstance(each, type) and issubclass(each, Enum):
                yield from ((name, field.name, member) for member in each)
        if field.default is not attrs.NOTHING or type(None) in typing.get_args(wanted):
            yield name, field.name, "usual"
            yield name, field.name, "told"


def states_of(name, value):
    """Which of them a value is in."""
    for field in attrs.fields(KINDS[name]):
        told = getattr(value, field.name)
        for each in told if isinstance(told, tuple | frozenset) else (told,):
            if isinstance(each, Enum):
                yield name, field.name, each
        as_usual = field.init and told == usual(value, field)
        yield name, field.name, "usual" if as_usual else "told"


@pytest.mark.parametrize("name", KINDS)
def test_records_of_every_state_are_drawn(name):
    waited_for = set(every_state(name)) - REFUSED
    waited_for -= {(name, "purpose", Purpose.EXAMPLE)}

    def nothing_is_waited_for(value):
        waited_for.difference_update(states_of(name, value))
        return not waited_for

    with contextlib.suppress(NoSuchExample):
        find(st.from_type(KINDS[name]), nothing_is_waited_for, settings=MANY)

    assert waited_for == set()


@given(st.from_type(DomainProfile))
def test_a_profile_of_a_domain_tells_only_of_that_domain(profile):
    assert profile.need is None or profile.need.domain == profile.domain
    assert {each.domain for each in profile.strengths} <= {profile.domain}
