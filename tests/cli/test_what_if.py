"""`supervise what-if`: which goal-worthy items would lower a level, as arithmetic.

The invented person of the story has all reoffending at medium, 55.24 %, just above the edge
of 50. Coefficients of arp_dynamic (instruments.md 9.4): accommodation 0.0848, activities
0.1265 a point; log-odds 0.21 are above 0 (50 %) by less than the two together.
"""

import attrs
import pytest

from supervise.cli import what_if_command


@pytest.fixture
def story(run, tmp_path):
    run("demo", "--out", tmp_path / "story")
    return tmp_path / "story"


def test_the_smallest_set_that_lowers_the_level_is_named(run, story):
    ran = run(
        "what-if",
        "ogrs4",
        "--from",
        story / "answers-ogrs4.csv",
        "--on",
        "2026-01-05",
        "--scale",
        "arp",
    )

    assert (0, "") == (ran.status, ran.err)
    assert ran.out.splitlines()[0] == "All reoffending (arp): medium"
    assert "low with less of: Suitability of accommodation, Activities" in ran.out


def test_every_answer_says_that_it_is_arithmetic(run, story):
    ran = run("what-if", "bc_crna", "--from", story / "answers-bc_crna.csv")

    assert "arithmetic of the score" in ran.out


def test_an_unknown_scale_is_refused_with_the_nearest(run, story):
    ran = run(
        "what-if",
        "ogrs4",
        "--from",
        story / "answers-ogrs4.csv",
        "--on",
        "2026-01-05",
        "--scale",
        "arp_dinamic",
    )

    assert (2, "") == (ran.status, ran.out)
    assert "arp_dynamic" in ran.err


def test_where_nothing_is_scored_what_is_possible_is_said(run, tmp_path):
    (tmp_path / "in.csv").write_text(
        "age_at_arrest,current_violent_offence,pending_charge,prior_misdemeanor,"
        "prior_felony,prior_violent_convictions,recent_fta,old_fta,prior_incarceration\n"
        "40,N,N,Y,N,0,0,N,\n"
    )

    ran = run(
        *("what-if", "psa", "--from", tmp_path / "in.csv"),
        *("--on", "2026-01-05", "--scale", "nca"),
    )

    assert (0, "") == (ran.status, ran.err)
    assert "it is not scored (missing), so there is no level to lower" in ran.out
    assert "nca: can still be 2 or 3" in ran.out
    assert "ask next: Earlier sentence of 14 days or more" in ran.out


def test_that_other_sets_would_do_as_well_is_said(run, story, monkeypatch):
    honest = what_if_command.what_if
    monkeypatch.setattr(
        what_if_command,
        "what_if",
        lambda *given, **options: attrs.evolve(honest(*given, **options), more=True),
    )

    ran = run(
        "what-if", "ogrs4", "--from", story / "answers-ogrs4.csv",
        "--on", "2026-01-05", "--scale", "arp",
    )  # fmt: skip

    assert "\n  and other sets of the same size\n" in ran.out
