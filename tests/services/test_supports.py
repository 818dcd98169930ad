"""Natural supports are called on only while both sides agree."""

from datetime import UTC, date, datetime

import pytest

from supervise.errors import DeclarationError
from supervise.people import Role, Visibility
from supervise.planning.services import NaturalSupport, Tie, network

DAY = date(2026, 3, 2)


def support(id="s1", **changed):
    given = {
        "id": id,
        "tie": Tie.MENTOR,
        "domains": ("work",),
        "noted_on": date(2026, 1, 1),
        "person_agreed_on": date(2026, 1, 1),
        "supporter_agreed_on": date(2026, 2, 1),
    }
    return NaturalSupport(**(given | changed))


@pytest.mark.parametrize(
    ("changed", "expected"),
    (
        ({}, True),
        ({"person_agreed_on": None}, False),
        ({"supporter_agreed_on": None}, False),
        ({"supporter_agreed_on": date(2026, 3, 3)}, False),
        ({"until": DAY}, True),
        ({"until": date(2026, 3, 1)}, False),
    ),
)
def test_somebody_is_called_on_only_while_both_sides_agree(changed, expected):
    assert expected is support(**changed).may_be_called_on(DAY)


def test_a_network_lists_who_may_be_called_on_for_a_need():
    known = (support("s2"), support("s1"), support("s3", domains=("housing",)))

    assert ["s1", "s2"] == [each.id for each in network(known, on=DAY, domain="work")]


def test_what_is_said_of_a_third_person_does_not_reach_the_person():
    assert not support().visibility.allows(Role.PERSON)
    with pytest.raises(ValueError, match="third parties"):
        Visibility(
            sensitivity=support().visibility.sensitivity,
            roles=frozenset({Role.PERSON}),
        )


def test_somebody_who_helps_agrees_on_a_day():
    with pytest.raises(DeclarationError, match="supporter_agreed_on"):
        support(supporter_agreed_on=datetime(2026, 2, 1, 9, tzinfo=UTC))


def test_the_words_about_somebody_are_not_in_the_repr():
    assert "CANARY" not in repr(support(says="CANARY"))
