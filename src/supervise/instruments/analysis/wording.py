"""The sentence that every answer about an incomplete or changed assessment carries.

It holds no number and no judgement; it says what kind of answer was given.
"""

from enum import StrEnum

ARITHMETIC = (
    "This is arithmetic of the score. "
    "It does not say what a change in a person's life would bring about."
)


class Exactness(StrEnum):
    """How far an answer about the possible can be relied on; wrong it never is."""

    EXACT = "exact"
    """Whatever is named can come about, and nothing else can."""
    BOUND = "bound"
    """Nothing outside can come about; whether all that is named can was not settled."""
    ANYTHING = "anything"
    """Nothing can be ruled out, and the reason is stated."""
    NOTHING = "nothing"
    """The answers given contradict one another: no further answer leads to a score."""
