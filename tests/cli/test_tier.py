"""`tier`: the recommended intensity of each person, why, and what may still change.

British Columbia's matrix: high risk and medium needs are high; both medium are medium.
"""

import csv
import json
from datetime import date

import attrs
import pytest

from supervise.plugins import Registry
from supervise.rules import Dated
from tests.cli.caseloads import START, assessed, rated, written

COLUMNS = (
    "record,person,status,intensity,standing,provisional,possible,decided_by,because,"
    "citation,problems,changes_on,changes_to,policy,version,on,known"
)
CLOSE = assessed("person-001", rated("person-001", "high"))
LIGHT = assessed("person-002", rated("person-002", "medium"))


@pytest.fixture
def tier(run):
    def ran(path, *more):
        policy = "bc_crna_supervision"
        return run("tier", path, "--on", "2025-05-01", "--policy", policy, *more)

    return ran


@pytest.fixture
def rows(tier, tmp_path):
    def found(*values, on=()):
        path = written(tmp_path / "people.jsonl", *values)
        ran = tier(path, "--to", tmp_path / "out.csv", *on)
        with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as text:
            return ran, list(csv.DictReader(text, strict=True))

    return found


def test_each_person_has_an_intensity_and_the_clause_that_decided(tier, tmp_path):
    ran = tier(written(tmp_path / "people.jsonl", CLOSE, LIGHT))

    assert (0, "") == (ran.status, ran.err)
    assert "person-001, as of 2025-05-01: recommended" in ran.out
    assert "bc_supervision_rating: high" in ran.out
    assert "bc_supervision_rating: medium" in ran.out
    assert "because: Overall risk against overall needs" in ran.out
    assert "example policy: British Columbia's rule" in ran.out


