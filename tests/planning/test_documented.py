"""What the documentation says of plans is what the code runs on."""

import re
from textwrap import dedent
from typing import get_args

import pytest

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
from tests.support.places import PROJECT

REFERENCE = PROJECT / "docs" / "reference"
TABLES = (PLAN, GOAL, ACHIEVEMENT, STEP, BARRIER, AGREEMENT, SIGNING, REVIEW, REQUEST)
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
