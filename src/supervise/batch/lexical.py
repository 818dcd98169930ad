"""Text columns: which cells have the form of a number or a date, by patterns and never by a cast.

The forms are those of `supervise.exchange.text_forms`, said so that every engine reads them alike:
` 2`, `02`, `2.0` and `+2` are no count, and `20260105` is no date.
No pattern is anchored, because engines differ on whether an anchor passes over a line end.
"""

from __future__ import annotations

from supervise.batch.expressions import (
    Expression,
    Operation,
    Piece,
    Stripped,
    all_of,
    any_of,
    only_where,
)
from supervise.exchange.text_forms import MOST_DIGITS

EXACT_DIGITS = 15
"""Longer counts are counts, and more than any item allows; doubles hold shorter ones exactly."""

BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""What Python strips from the ends of a text; engines each have a set of their own."""


def is_blank(text: Expression) -> Expression:
    """Whether a text says nothing."""
    return Stripped(text, BLANKS).equals("")


def is_count(text: Expression) -> Expression:
    """Whether a text is a whole number without sign or leading zero."""
    return all_of(
        (
            ~text.equals(""),
            text.does(Operation.WITHOUT_DIGITS).equals(""),
            any_of((text.equals("0"), ~Piece(text, 0, 1).equals("0"))),
            text.does(Operation.LENGTH) <= MOST_DIGITS,
        )
    )


def is_signed(text: Expression) -> Expression:
    """Whether a text is a whole number, perhaps with a minus sign."""
    minus = Piece(text, 0, 1).equals("-")
    rest = Piece(text, 1)
    negative = all_of(
        (
            minus,
            ~rest.equals("0"),
            is_count(rest),
            text.does(Operation.LENGTH) <= MOST_DIGITS,
        )
    )
    return any_of((negative, is_count(text)))


def number_in(text: Expression, is_number: Expression) -> Expression:
    """The number that a text says, where it is one and not too long."""
    short = text.does(Operation.LENGTH) <= EXACT_DIGITS
    return only_where(is_number & short, text).does(Operation.TO_DOUBLE)


def is_dated(text: Expression) -> Expression:
    """Whether a text has the form `YYYY-MM-DD`; the calendar is not asked."""
    return all_of(
        (
            text.does(Operation.LENGTH).equals(10),
            text.does(Operation.WITHOUT_DIGITS).equals("--"),
            Piece(text, 4, 1).equals("-"),
            Piece(text, 7, 1).equals("-"),
        )
    )


def part_of_date(
    text: Expression, is_date: Expression, start: int, length: int
) -> Expression:
    """A part of a text of that form, as a number."""
    return only_where(is_date, Piece(text, start, length)).does(Operation.TO_DOUBLE)
