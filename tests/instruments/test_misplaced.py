"""A slip in a declaration is told by its place, before it breaks anything else."""

import attrs
import pytest

from supervise.errors import DeclarationError
from supervise.instruments import (
    Expected,
    Flag,
    Item,
    Rule,
    Whole,
    YesNo,
)
from supervise.intensity import Basis, Direction, Expiry, OverrideRule
from supervise.people import Role
from supervise.plugins import Registry
from supervise.rules.misplaced import misplaced
from supervise.sources import Validation
from tests.intensity.examples import CUSTODY, POLICY, SCORE
from tests.testing.specimen import SPECIMEN

work = SPECIMEN.item("work")
moved = SPECIMEN.item("moved")
total = SPECIMEN.scale("total")
example = SPECIMEN.examples[0]


def flagged(when):
    flag = Flag("seen", when=when, says="look")
    return {"scales": (attrs.evolve(total, flags=(flag,)),)}


INSTRUMENTS = {
    "limitations is text; give a tuple; a comma after one text makes it one": {
        "limitations": ("one that lacks its comma")
    },
    "purpose is text; give Purpose.PRETRIAL, Purpose.SUPERVISION, Purpose.SCREENING "
    "or Purpose.EXAMPLE": {"purpose": "exampel"},
    "version is a whole number; give text": {"version": 1},
    "for_whom is None; give text": {"for_whom": None},
    "source is text; give a Source": {"source": "the manual"},
    "source.url is a whole number; give text": {
        "source": attrs.evolve(SPECIMEN.source, url=5)
    },
    "validation is a Validation; give a tuple": {
        "validation": Validation(sample="s", outcome="o", finding="f", source="p. 1")
    },
    "scales is a Points; give a tuple": {"scales": total},
    "items holds text; give an Item": {"items": ("work", moved)},
    "item 'work': answers is the class YesNo; write YesNo(...) for a value of it": {
        "items": (Item("work", "Work", YesNo), moved)
    },
    "item 'work': answers is the class int; give an OneOf, a YesNo, a Whole, a Day, "
    "a Coded or a Text": {"items": (Item("work", "Work", int), moved)},
    "item 'work': answers.most is text; give a whole number": {
        "items": (Item("work", "Work", Whole(0, "9")), moved)
    },
    "item 'work': answers.least is False; give a whole number": {
        "items": (Item("work", "Work", Whole(False, 9)), moved)
    },
    "flag 'seen': when is False; == and != compare at once: write .is_(code), "
    "~ .is_(code), >= or <= for a condition": flagged(work == 2),
    "flag 'seen': when is an Item; give a condition: .yes, .is_(code), >= or <=": (
        flagged(moved)
    ),
    "rule 'r': about is text; give an Item": {
        "rules": (Rule("r", moved.yes, "says", about="moved", remedy="mend it"),)
    },
    "scale 'total': flags is a list; give a tuple": {
        "scales": (attrs.evolve(total, flags=[]),)
    },
    "scale 'total': bands is text; give a Bands": {
        "scales": (attrs.evolve(total, bands="low"),)
    },
    "examples.answers is a whole number; give a mapping": {
        "examples": (attrs.evolve(example, answers=3),)
    },
    "examples.expects holds a whole number; give an Expected": {
        "examples": (attrs.evolve(example, expects={"total": 3}),)
    },
    "examples.expects.score is a float; give a whole number or text": {
        "examples": (attrs.evolve(example, expects={"total": Expected(3.5)}),)
    },
}


@pytest.mark.parametrize("defect", INSTRUMENTS)
def test_a_slip_in_an_instrument_is_told_by_its_place(defect):
    with pytest.raises(DeclarationError) as raised:
        attrs.evolve(SPECIMEN, **INSTRUMENTS[defect])

    assert (defect,) == raised.value.defects


def override(**changes):
    fields = {
        "category": "crisis",
        "title": "A crisis",
        "basis": Basis.DISCRETIONARY,
        "directions": {Direction.UP},
        "approvers": {Role.SUPERVISOR},
        "expiry": Expiry.REQUIRED,
        "citation": "p. 1",
    }
    return {"overrides": (OverrideRule(**fields | changes),)}


POLICIES = {
    "in_force is text; give a Period": {"in_force": "2026-01-01"},
    "rule is a tuple; give a Clause, a First, a Highest, an AtLeast or an AtMost": {
        "rule": (CUSTODY, SCORE)
    },
    "scheme is a tuple; give an IntensityScheme": {"scheme": ("low", "high")},
    "override 'crisis': directions holds text; give Direction.UP, Direction.DOWN, "
    "Direction.OFF_SCALE or Direction.WITHOUT_RECOMMENDATION": override(
        directions=Direction.UP
    ),
    "override 'crisis': expiry is True; give Expiry.REQUIRED, Expiry.OPTIONAL or "
    "Expiry.NONE": override(expiry=True),
    "override 'crisis': most_months is text; give a whole number": override(
        most_months="3"
    ),
}


@pytest.mark.parametrize("defect", POLICIES)
def test_a_slip_in_a_policy_is_told_by_its_place(defect):
    with pytest.raises(DeclarationError) as raised:
        attrs.evolve(POLICY, **POLICIES[defect])

    assert (defect,) == raised.value.defects


def test_every_slip_is_told_at_once():
    with pytest.raises(DeclarationError) as raised:
        attrs.evolve(SPECIMEN, version=1, limitations="x", scales=[])

    assert 3 == len(raised.value.defects)


def test_every_part_of_what_is_shipped_can_be_asked_for_its_types():
    registry = Registry.builtin()

    for each in (*registry.instruments.values(), *registry.policies.values()):
        assert [] == misplaced(each), each.id
