"""The canonical form of a declaration; each text is written out by hand, then digested."""

from datetime import date
from enum import Enum
from fractions import Fraction
from hashlib import sha256
from types import MappingProxyType

import attrs
import pytest

from supervise.rules.canonical import WORDING, digest


class Colour(Enum):
    RED = "r"


@attrs.frozen
class Declared:
    code: str
    points: int = 0
    title: str = attrs.field(default="", metadata=WORDING)


@pytest.mark.parametrize(
    ("value", "text"),
    (
        ((1, True, None), "[1,true,null]"),
        ([Colour.RED], '["r"]'),
        (Fraction(1, 2), '"1/2"'),
        (date(2026, 1, 31), '"2026-01-31"'),
        (frozenset({"b", "a", "c"}), '["a","b","c"]'),
        (MappingProxyType({2: "b", 1: Fraction(1, 3)}), '{"1":"1/3","2":"b"}'),
        ("é", '"\\u00e9"'),
        (Declared("a"), '{"Declared":{"code":"a"}}'),
        (Declared("a", 2, "A"), '{"Declared":{"code":"a","points":2,"title":"A"}}'),
    ),
)
def test_a_value_has_one_canonical_text(value, text):
    assert sha256(text.encode("ascii")).hexdigest() == digest(value, with_wording=True)


@pytest.mark.parametrize(
    ("written", "plain"),
    (
        ("0.10", "0.1"),
        ("-1.50", "-1.5"),
        ("2e-7", "0.0000002"),
        ("1e3", "1000"),
        # What is no decimal text stays as it is, and a code keeps its zeros.
        ("007", "007"),
        (".50", ".50"),
        ("1.2.0", "1.2.0"),
        ("version 1.0", "version 1.0"),
    ),
)
def test_a_decimal_is_written_in_one_way_and_a_code_as_it_is(written, plain):
    expected = sha256(f'"{plain}"'.encode("ascii")).hexdigest()

    assert expected == digest(written, with_wording=True)


def test_what_people_read_counts_only_where_wording_is_asked_for():
    worded, reworded = Declared("a", 1, "A"), Declared("a", 1, "An A")

    assert digest(worded, with_wording=False) == digest(reworded, with_wording=False)
    assert digest(worded, with_wording=True) != digest(reworded, with_wording=True)


def test_what_counts_counts_without_the_wording_too():
    assert digest(Declared("a", 1), with_wording=False) != digest(
        Declared("a", 2), with_wording=False
    )


def test_a_value_without_a_canonical_form_is_a_fault_of_the_program():
    with pytest.raises(TypeError, match="no canonical form for float"):
        digest((0.5,), with_wording=True)
