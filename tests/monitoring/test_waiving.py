"""What stands against recording a waiver: a credit for merit is a waiver with an allowance.

Source: `duty-notes.md` of the research, section 3, and `us-peers.md` 1.2 on New York.
"""

from datetime import date

import attrs
import pytest

from supervise.dates import Unit, days, months
from supervise.errors import DeclarationError
from supervise.monitoring import (
    Allowance,
    Anchor,
    Casework,
    Count,
    Each,
    Waiver,
    compile_standards,
    waiver_problems,
)
from supervise.packs import new_york_contacts
from supervise.people import Actor, Role
from supervise.rules import Held, Ref
from tests.monitoring.people import (
    PERSONAL,
    level,
    pack_of,
    rows_of,
    steps,
    timeline,
)
from tests.support.sheets import OFFICER, SUPERVISOR

EACH_MONTH = Each(1, Unit.MONTH, Anchor.CALENDAR)
MERIT = Allowance(
    most=1,
    period=EACH_MONTH,
    while_=Held(level.is_("low"), months(3)),
    longest=days(60),
    approvers=frozenset({Role.SUPERVISOR}),
    citation="p. 7",
)
ROWS = rows_of(EACH_MONTH, Count(4, PERSONAL))
LOW = timeline(level="low")  # since 3 March: three months are over on 3 June


def waiver(id="w1", first=date(2025, 6, 3), last=date(2025, 6, 30), **changes):
    fields = {"standard": "contact", "less": 1, "approver": SUPERVISOR}
    return Waiver(
        id=id, first=first, last=last, reason="kept all", **(fields | changes)
    )


def problems(given, *others, case=LOW, allowance=MERIT):
    standards = compile_standards(pack_of(*ROWS, allowance=allowance))
    found = waiver_problems(standards, Casework(case, others), given)
    return [problem.item for problem in found]


def test_what_the_allowance_grants_can_be_recorded():
    assert [] == problems(waiver())


@pytest.mark.parametrize(
    ("changes", "item"),
    (
        ({"less": 2}, "less"),
        ({"less": None}, "less"),
        ({"first": date(2025, 6, 2)}, "first"),
        ({"approver": OFFICER}, "approver"),
        ({"last": date(2025, 8, 3)}, "last"),
        ({"standard": "home"}, "standard"),
    ),
)
def test_what_stands_against_a_waiver_is_told(changes, item):
    assert [item] == problems(waiver(**changes))


def test_sixty_days_is_still_in_time():
    assert [] == problems(waiver(last=date(2025, 8, 2)))


def test_two_waivers_of_one_month_are_added_up():
    """Only where both are in force on the last day of the month, on which it is due."""
    other = waiver("w2", date(2025, 6, 10), date(2025, 7, 31))
    over = waiver("w3", date(2025, 6, 10), date(2025, 6, 29))

    assert ["less"] == problems(waiver(), other)
    assert [] == problems(waiver(), over)


def test_a_waiver_is_not_added_to_itself_nor_to_that_of_another_standard():
    others = waiver(), waiver("w2", standard="home")

    assert [] == problems(waiver(), *others)


def test_stability_that_is_not_known_is_no_ground():
    unknown = attrs.evolve(
        LOW, states={name: v for name, v in LOW.states.items() if name != "level"}
    )

    assert ["first"] == problems(waiver(), case=unknown)


def test_without_an_allowance_only_a_person_has_to_approve():
    system = waiver(approver=Actor("job", Role.SYSTEM), less=None)

    assert [] == problems(waiver(less=None), allowance=None)
    assert ["approver"] == problems(system, allowance=None)


def test_a_wrong_allowance_names_every_defect():
    wrong = attrs.evolve(
        MERIT,
        most=0,
        period=Each(30, Unit.DAY, Anchor.START),
        approvers={Role.SYSTEM},
        while_=Held(level.is_("low"), months(3)) & ~Ref("weather").yes,
        citation=" ",
    )

    with pytest.raises(DeclarationError) as raised:
        pack_of(*ROWS, allowance=wrong)

    assert 5 == len(raised.value.defects), raised.value.defects


@pytest.mark.parametrize(
    ("stable_since", "granted"), ((date(2025, 1, 2), True), (date(2025, 1, 3), False))
)
def test_in_new_york_a_credit_takes_three_months_of_stability(stable_since, granted):
    """From 2 January, three months are over on 2 April."""
    stable = steps((date(2024, 12, 1), False), (stable_since, True))
    case = Casework(timeline(start=date(2024, 12, 1), stable=stable))
    credit = waiver(
        first=date(2025, 4, 2), last=date(2025, 4, 30), standard="monthly_contacts"
    )

    found = waiver_problems(compile_standards(new_york_contacts.PACK), case, credit)

    assert granted == (found == ())


def test_an_allowance_without_a_criterion_is_for_everybody():
    high = timeline(level="high")

    assert ["first"] == problems(waiver(), case=high)
    assert [] == problems(
        waiver(), case=high, allowance=attrs.evolve(MERIT, while_=None)
    )


def test_a_wrong_waiver_names_every_defect():
    with pytest.raises(DeclarationError) as raised:
        Waiver(
            id="w1",
            standard="contact",
            first=date(2025, 6, 3),
            last=date(2025, 6, 2),
            less=0,
            approver=SUPERVISOR,
            reason=" ",
        )

    assert (
        "ends 2025-06-02, before 2025-06-03",
        "waives nothing",
        "has no reason",
    ) == raised.value.defects
