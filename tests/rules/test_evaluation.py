"""What nodes mean: arithmetic, dates, codes, and what an unknown does to them."""

import math
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervise.rules import (
    CodeTable,
    Condition,
    Operand,
    Ref,
    Term,
    answered,
    certainly,
    count,
    first_known,
    first_match,
    holds,
    largest,
    log,
    looked_up,
    matrix,
    months,
    months_after,
    smallest,
    value_of,
    years,
)
from supervise.rules.reading import requirements
from supervise.rules.source_text import (
    Namespace,
    broken_source,
    condition_source,
    local,
    term_source,
    value_source,
)
from supervise.rules.terms import Number

a, b, c = Ref("a"), Ref("b"), Ref("c")
FACTS = {"a": 6, "b": 3, "c": None}


# By hand.
@pytest.mark.parametrize(
    ("term", "value"),
    (
        (a + b, 9),
        (a - b, 3),
        (10 - a, 4),
        (a * b, 18),
        (2 * a, 12),
        (a / b, 2.0),
        (a**2, 36),
        (smallest(a, b, 4), 3),
        (largest(a, b, 7), 7),
        (log(a / b), math.log(2)),
        (a.when(b >= 3), 6),
        (a.when(b > 3), 0),
        (a.when(b > 3, otherwise=b), 3),
        (first_known(c, b, a), 3),
        (Number("0.5"), 0.5),
        (matrix(a, b, ((6, 3, "high"), (6, 4, "low"))), "high"),
        (matrix(a, b, ((1, 3, "high"),)), None),
    ),
)
def test_a_term_has_the_value_that_arithmetic_gives_it(term, value):
    assert value == value_of(term, FACTS)


# By hand, from the calendar.
def test_dates_give_completed_years_and_months():
    facts = {"a": date(2000, 5, 20), "b": date(2026, 5, 19)}

    assert (25, 311, date(2026, 8, 19)) == (
        value_of(years(a, b), facts),
        value_of(months(a, b), facts),
        value_of(months_after(b, 3), facts),
    )


@pytest.mark.parametrize(
    "term", (a + c, c * b, c / b, c**2, log(c), smallest(a, c), a.when(c > 1))
)
def test_an_unknown_makes_a_term_unknown(term):
    assert value_of(term, FACTS) is None


# Kleene's three-valued logic.
@pytest.mark.parametrize(
    ("condition", "held"),
    (
        ((c > 1), None),
        ((c > 1) & (a < b), False),
        ((c > 1) & (a > b), None),
        ((c > 1) | (a > b), True),
        ((c > 1) | (a < b), None),
        (~(c > 1), None),
        (answered(c), False),
        (answered(a), True),
        (a.is_(5, 6), True),
        (c.is_(5, 6), None),
        (a.same_as(b), False),
        (a.same_as(c), None),
        (c.same_as(a), None),
    ),
)
def test_a_condition_is_undecided_only_where_the_unknown_decides(condition, held):
    assert held is holds(condition, FACTS)


@pytest.mark.parametrize(("value", "code"), ((True, 1), (1, True), (2.0, 2), ("1", 1)))
def test_a_code_is_its_type_as_well_as_its_value(value, code):
    assert holds(a.is_(code), {"a": value}) is False


def test_yes_is_true_and_nothing_else():
    assert (True, False, False, None) == tuple(
        holds(a.yes, {"a": value}) for value in (True, False, 1, None)
    )


def test_a_condition_has_no_truth_value_of_its_own():
    with pytest.raises(TypeError, match="put comparisons in brackets"):
        1 <= a <= 3  # noqa: B015 - the chain is what must fail


def test_a_comparison_without_brackets_is_refused():
    with pytest.raises(TypeError):
        (a >= 3) & b


@pytest.mark.parametrize("number", (0.5, True, None))
def test_a_number_is_declared_as_a_whole_number_or_as_decimal_text(number):
    with pytest.raises(TypeError):
        smallest(a, number)


@pytest.mark.parametrize(
    "text", ("", "-", "1,5", "1.5.0", "one", "0x1", "1e", "nan", "٣")
)
def test_text_that_is_no_decimal_is_refused(text):
    with pytest.raises(ValueError, match="not decimal text"):
        Number(text)


def test_a_node_reads_like_the_formula_it_is():
    assert "log(a / (b + 26)) when a >= 3" == str(log(a / (b + 26)).when(a >= 3))
    assert "a is yes or (b is yes and not (a >= 3 or b is 1))" == str(
        a.yes | (b.yes & ~((a >= 3) | b.is_(1)))
    )


leaves = st.one_of(
    st.sampled_from((a, b)), st.integers(-9, 9).map(lambda n: Number(str(n)))
)


def compound(inner):
    pairs = st.tuples(inner, inner)
    return st.one_of(
        pairs.map(lambda p: p[0] + p[1]),
        pairs.map(lambda p: p[0] - p[1]),
        pairs.map(lambda p: p[0] * p[1]),
        pairs.map(lambda p: smallest(*p)),
        pairs.map(lambda p: largest(*p)),
        pairs.map(lambda p: p[0].when(p[0] >= p[1], otherwise=p[1])),
        pairs.map(lambda p: first_known(*p)),
        inner.map(lambda term: term**2),
    )


@given(
    st.recursive(leaves, compound, max_leaves=12),
    st.fixed_dictionaries({"a": st.integers(-50, 50), "b": st.integers(-50, 50)}),
)
def test_generated_source_has_the_value_of_the_plain_evaluator(term, facts):
    space = Namespace()
    source = term_source(term, space)
    locals_ = {local(name): value for name, value in facts.items()}

    assert value_of(term, facts) == eval(source, space.bound, locals_)


