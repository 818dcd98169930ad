"""A library of conditions in versions; a new version changes nobody's conditions by itself."""

from datetime import date

import attrs
import pytest

from supervise.dates import Period
from supervise.errors import DeclarationError, UnknownName
from supervise.monitoring import (
    ConditionLibrary,
    ConditionUpgrade,
    ImposedBy,
    LibraryChange,
    PublishedCondition,
    SupervisionCondition,
    unpublished,
    upgrade_report,
)
from tests.monitoring.people import SOURCE

ON = date(2026, 2, 1)


def published(code, wording="To come when asked.", **more):
    fields = {"purpose": "to be seen", "citation": "p. 1"}
    return PublishedCondition(code=code, wording=wording, **(fields | more))


def library(version, *conditions, **more):
    return ConditionLibrary(
        id="conditions",
        version=version,
        title="Conditions",
        source=SOURCE,
        in_force=Period("2026-01-01"),
        conditions=conditions,
        **more,
    )


def held(id, kind, start=date(2025, 6, 1), end=None):
    return SupervisionCondition(
        id=id,
        kind=kind,
        purpose="to be seen",
        imposed_by=ImposedBy.COURT,
        start=start,
        end=end,
    )


CURFEW = published("curfew", "To be at home from [from].", blanks=("from",))
FIRST = library("1", published("report"), CURFEW, published("search"))


def test_the_same_version_changes_nothing():
    assert () == upgrade_report(FIRST, FIRST, [held("k1", "report")], on=ON)


@pytest.mark.parametrize(
    ("later", "changes", "becomes"),
    (
        ((), {LibraryChange.REMOVED}, ""),
        ((published("report", "To come each week."),), {LibraryChange.REWORDED}, "report"),
        ((published("report", purpose="to talk"),), {LibraryChange.OTHER_PURPOSE}, "report"),
        (
            (published("report", "To come each [day].", blanks=("day",)),),
            {LibraryChange.REWORDED, LibraryChange.OTHER_BLANKS},
            "report",
        ),
        ((published("meet", replaces="report"),), {LibraryChange.REPLACED}, "meet"),
    ),
)  # fmt: skip
def test_each_change_is_told_with_whom_it_concerns(later, changes, becomes):
    second = library("2", *later, CURFEW, published("search"))
    conditions = [held("k1", "report"), held("k2", "curfew"), held("k3", "report")]

    (found,) = upgrade_report(FIRST, second, conditions, on=ON)

    assert ("report", becomes, changes) == (
        found.was,
        found.becomes,
        set(found.changes),
    )
    assert ("k1", "k3") == found.held_as


def test_conditions_that_have_ended_concern_nobody():
    second = library("2", CURFEW, published("search"))
    ended = held("k1", "report", end=date(2026, 1, 31))

    (found,) = upgrade_report(FIRST, second, [ended], on=ON)

    assert () == found.held_as


def test_what_is_new_is_told_and_for_everybody_apart():
    second = library(
        "2", *FIRST.conditions, published("new"), published("all", everybody=True)
    )

    assert (
        ConditionUpgrade(changes=(LibraryChange.ADDED,), becomes="new"),
        ConditionUpgrade(changes=(LibraryChange.ADDED_FOR_EVERYBODY,), becomes="all"),
    ) == upgrade_report(FIRST, second, on=ON)


def test_a_condition_that_the_library_does_not_have_is_named():
    strange = held("k9", "no_television")

    assert (strange,) == unpublished(FIRST, [held("k1", "report"), strange], on=ON)


def test_a_wrong_library_names_every_defect():
    with pytest.raises(DeclarationError) as caught:
        library(
            "1",
            published("report", " "),
            published("report", replaces="report"),
            published("curfew", "To be at home.", blanks=("from",)),
        )

    assert (
        "'report' is there twice",
        "'report': no wording",
        "'report': replaces itself",
        "'curfew': its wording has no [from] to fill in",
    ) == caught.value.defects


def test_an_empty_library_is_none():
    with pytest.raises(DeclarationError, match="no condition"):
        library("1")


def test_an_unknown_code_suggests_the_nearest():
    assert CURFEW == FIRST.condition("curfew")
    with pytest.raises(UnknownName, match="curfew"):
        FIRST.condition("curfews")


def test_a_library_is_a_value():
    assert FIRST == attrs.evolve(FIRST)
