"""The twenty-seven traps of `us-peers.md` 1.12, by their numbers, each with a test.

Where the meaning is worked out elsewhere at length, the trap's own example stands here.
"""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from supervise.dates import Period, Unit, days, months
from supervise.errors import DeclarationError, SchemeMismatch
from supervise.intensity import (
    Clause,
    Editions,
    RecommendationStatus,
    coded,
    first,
    level_of,
    number,
    recommend,
)
from supervise.levels import IntensityScheme, LevelScheme
from supervise.monitoring import (
    Anchor,
    Count,
    DutyStatus,
    Each,
    Initial,
    OnChange,
    Pause,
    PauseMode,
    Rejection,
    Rolling,
    Row,
    Snooze,
    eligibility,
)
from supervise.packs.discharge_criteria import IDAHO_LIMITED_SUPERVISION
from supervise.rules import (
    Dated,
    Events,
    Happened,
    Held,
    Latest,
    Ref,
    Rose,
    Rounding,
    Served,
    Timeline,
    cut,
    days_of,
    first_match,
    happened,
    mapped,
    stated,
    value_of,
)
from supervise.rules.spans import holds_on
from tests.intensity.examples import policy
from tests.monitoring.people import (
    CUSTODY,
    PERSONAL,
    START,
    contact,
    day,
    due_in_days,
    duty_of,
    level,
    pack_of,
    rows_of,
    setting,
    steps,
    timeline,
)
from tests.monitoring.test_eligibility import idahoan
from tests.monitoring.test_explanation import explained
from tests.support.sheets import SUPERVISOR, rated, scale, sheet

ON = date(2026, 6, 1)
LSI = number("lsi_r", "LSI-R", "0", "54")
EVERY_30 = rows_of(Rolling(days(30)), Count(1, PERSONAL))


def by_score(**changes):
    """An invented policy of one number."""
    bands = mapped(
        cut(LSI, "0", "21", "29"), {"0": "light", "21": "regular", "29": "close"}
    )
    clause = Clause("score", "Score", says=bands, citation="p")
    return policy(**({"inputs": (LSI,), "rule": clause, "standings": ()} | changes))


def holds(criterion, case, on):
    return holds_on(days_of(criterion, case).certainly, on.toordinal())


def assessed(*scores, month=1):
    return [
        happened(
            f"a{n}", "assessment", date(2025, month + n, 1), tool="lsi_r", score=score
        )
        for n, score in enumerate(scores)
    ]


def test_trap_01_a_score_of_zero_is_a_score():
    assert "light" == recommend(by_score(), facts={"lsi_r": 0}, on=ON).intensity.code


def test_trap_02_a_rise_from_zero_is_a_rise():
    case = Timeline(person="p", events=assessed(0, 20))

    assert holds(Rose(Events("assessment"), "score", 5, from_zero=True), case, ON)


def test_trap_03_a_fall_of_exactly_five_percent_is_no_rise():
    case = Timeline(person="p", events=assessed(20, 19))

    assert not holds(Rose(Events("assessment"), "score", 5, from_zero=True), case, ON)


def test_trap_04_what_comes_later_does_not_leak_into_an_earlier_day():
    low = Held(Ref("level").is_("low"), months(12))
    early = steps((date(2024, 1, 1), "low"))
    raised = steps((date(2024, 1, 1), "low"), (date(2025, 6, 1), "high"))

    for states in (early, raised):
        assert holds(
            low, Timeline(person="p", states={"level": states}), date(2025, 3, 1)
        )


@pytest.mark.parametrize("sentinel", (55, 60, 70, -1))
def test_trap_05_a_score_that_cannot_be_is_refused(sentinel):
    found = recommend(by_score(), facts={"lsi_r": sentinel}, on=ON)

    assert (RecommendationStatus.INVALID, None) == (found.status, found.intensity)


def test_trap_06_bands_are_those_in_force_on_the_day():
    old = by_score(version="1", in_force=Period("2025-01-01", "2025-12-31"))
    new = by_score(
        version="2",
        in_force=Period("2026-01-01"),
        rule=Clause(
            "score",
            "Score",
            says=first_match((LSI >= 20, "close"), otherwise="light"),
            citation="p",
        ),
    )
    editions = Editions("bands", (old, new))

    found = [
        recommend(editions.in_force(on), facts={"lsi_r": 20}, on=on).intensity.code
        for on in (date(2025, 12, 31), date(2026, 1, 1))
    ]

    assert ["light", "close"] == found


