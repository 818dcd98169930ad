"""`supervise demo`: the story of a year of an invented person, the same each time."""

import re

import pytest

from supervise.casefile import CaseFile, case_problems, note_problems
from supervise.casefile.templates import EXAMPLE_TEMPLATES
from supervise.cli.story.year import the_year
from supervise.exchange import from_json
from supervise.intensity import Decision, Direction, Recommendation
from supervise.planning import (
    AgreementState,
    LintEvidence,
    Plan,
    difference,
    merge,
    replay,
)
from supervise.planning.linting import LintRule, lint
from supervise.records import Assessment, CaseNote

FILES = {
    "answers-ogrs4.csv",
    "answers-bc_crna.csv",
    "assessment-ogrs4.json",
    "assessment-bc_crna.json",
    "recommendation.json",
    "decision.json",
    "plan-first.json",
    "plan-revised.json",
    "plan-history.jsonl",
    "plan-ours.jsonl",
    "plan-theirs.jsonl",
    "assessment-ogrs4-again.json",
    "assessment-bc_crna-again.json",
    "case-file.json",
    "lint-evidence.json",
    "lint-evidence-last.json",
    "page-for-avery.txt",
    "page-for-avery.md",
    "page-for-avery-in-june.txt",
    "page-for-the-officer.md",
    "story.txt",
}
CHAPTER = re.compile(r"^\d+\. ", re.MULTILINE)


@pytest.fixture(scope="module")
def made():
    return the_year()


@pytest.fixture
def told(run, tmp_path):
    ran = run("demo", "--out", tmp_path / "demo")
    assert (0, "") == (ran.status, ran.err)
    return ran.out


def test_the_story_is_told_in_the_order_of_the_work(told):
    steps = (
        "Assess: OGRS4",
        "Explain",
        "Assess: BC CRNA",
        "Recommend",
        "Decide",
        "Plan",
        "Disagree",
        "Clear the way",
        "Two at once",
        "Read: Avery's own page",
        "Read: the officer's page",
        "Find help",
        "Refer: refused",
        "Refer: a warm hand-over",
        "Attend",
        "See progress",
        "Watch: what needs attention",
        "Watch: where the chain breaks",
        "Review",
        "Assess again",
        "Walk the chain",
        "Leave",
    )

    places = [told.index(f"\n{n}. {step}") for n, step in enumerate(steps, start=1)]

    assert sorted(places) == places


def test_a_year_is_ten_minutes_reading_and_a_chapter_fits_on_a_screen(told):
    chapters = CHAPTER.split(told)[1:]

    # An adult reads about 240 words of plain text in a minute; half of these are figures.
    assert len(told.split()) < 2400
    assert max(len(chapter.splitlines()) for chapter in chapters) <= 40


def test_every_chapter_begins_with_what_is_done_in_it(told):
    for chapter in CHAPTER.split(told)[1:]:
        why = chapter.splitlines()[1]
        assert why.startswith("  ")
        assert why.strip()[0].isupper()


@pytest.mark.parametrize(
    "said",
    (
        # The barrier blocks the goal until a step deals with it.
        "goal work is blocked",
        "goal work is being cleared",
        "goal work is ready",
        "Get a travel pass for the night bus: clears the way",
        # The disagreement has its reason and the person's words.
        "not agreed, of version 1",
        'why: "The hostel is across town',
        "Work, yes. The hostel, no",
        # Two at once: what clashes is shown, what does not is taken, and people settle.
        "conflict at goal/work/target_on: both changed",
        "notice at goal/work: barrier found",
        "goal/room/step/list/status: not_started -> completed",
        "settled by people in revision-8",
        # Help: refused, another found, handed over, used.
        "an exclusion because of the record",
        "refused by person 2026-02-20",
        "alternative: At the bench",
        "stays behind: notes; the basis does not cover notes",
        "hand-over: offered 2026-02-20; introduced 2026-03-02; met 2026-03-02",
        "absent, nobody's choice (workshop closed)",
        "all 6 sessions were attended",
        # Six sessions of ninety minutes are nine hours.
        "9 hours on the need, of 20 aimed at",
        # What came of it.
        "0 (2026-03-06), 12 (2026-05-08), 22 (2026-06-12): reached",
        "goal/work/achievement: improving -> achieved",
        "milestone, big, 2026-05-15",
        "need without goal (assessment-bc_crna): 'money' has no goal",
        "housing: goal, step; breaks at referral",
        "BC CRNA, all needs together: medium to low",
        "change: assessment-bc_crna/assessment-bc_crna-again",
        "met: there is a goal for life after supervision (keep)",
    ),
)
def test_the_story_tells_of(told, said):
    assert said in " ".join(told.split())


def test_the_case_is_sound_and_its_notes_fit_their_templates(made):
    notes = [fact for fact in made.file.facts if isinstance(fact, CaseNote)]

    assert () == case_problems(made.file)
    assert notes
    assert [()] * len(notes) == [note_problems(n, EXAMPLE_TEMPLATES) for n in notes]


def test_the_linter_is_silent_on_the_last_plan_and_speaks_on_the_first(
    run, told, tmp_path
):
    folder = tmp_path / "demo"
    asked = ("plan", "lint")

    first = run(
        *asked,
        folder / "plan-first.json",
        "--evidence",
        folder / "lint-evidence.json",
        "--on",
        "2026-01-09",
    )
    last = run(
        *asked,
        folder / "plan-revised.json",
        "--evidence",
        folder / "lint-evidence-last.json",
        "--on",
        "2026-12-14",
    )

    assert 1 == first.status
    for rule in ("barrier_unaddressed", "not_measurable", "part_missing"):
        assert rule in first.out
    assert (0, "0 findings as of 2026-12-14\n") == (last.status, last.out)