@pytest.mark.parametrize(
    ("term", "value"),
    ((Number("-3") ** 2, 9), (2 - Number("-3"), 5), (Number("-0.5") * 2, -1.0)),
)
def test_a_negative_number_keeps_its_sign_in_generated_source(term, value):
    space = Namespace()

    assert value == value_of(term, {}) == eval(term_source(term, space), space.bound)


@given(
    st.recursive(leaves, compound, max_leaves=6),
    st.fixed_dictionaries({"a": st.integers(-50, 50), "b": st.integers(-50, 50)}),
)
def test_generated_conditions_hold_where_the_plain_evaluator_says_so(term, facts):
    condition = ((term > a) | ~(term <= b)) & ~a.is_(3) & answered(b)
    space = Namespace()
    source = condition_source(condition, space)
    locals_ = {local(name): value for name, value in facts.items()}

    assert holds(condition, facts) is bool(eval(source, space.bound, locals_))


SORTS = CodeTable("sorts", "sort", (("x", "theft"), ("y", "fraud"), ("z", "")))
kind, sort = Ref("kind"), Ref("sort")
LOOKED_UP = looked_up(kind, SORTS)
BY_NUMBER = looked_up(a, CodeTable("numbers", "sort", (("1", "theft"),)))
simple = st.sampled_from(
    (
        a > 1,
        a.is_(2),
        sort.is_("theft"),
        LOOKED_UP.is_("theft"),
        LOOKED_UP.same_as(sort),
        BY_NUMBER.is_("theft"),
        answered(b),
        answered(LOOKED_UP),
    )
)


def joined(inner):
    pairs = st.tuples(inner, inner)
    numbers = st.builds(
        lambda held, other: first_known(
            first_match((held, 1), (other, 2), otherwise=3),
            count(held, other),
            a.when(held),
        ),
        inner,
        inner,
    )
    codes = st.builds(
        lambda held: first_known(
            first_match((held, "theft"), otherwise="fraud"), LOOKED_UP, sort
        ),
        inner,
    )
    return st.one_of(
        inner.map(lambda held: ~held),
        pairs.map(lambda both: both[0] & both[1]),
        pairs.map(lambda both: both[0] | both[1]),
        inner.map(certainly),
        numbers.map(lambda number: number >= 2),
        numbers.map(answered),
        codes.map(lambda code: code.is_("theft")),
        codes.map(lambda code: code.same_as(sort)),
    )


conditions = st.recursive(simple, joined, max_leaves=6)
some_facts = st.fixed_dictionaries(
    {
        "a": st.sampled_from((1, 2, None)),
        "b": st.sampled_from((0, None)),
        "kind": st.sampled_from(("x", "y", "z", "w", None)),
        "sort": st.sampled_from(("theft", "fraud", None)),
    }
)


def written(source, node, facts):
    """What the source of a node gives, of facts some of which are unknown."""
    space = Namespace()
    text = source(node, space)
    return eval(text, space.bound, {local(name): facts[name] for name in facts})


@given(conditions, some_facts)
def test_what_a_table_does_not_list_is_unknown_in_generated_source_too(test, facts):
    number = first_known(first_match((test, 1), otherwise=2), b)

    assert value_of(number, facts) == written(value_source, number, facts)
    if all(
        any(facts[name] is not None for name in needed)
        for needed in requirements(test, {})
    ):
        held = holds(test, facts)
        assert (held is True) is bool(written(condition_source, test, facts))
        assert (held is False) is bool(written(broken_source, test, facts))


@pytest.mark.parametrize(
    ("code", "is_theft", "is_not"),
    # "z" is listed, and nothing is said of it; "w" is not listed
    (("x", True, False), ("y", False, True), ("z", False, False), ("w", False, False)),
)
def test_of_a_code_that_is_not_listed_neither_is_nor_is_not_holds(
    code, is_theft, is_not
):
    facts, test = {"kind": code}, LOOKED_UP.is_("theft")

    assert (is_theft, is_not) == (
        holds(test, facts) is True,
        holds(~test, facts) is True,
    )
    assert (is_theft, is_not) == (
        written(condition_source, test, facts),
        written(condition_source, ~test, facts),
    )


def test_a_table_that_lists_all_that_an_answer_can_be_is_written_out():
    listed = Namespace(codes={"kind": frozenset({"x", "y"})})
    one_more = Namespace(codes={"kind": frozenset({"x", "z"})})

    assert "holds(" not in condition_source(LOOKED_UP.is_("theft"), listed)
    assert "holds(" in condition_source(LOOKED_UP.is_("theft"), one_more)


@pytest.mark.parametrize("name", ("a b", "a;b", "import os", "a-b", "é"))
def test_a_name_that_is_no_identifier_never_reaches_generated_source(name):
    with pytest.raises(ValueError, match="not an identifier"):
        local(name)


@attrs.frozen
class Doubled(Term):
    """Somebody's own term: the vocabulary of rules is closed."""


@attrs.frozen
class Lucky(Condition):
    """Somebody's own condition."""


@pytest.mark.parametrize(
    ("ask", "says"),
    (
        (lambda: value_of(Doubled(), FACTS), "no meaning for Doubled"),
        (lambda: holds(Lucky(), FACTS), "no meaning for Lucky"),
        (lambda: term_source(Doubled(), Namespace()), "no source for Doubled"),
        (
            lambda: condition_source(Lucky(), Namespace()),
            "no source for Lucky",
        ),
        (lambda: Operand() + 1, "Operand has no term"),
    ),
    ids=("value", "condition", "source", "source of a condition", "operand"),
)
def test_what_is_not_of_the_vocabulary_is_refused_by_its_name(ask, says):
    with pytest.raises(TypeError, match=says):
        ask()