def test_trap_07_a_level_that_no_row_names_is_a_defect():
    with pytest.raises(DeclarationError, match="required of level high"):
        pack_of(attrs.evolve(EVERY_30[0], when=~level.is_("high")))


def test_trap_08_the_highest_is_by_rank_and_not_by_alphabet():
    scheme = IntensityScheme("ranks", ("minimum", "medium", "high"))
    ranks = LevelScheme("ranks", ("minimum", "medium", "high"))

    assert scheme["high"] > scheme["minimum"]
    with pytest.raises(SchemeMismatch):
        _ = ranks["high"] > scheme["minimum"]


def test_trap_09_a_status_is_matched_whole():
    case = Timeline(person="p", states={"place": steps((START, "NOT IN CUSTODY"))})

    assert not holds(Ref("place").is_("IN CUSTODY"), case, ON)


def test_trap_10_the_precedence_that_is_stated_is_the_one_that_runs():
    warrant, custody = (coded(id, id, "yes", "no") for id in ("warrant", "custody"))
    scheme = IntensityScheme("precedence", ("light", "close"))
    ordered = policy(
        inputs=(warrant, custody),
        standings=(),
        scheme=scheme,
        rule=first(
            Clause(
                "warrant",
                "W",
                says=stated("close"),
                when=warrant.is_("yes"),
                citation="1",
            ),
            Clause(
                "custody",
                "C",
                says=stated("light"),
                when=custody.is_("yes"),
                citation="2",
            ),
        ),
    )

    found = recommend(ordered, facts={"warrant": "yes", "custody": "yes"}, on=ON)

    assert ["warrant", "custody"] == [clause.id for clause in ordered.clauses]
    assert "warrant" == found.decided_by


def test_trap_11_somebody_who_was_never_assessed_is_unknown_and_not_dropped():
    never = Timeline(person="p")

    found = days_of(Latest(Events("assessment"), Ref("score") >= 21), never)

    assert not holds_on(found.certainly, ON.toordinal())
    assert holds_on(found.possibly, ON.toordinal())


@pytest.mark.parametrize(
    ("rounding", "on"),
    ((Rounding.UP, date(2025, 1, 6)), (Rounding.DOWN, date(2025, 1, 5))),
)
def test_trap_12_a_part_of_a_term_says_how_it_is_rounded(rounding, on):
    """A half of nine days is four and a half; counted from 1 January."""
    case = Timeline(
        person="p", dates={"start": date(2025, 1, 1), "end": date(2025, 1, 10)}
    )
    half = Served("start", "end", Fraction(1, 2), rounding)

    assert [False, True] == [holds(half, case, each) for each in (day(-1, on), on)]


@pytest.mark.parametrize(
    ("schedule", "due"),
    (
        (Rolling(months(1)), date(2025, 2, 28)),
        (Rolling(days(30)), date(2025, 3, 2)),
        (Each(1, Unit.MONTH, Anchor.CALENDAR), date(2025, 2, 28)),
    ),
)
def test_trap_13_a_month_is_not_thirty_days(schedule, due):
    case = timeline(contact("c", date(2025, 1, 31)), start=date(2025, 1, 1))

    assert (
        due
        == duty_of(
            pack_of(*rows_of(schedule, Count(1, PERSONAL))), case, date(2025, 2, 1)
        ).due
    )


def test_trap_14_two_assessments_on_one_day_are_not_decided_by_their_ids():
    overall = level_of(
        "tool", "overall", LevelScheme("low_medium_high", ("low", "medium", "high"))
    )
    clause = Clause(
        "only",
        "O",
        says=mapped(overall, {"low": "light", "medium": "regular", "high": "close"}),
        citation="p",
    )
    reads = policy(inputs=(overall,), rule=clause, standings=())
    pair = [rated(ON, {"overall": code}, instrument="tool") for code in ("low", "high")]

    for sheets in (pair, pair[::-1]):
        assert RecommendationStatus.INVALID == recommend(reads, sheets, on=ON).status


def test_trap_15_an_assessment_just_before_the_start_is_not_lost():
    pack = pack_of(
        *rows_of(Rolling(days(365)), Count(1, PERSONAL)),
        initial=Initial(within=days(45), reuse=days(90), citation="p"),
    )
    case = timeline(
        contact("early", day(-3)),
        case_type=steps((START, "general"), (day(20), "sex_offence")),
    )

    assert 362 == due_in_days(duty_of(pack, case, day(30)))


