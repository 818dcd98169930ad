"""What the documentation says of plans is what the code runs on."""

import inspect
import re
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


# -- every public class of these rooms


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
