"""What the documentation says of plans is what the code runs on."""

import inspect
import re
from functools import cache
from importlib import import_module
from textwrap import dedent
from typing import get_args

import pytest

from supervise.casefile import TASK, TaskAct
from supervise.errors import RefusalCode
from supervise.planning import (
    ACHIEVEMENT,
    AGREEMENT,
    BARRIER,
    GOAL,
    PLAN,
    REQUEST,
    REVIEW,
    SIGNING,
    STEP,
    Change,
    ConflictKind,
    LintRule,
    NoticeKind,
)
from supervise.planning.footprints import READS_AND_WRITES
from supervise.planning.referrals import HANDOVER, REFERRAL, ReferralAct
from tests.repo.test_public_names import in_words, terms
from tests.support.places import PROJECT

REFERENCE = PROJECT / "docs" / "reference"
TABLES = (
    PLAN,
    GOAL,
    ACHIEVEMENT,
    STEP,
    BARRIER,
    AGREEMENT,
    SIGNING,
    REVIEW,
    REQUEST,
    REFERRAL,
    HANDOVER,
    TASK,
)
SECTION = re.compile(r"^## (\w+)\n.*?^```text\n(.*?)^```", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `?([\w ]+?)`? \|", re.MULTILINE)


def published():
    page = (REFERENCE / "plan-tables.md").read_text(encoding="utf-8")
    return {name.lower(): text for name, text in SECTION.findall(page)}


def page():
    return (REFERENCE / "plans.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_is_published_as_it_runs(table):
    assert dedent(table.text).strip() + "\n" == published()[table.name]


def test_no_other_table_is_published():
    assert {table.name for table in TABLES} == set(published())


@pytest.mark.parametrize("kind", READS_AND_WRITES)
def test_a_footprint_is_published_as_it_runs(kind):
    reads, writes = (
        " ".join(f"`{address}`" for address in side.split())
        for side in READS_AND_WRITES[kind]
    )

    assert f"| {kind} | {reads} | {writes} |" in page()


@pytest.mark.parametrize(
    "name",
    (
        *(change.__name__ for change in get_args(Change)),
        *LintRule,
        *RefusalCode,
        *ConflictKind,
        *NoticeKind,
    ),
)
def test_every_change_rule_code_and_kind_is_explained(name):
    assert any(row.split()[0] == name for row in ROW.findall(page()))


# -- every public name of these rooms


ROOMS = (
    "planning",
    "planning.services",
    "planning.referrals",
    "planning.progress",
    "planning.linting",
    "casefile",
)
NAMES = tuple(
    (room, name)
    for room in ROOMS
    for name in import_module(f"supervise.{room}").__all__
)
ACTS = {*get_args(Change), *get_args(ReferralAct), *get_args(TaskAct)}


@cache
def names_page():
    return (REFERENCE / "plan-names.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("room", "name"), NAMES)
def test_a_public_name_has_a_line_in_its_room_with_what_it_says_of_itself(room, name):
    section = names_page().split(f"## `supervise.{room}`\n")[1].split("\n## ")[0]
    value = getattr(import_module(f"supervise.{room}"), name)
    says = re.findall(rf"^\| `{name}` \| (.+) \|$", section, re.MULTILINE)

    assert 1 == len(says)
    if inspect.isclass(value) or inspect.isfunction(value):
        assert inspect.getdoc(value).splitlines()[0] == says[0]


def test_no_line_speaks_of_a_name_that_is_not_there():
    assert len(NAMES) == len(re.findall(r"^\| `\w+` \|", names_page(), re.MULTILINE))


@pytest.mark.parametrize(
    "name",
    sorted(
        {
            name
            for room, name in NAMES
            for value in [getattr(import_module(f"supervise.{room}"), name)]
            if inspect.isclass(value) and value not in ACTS
        }
    ),
)
def test_a_public_class_of_these_rooms_is_in_the_glossary(name):
    assert in_words(name) in terms(
        (REFERENCE.parent / "glossary.md").read_text(encoding="utf-8")
    )