def test_trap_16_a_partial_period_is_a_task_and_not_a_miss():
    pack = pack_of(*rows_of(Each(1, Unit.MONTH, Anchor.CALENDAR), Count(1, PERSONAL)))

    first_month = duty_of(pack, timeline(), date(2025, 3, 20))
    next_month = duty_of(pack, timeline(), date(2025, 4, 20))

    assert (True, None) == (first_month.partial, next_month.earliest_unmet)


def test_trap_17_an_attempt_an_early_contact_and_one_in_custody_count_for_nothing():
    case = timeline(
        contact("attempt", day(9), status="attempted"),
        contact("early", day(-2)),
        contact("inside", day(4)),
        setting=steps((START, "community"), (day(3), "custody"), (day(6), "community")),
    )
    freeze = Pause(when=CUSTODY, mode=PauseMode.FREEZE, citation="p")

    found = explained(pack_of(*EVERY_30, pauses=(freeze,)), case, day(10))

    assert () == found.counted
    assert [
        Rejection.OUTSIDE_SUPERVISION,
        Rejection.IN_PAUSE,
        Rejection.NOT_COMPLETED,
    ] == [each.reason for each in found.rejected]


@pytest.mark.parametrize(
    ("states", "status"),
    (
        ({"setting": "custody"}, DutyStatus.PAUSED),
        ({"setting": "leave"}, DutyStatus.PAUSED),  # absconded, where a pack says so
        (
            {"supervised": steps((START, True), (day(3), False))},
            DutyStatus.NOT_APPLICABLE,
        ),
        ({"supervised": steps((day(40), True))}, DutyStatus.UNKNOWN),
    ),
)
def test_trap_18_nobody_in_custody_or_discharged_has_a_due_date(states, status):
    away = setting.is_("custody", "leave")
    pause = Pause(when=away, mode=PauseMode.FREEZE, citation="p")

    found = duty_of(pack_of(*EVERY_30, pauses=(pause,)), timeline(**states), day(10))

    assert (status, None) == (found.status, found.due)


def test_trap_19_a_raised_level_says_what_becomes_of_the_clock():
    rows = rows_of(
        Rolling(days(45)),
        Count(1, PERSONAL),
        high=(Rolling(days(15)), Count(1, PERSONAL)),
    )
    case = timeline(
        contact("c", day(0)), level=steps((START, "moderate"), (day(20), "high"))
    )

    found = {
        mode: due_in_days(duty_of(pack_of(*rows, on_change=mode), case, day(20)))
        for mode in OnChange
    }

    assert {OnChange.SOFTEN: 35, OnChange.CARRY: 15, OnChange.FRESH: 35} == found


def test_trap_20_a_state_of_no_days_is_no_state():
    states = (
        Dated(value="low", start=START, end=START),
        Dated(value="high", start=START),
    )
    case = Timeline(person="p", states={"level": states})

    assert "high" == case.value_on("level", START)


def test_trap_20_two_kinds_of_supervision_at_once_are_one_and_count_once():
    """Probation from day 0 to 39 and parole from day 20 on: one clock, and one duty."""
    dual = Ref("probation").yes | Ref("parole").yes
    pack = attrs.evolve(
        pack_of(*EVERY_30),
        supervised=dual,
        states=dict(pack_of(*EVERY_30).states)
        | {"probation": (True, False), "parole": (True, False)},
        events={kind: dict(each) for kind, each in pack_of(*EVERY_30).events.items()},
    )
    case = timeline(
        contact("c", day(38)),
        probation=steps((START, True), (day(40), False)),
        parole=steps((START, False), (day(20), True)),
    )

    found = duty_of(pack, case, day(45))

    assert (68, START) == (due_in_days(found), found.clock_start)


def test_trap_21_an_addendum_is_not_a_second_report():
    """Two reports within six months block; a report and its addendum are one report."""
    twice = Happened(Events("violation"), 2, months(6))
    report = happened("v", "violation", date(2026, 5, 1))
    addendum = happened("v2", "violation", date(2026, 5, 8), supersedes="v")
    another = attrs.evolve(addendum, supersedes="")

    assert [False, True] == [
        holds(twice, Timeline(person="p", events=[report, each]), ON)
        for each in (addendum, another)
    ]


def test_trap_21_an_unfounded_violation_does_not_block():
    blocking = Happened(
        Events("violation", Ref("state").is_("substantiated")), 1, months(6)
    )
    found = happened("v", "violation", date(2026, 5, 1), state="unfounded")

    assert not holds(blocking, Timeline(person="p", events=[found]), ON)


