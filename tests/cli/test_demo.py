"""`supervise demo`: the main job on an invented person, the same each time."""

import pytest

from supervise.cli.demo_command import everything
from supervise.exchange import from_json
from supervise.intensity import Decision, Direction, Recommendation
from supervise.planning import Plan, difference
from supervise.records import Assessment

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
    "story.txt",
}


@pytest.fixture(scope="module")
def made():
    return everything()


@pytest.fixture
def told(run, tmp_path):
    ran = run("demo", "--out", tmp_path / "demo")
    assert (0, "") == (ran.status, ran.err)
    return ran.out


def test_the_story_is_told_in_the_order_of_the_work(told):
    steps = (
        "1. Assess",
        "2. Explain",
        "3. Assess",
        "4. Recommend",
        "5. Decide",
        "6. Plan",
        "7. Revise",
    )

    places = [told.index(step) for step in steps]

    assert sorted(places) == places


def test_the_story_is_a_minutes_reading(told):
    # An adult reads about 240 words of plain text in a minute; half of these are figures.
    assert len(told.split()) < 600


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
    assert "goal/work/step/trial: added" in diff


def test_the_decision_departs_from_what_was_recommended_and_says_why(made):
    decision = made.decision

    assert Direction.DOWN is decision.direction
    assert decision.override.reason
    assert decision.override.approver != decision.by


def test_every_goal_leads_back_to_an_assessed_need(made):
    found = {need.domain.code for need in made.bc_crna.sheet.needs}

    for goal in made.revised_plan.goals:
        assert found & {getattr(reason, "domain", "") for reason in goal.because}


def test_the_plan_was_revised(made):
    assert difference(made.first_plan, made.revised_plan)


def test_a_folder_that_cannot_be_made_is_said(run, tmp_path):
    (tmp_path / "file").write_text("")

    ran = run("demo", "--out", tmp_path / "file")

    assert (2, "") == (ran.status, ran.out)
    assert "no such folder can be made" in ran.err
    assert "name another folder with --out" in ran.err


def test_nothing_is_said_of_what_somebody_will_do(told):
    for word in ("predicts", "will reoffend", "offender", "likely to"):
        assert word not in told.lower()
