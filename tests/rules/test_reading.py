"""What a formula mentions is required, whatever an evaluation would touch."""

import pytest

from supervise.rules import Condition, Ref, Term, answered, first_known
from supervise.rules.kinds import Kind, kind_defects, kind_of
from supervise.rules.reading import requirements
from supervise.rules.terms import Years, months_after

a, b, c = Ref("a"), Ref("b"), Ref("c")


def required(node, values=None):
    return {tuple(sorted(each)) for each in requirements(node, values or {})}


def test_both_branches_of_a_choice_are_required():
    assert {("a",), ("b",), ("c",)} == required(a.when(c > 1, otherwise=b))


def test_one_of_several_alternatives_is_enough():
    assert {("a", "b")} == required(first_known(a, b))


def test_what_is_only_asked_to_be_answered_is_not_required():
    assert {("b",)} == required(b.when(answered(a)))


def test_a_named_value_stands_for_what_it_is_made_of():
    assert {("b",), ("c",)} == required(a + 1, {"a": b * c})


KINDS = {"a": Kind.NUMBER, "b": Kind.DATE, "c": Kind.CODE, "d": Kind.YES_NO}
CODES = {"c": frozenset({"M", "F"})}
d = Ref("d")


@pytest.mark.parametrize(
    ("node", "fault"),
    (
        (a + b, "'b' is not a number"),
        (d + 1, "'d' is not a number"),
        (Years(a, b), "'a' is not a date"),
        (months_after(a, 3), "'a' is not a date"),
        (a > b, "neither two numbers nor two dates"),
        (c.is_("X"), "'X' is not a code of 'c'"),
        (a.yes, "'a' is not a yes/no answer"),
        (a.when(c.is_("Q") & (a > b)), "'Q' is not a code of 'c'"),
        (Years(first_known(b, 0), b), "'first_known(b, 0)' is not a date"),
        (first_known(a, b) + 1, "'first_known(a, b)' is not a number"),
    ),
)
def test_a_node_that_makes_no_sense_is_a_defect(node, fault):
    assert any(fault in defect for defect in kind_defects(node, KINDS, CODES))


def test_a_node_that_makes_sense_has_no_defect():
    date = first_known(b, months_after(b, 1))
    node = (a + 1).when(c.is_("M") & d.yes & (date > b))

    assert [] == list(kind_defects(node, KINDS, CODES))


def test_an_alternative_alone_is_an_answer_of_its_own_kind():
    assert Kind.DATE is kind_of(first_known(b), KINDS)


def test_an_exponent_is_a_whole_number_from_zero():
    """Any number to the power of nothing is one."""
    assert [] == list(kind_defects(a**0 + a**1, KINDS, CODES))
    assert 1 == len(list(kind_defects(a**-1, KINDS, CODES)))


def every_kind_of(node):
    """The classes below one of the two kinds of node."""
    for kind in node.__subclasses__():
        yield kind
        yield from every_kind_of(kind)


@pytest.mark.parametrize("sign", ("__lt__", "__le__", "__gt__", "__ge__"))
@pytest.mark.parametrize("node", (Term, Condition))
def test_no_kind_of_node_compares_by_an_order_of_its_own(node, sign):
    """`age < 18` builds a condition, whatever `age` is made of."""
    kinds = {kind for kind in every_kind_of(node) if sign in vars(kind)}

    assert kinds == set()