def test_trap_22_a_transfer_does_not_restart_a_clock_and_a_release_does():
    restart = Pause(when=CUSTODY, mode=PauseMode.RESTART, citation="p")
    pack = pack_of(*EVERY_30, pauses=(restart,))
    released = steps((START, "community"), (day(10), "custody"), (day(20), "community"))

    moved = duty_of(
        pack,
        timeline(case_type=steps((START, "general"), (day(10), "sex_offence"))),
        day(21),
    )
    out = duty_of(pack, timeline(setting=released), day(21))

    assert (30, 50) == (due_in_days(moved), due_in_days(out))


def test_trap_23_a_snooze_does_not_hide_a_changed_situation():
    before = eligibility(IDAHO_LIMITED_SUPERVISION, idahoan(), on=ON)
    after = eligibility(
        IDAHO_LIMITED_SUPERVISION, idahoan(no_contact_order=True), on=ON
    )
    snooze = Snooze(
        digest=before.digest, until=date(2027, 1, 1), reason="x", by=SUPERVISOR
    )

    assert [True, False] == [snooze.hides(each.digest, ON) for each in (before, after)]


def test_trap_23_a_level_that_is_dated_back_leaves_the_answer_that_was_given():
    """On day 25 it was recorded that the level had been high since day 5."""
    rows = rows_of(
        Rolling(days(45)),
        Count(1, PERSONAL),
        high=(Rolling(days(15)), Count(1, PERSONAL)),
    )
    back = (
        *steps((START, "moderate")),
        Dated(value="high", start=day(5), recorded=day(25)),
    )
    case = timeline(contact("c", day(0)), level=back)
    pack = pack_of(*rows, on_change=OnChange.CARRY)

    assert [45, 15] == [
        due_in_days(duty_of(pack, case, day(10), known=day(known)))
        for known in (10, 25)
    ]


def test_trap_24_what_was_superseded_is_gone():
    case = timeline(
        contact("old", day(20)),
        attrs.evolve(contact("new", day(5)), supersedes="old"),
    )

    assert 35 == due_in_days(duty_of(pack_of(*EVERY_30), case, day(21)))


def test_trap_25_the_day_on_which_a_state_ends_is_not_its_own():
    ended = (Dated(value="low", start=START, end=day(10)),)
    case = Timeline(person="p", states={"level": ended})

    assert ["low", None] == [case.value_on("level", day(n)) for n in (9, 10)]


def test_trap_26_a_contact_after_death_counts_for_nothing_and_says_so():
    died = steps((START, True), (day(20), False))
    case = timeline(
        contact("after", day(25)), contact("before", day(5)), supervised=died
    )

    living = duty_of(pack_of(*EVERY_30), case, day(19))
    found = explained(pack_of(*EVERY_30), case, day(19))

    assert 35 == due_in_days(living)
    assert {"after": Rejection.AFTER_AS_OF} == {
        e.event: e.reason for e in found.rejected
    }
    assert (
        DutyStatus.NOT_APPLICABLE == duty_of(pack_of(*EVERY_30), case, day(30)).status
    )


def test_trap_26_asked_after_the_death_the_contact_is_told_as_outside_supervision():
    died = steps((START, True), (day(20), False))
    case = timeline(
        contact("after", day(25)), contact("before", day(5)), supervised=died
    )

    found = explained(pack_of(*EVERY_30), case, day(30))

    assert () == found.counted
    assert [("after", Rejection.OUTSIDE_SUPERVISION)] == [
        (each.event, each.reason) for each in found.rejected
    ]
    assert "not counted: after on 2025-03-28, outside_supervision" in str(found)


def test_trap_27_a_sum_with_an_unanswered_part_is_unknown_and_not_an_average():
    total = Ref("one") + Ref("two")

    assert None is value_of(total, {"one": 3, "two": None})


def test_the_sheet_of_a_tool_that_was_not_scored_is_not_a_zero():
    percent = scale("general", percent=None)

    found = recommend(policy(), [sheet("invented_tool", ON, percent)], on=ON)

    assert RecommendationStatus.INVALID == found.status


def test_a_row_says_that_nothing_is_required():
    free = Row(id="none", citation="p")

    assert DutyStatus.NOT_REQUIRED == duty_of(pack_of(free), timeline(), day(3)).status