def test_the_columns_are_these(rows, tmp_path):
    _, (close, light) = rows(CLOSE, LIGHT)

    text = (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert COLUMNS == text.splitlines()[0]
    assert ("1", "person-001", "recommended", "high", "matrix", "N") == tuple(
        close[name]
        for name in (
            "record",
            "person",
            "status",
            "intensity",
            "decided_by",
            "provisional",
        )
    )
    assert "medium" == light["intensity"]


def test_facts_are_the_states_of_the_day(rows):
    """A rating of 4a counts high, from the day on which it holds."""
    rating = [Dated(value="4a", start=date(2025, 5, 1))]
    from_today = assessed(
        "person-002", rated("person-002", "medium"), spousal_assault_rating=rating
    )

    _, (found,) = rows(from_today)
    _, (before,) = rows(from_today, on=("--known", "2025-05-01"))

    assert ("high", "spousal_assault") == (found["intensity"], found["decided_by"])
    assert "high" == before["intensity"]


def test_a_state_that_is_known_to_change_is_foreseen(rows):
    """Until June the two mediums make medium; from then on the rating makes it high."""
    rating = [Dated(value="4a", start=date(2025, 6, 1))]
    later = assessed(
        "person-002", rated("person-002", "medium"), spousal_assault_rating=rating
    )

    _, (found,) = rows(later)

    assert ("medium", "2025-06-01", "high") == (
        found["intensity"],
        found["changes_on"],
        found["changes_to"],
    )


def test_what_was_not_known_then_does_not_count(rows):
    both = assessed(
        "person-001",
        rated("person-001", "medium"),
        rated("person-001", "high", recorded=date(2025, 4, 20)),
    )

    _, (today,) = rows(both)
    _, (then,) = rows(both, on=("--known", "2025-04-19"))

    assert ("high", "medium") == (today["intensity"], then["intensity"])
    assert "2025-04-19" == then["known"]


def test_what_is_missing_is_named_with_what_is_still_possible(rows, tier, tmp_path):
    nothing = assessed("person-003")

    ran, (found,) = rows(nothing)
    shown = tier(written(tmp_path / "people.jsonl", nothing))

    assert (0, "missing", "", "Y") == (
        ran.status,
        found["status"],
        found["intensity"],
        found["provisional"],
    )
    assert "risk:missing;needs:missing" == found["problems"]
    assert "low;medium;high" == found["possible"]
    assert "problem: bc_crna_supervision item 'risk': is needed" in shown.out
    assert "provisional; possible: low, medium, high" in shown.out


def test_an_assessment_of_another_person_is_no_part_of_a_record(tier, tmp_path):
    strange = assessed("person-001", rated("person-002", "high"))

    ran = tier(written(tmp_path / "people.jsonl", strange, LIGHT))

    assert 1 == ran.status
    assert "$.value.assessments[0].person.id: is another person" in ran.err
    assert "person-002, as of" in ran.out


def test_what_cannot_be_read_stands_among_the_results(rows):
    ran, (first, second) = rows("[]", CLOSE)

    assert 1 == ran.status
    assert ("1", "unreadable") == (first["record"], first["status"])
    assert ("2", "recommended") == (second["record"], second["status"])


def test_the_edition_of_the_day_is_asked(tier, run, tmp_path):
    """HMPPS's rule is in force from 17 August 2026 on."""
    path = written(tmp_path / "people.jsonl", assessed("person-001"))
    target = tmp_path / "out.json"
    policy = "hmpps_tier_v3"

    ran = run("tier", path, "--on", "2026-08-16", "--policy", policy, "--to", target)

    (found,) = json.loads(target.read_text(encoding="utf-8"))
    assert 0 == ran.status
    assert ("refused", "on:not_covered") == (found["status"], found["problems"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    (
        ((), "policies; name one of bc_crna_supervision"),
        (("--policy", "hmpps_tier_v4"), "nearest: hmpps_tier_v3"),
        (("--policy", "hmpps_tier_v3", "--to", "out.ics"), "name it .csv, .json, .jsonl"),
    ),
)  # fmt: skip
def test_what_cannot_be_done_as_asked_says_why(run, tmp_path, arguments, says):
    path = written(tmp_path / "people.jsonl", CLOSE)

    ran = run("tier", path, "--on", "2025-05-01", *arguments)

    assert (2, "") == (ran.status, ran.out)
    assert says in ran.err


def test_a_standing_is_no_intensity(run, tmp_path):
    free = assessed("person-001", active_sentence=[Dated(value=False, start=START)])
    path = written(tmp_path / "people.jsonl", free)

    ran = run("tier", path, "--on", "2026-09-01", "--policy", "hmpps_tier_v3")

    assert 0 == ran.status
    assert "person-001, as of 2026-09-01: standing" in ran.out
    assert "standing: not_supervised" in ran.out


def test_a_change_that_is_foreseen_is_told_in_words(tier, tmp_path):
    """Until June the two mediums make medium; from then on the rating makes it high."""
    rating = [Dated(value="4a", start=date(2025, 6, 1))]
    later = assessed(
        "person-002", rated("person-002", "medium"), spousal_assault_rating=rating
    )

    ran = tier(written(tmp_path / "people.jsonl", later))

    assert "  changes by itself on 2025-06-01, to high\n" in ran.out


def test_the_only_policy_that_is_installed_need_not_be_named(
    run, tmp_path, monkeypatch
):
    policy = Registry.builtin().policy("bc_crna_supervision")
    own = attrs.evolve(policy, example="")
    monkeypatch.setattr(Registry, "installed", lambda: Registry.of(own))
    path = written(tmp_path / "people.jsonl", CLOSE)

    ran = run("tier", path, "--on", "2025-05-01")

    assert "bc_supervision_rating: high" in ran.out
    assert "example policy" not in ran.out


def test_before_the_policy_was_in_force_nothing_is_recommended(run, tmp_path):
    path = written(tmp_path / "people.jsonl", CLOSE)

    ran = run("tier", path, "--on", "1990-01-01", "--policy", "bc_crna_supervision")

    assert "person-001, as of 1990-01-01: refused\n" in ran.out
    assert "because" not in ran.out
    assert "in force" in ran.out