def test_the_linter_saw_in_february_what_stood_still_in_july(made):
    settled = made.history[7].entry.effective_on

    report = lint(made.plan(8), made.lint_evidence(settled), on=settled)

    assert [("goal/room/step", LintRule.NO_FIRST_STEP)] == [
        (each.address, each.rule) for each in report.findings
    ]


def test_the_two_histories_in_its_files_merge_as_it_tells(made, told, tmp_path):
    ours, theirs = (
        [
            from_json(line)
            for line in (tmp_path / "demo" / name)
            .read_text(encoding="utf-8")
            .splitlines()
        ]
        for name in ("plan-ours.jsonl", "plan-theirs.jsonl")
    )

    assert made.merged == merge(ours, theirs)


def test_the_person_first_disagreed_and_agreed_to_what_was_changed(made):
    states = [made.plan(version).agreement.state for version in (2, 4, 15)]

    assert [
        AgreementState.NOT_AGREED,
        AgreementState.UPDATED_AGREED,
        AgreementState.UPDATED_AGREED,
    ] == states


def test_the_persons_page_has_no_word_of_an_assessment(told, tmp_path):
    page = (tmp_path / "demo" / "page-for-avery.txt").read_text(encoding="utf-8")

    assert "MY PLAN" in page
    for word in ("risk", "level", "assess", "bc_crna", "officer-07"):
        assert word not in page.lower()


def test_in_june_the_page_says_how_far_avery_has_come(told, tmp_path):
    page = (tmp_path / "demo" / "page-for-avery-in-june.txt").read_text(
        encoding="utf-8"
    )

    assert "How far I am: from 0 to 22 hours a week" in page
    assert "- The first wage in fourteen months." in page


def test_what_to_try_next_can_be_tried(run, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path / "demo")
    lines = told.split("To try, in that folder:\n")[1].splitlines()

    ran = [run(*line.split()[1:]) for line in lines]

    assert [""] * 4 == [each.err for each in ran]
    assert [0, 0, 0, 1] == [each.status for each in ran]


def test_the_story_and_its_files_are_the_same_each_time(run, tmp_path):
    outs = [
        run("demo", "--out", tmp_path / name / "demo").out for name in ("one", "two")
    ]

    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name / "demo").iterdir()}
        for name in ("one", "two")
    )
    assert (outs[0], one) == (outs[1], two)
    assert one.keys() == FILES


def test_without_a_folder_it_writes_into_its_own(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    run("demo")

    assert FILES == {path.name for path in (tmp_path / "supervise-demo").iterdir()}


@pytest.mark.parametrize(
    ("name", "kind"),
    (
        ("assessment-ogrs4.json", Assessment),
        ("assessment-bc_crna.json", Assessment),
        ("recommendation.json", Recommendation),
        ("decision.json", Decision),
        ("plan-first.json", Plan),
        ("plan-revised.json", Plan),
        ("assessment-ogrs4-again.json", Assessment),
        ("case-file.json", CaseFile),
        ("lint-evidence.json", LintEvidence),
    ),
)
def test_a_file_of_the_demonstration_can_be_read_back(told, tmp_path, name, kind):
    text = (tmp_path / "demo" / name).read_text(encoding="utf-8")

    assert isinstance(from_json(text, kind), kind)


@pytest.mark.parametrize("id", ("ogrs4", "bc_crna"))
def test_its_answers_score_the_same_from_the_file(run, told, tmp_path, id, made):
    ran = run("explain", id, "--from", tmp_path / "demo" / f"answers-{id}.csv")

    sheet = getattr(made, id).sheet
    assert 0 == ran.status
    for scale in sheet:
        if scale.percent is not None and scale.id in {"arp", "vrp", "svrp"}:
            assert f"{scale.percent:.2f} in 100" in " ".join(ran.out.split())
    assert "\nproblems\n" not in ran.out


def test_its_plan_can_be_shown_and_compared(run, told, tmp_path):
    folder = tmp_path / "demo"

    shown = run("plan", "show", folder / "plan-history.jsonl").out
    diff = run(
        "plan", "diff", folder / "plan-first.json", folder / "plan-revised.json"
    ).out

    assert shown == run("plan", "show", folder / "plan-revised.json").out
    assert "goal/work/lifecycle: active -> completed" in diff


def test_the_decision_departs_from_what_was_recommended_and_says_why(made):
    decision = made.decision

    assert Direction.DOWN is decision.direction
    assert decision.override.reason
    assert decision.override.approver != decision.by


def test_every_goal_of_supervision_leads_back_to_an_assessed_need(made):
    found = {need.domain.code for need in made.bc_crna.sheet.needs}

    goals = [goal for goal in replay(made.history).goals if not goal.after_supervision]

    assert 3 == len(goals)
    for goal in goals:
        assert found & {getattr(reason, "domain", "") for reason in goal.because}


def test_the_plan_was_revised(made):
    assert difference(made.plan(1), replay(made.history))


def test_a_folder_that_cannot_be_made_is_said(run, tmp_path):
    (tmp_path / "file").write_text("")

    ran = run("demo", "--out", tmp_path / "file")

    assert (2, "") == (ran.status, ran.out)
    assert "no such folder can be made" in ran.err
    assert "name another folder with --out" in ran.err


def test_nothing_is_said_of_what_somebody_will_do(told):
    for word in ("predicts", "will reoffend", "offender", "likely to"):
        assert word not in told.lower()
