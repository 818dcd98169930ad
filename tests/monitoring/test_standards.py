"""A wrong pack of standards fails when it is made, and every defect is named.

Source of what is refused: `duty-notes.md` of the research, the end of section 2.
"""

import copy
import pickle
from datetime import date

import attrs
import pytest

from supervise.dates import (
    BusinessCalendar,
    Length,
    Period,
    Unit,
    business_days,
    days,
    months,
    weeks,
)
from supervise.errors import CalendarMissing, DeclarationError, UnknownName
from supervise.monitoring import (
    Anchor,
    Any,
    By,
    Count,
    Each,
    Initial,
    OfWhich,
    Once,
    Parity,
    Pause,
    PauseMode,
    Rolling,
    Row,
    RuleVersions,
    Share,
    Standard,
    Substitute,
    Total,
    Trigger,
)
from supervise.monitoring.explanation import requirement
from supervise.packs import (
    district_of_columbia_contacts,
    idaho_contacts,
    new_york_contacts,
    north_dakota_contacts,
)
from supervise.rules import Events, Ref, Rounding, log
from tests.monitoring.people import (
    CUSTODY,
    HOME,
    MOVE,
    PERSONAL,
    SOURCE,
    level,
    pack_of,
    rows_of,
)

GOOD = rows_of(Rolling(days(30)), Count(1, PERSONAL))


def defects(*rows, **fields):
    with pytest.raises(DeclarationError) as raised:
        pack_of(*(rows or GOOD), **fields)
    return raised.value.defects


def row(id="all", when=None, schedule=None, quota=None, citation="p"):
    return Row(id=id, when=when, schedule=schedule, quota=quota, citation=citation)


def one(number=1, schedule=None, **quota):
    quota = {"of": PERSONAL} | quota
    return row(schedule=schedule or Rolling(days(30)), quota=Count(number, **quota))


def test_a_level_that_falls_in_no_row_is_a_defect_and_not_nothing_due():
    only = attrs.evolve(one(), when=level.is_("low", "moderate"))

    (found,) = defects(only)

    assert "nobody says what is required of level high" in found
    assert "give a row, or one without a schedule" in found


def test_a_level_of_which_nothing_is_required_is_said_in_a_row():
    only = attrs.evolve(one(), id="some", when=level.is_("low", "moderate"))

    assert pack_of(only, row("high_needs_nothing"))


def test_a_row_that_can_never_win_is_named():
    late = attrs.evolve(one(), id="late", when=level.is_("high"))

    assert (
        "standard 'contact': row 'late' can never win; an earlier one covers it",
    ) == defects(one(), late)


@pytest.mark.parametrize(
    ("schedule", "says"),
    (
        (Each(2, Unit.MONTH, Anchor.CALENDAR, parity=Parity.ODD), "odd and even"),
        (Each(5, Unit.MONTH, Anchor.CALENDAR), "divide a year"),
        (Each(2, Unit.WEEK, Anchor.CALENDAR), "several weeks"),
        (Each(30, Unit.DAY, Anchor.CALENDAR), "no periods of days"),
        (Each(1, Unit.YEAR, Anchor.START), "days, weeks or months"),
        (Each(1, Unit.WEEK, Anchor.CALENDAR, opens=8), "opens before its period"),
        (Each(7, Unit.DAY, Anchor.FIRST), "say `opens`"),
        (Each(1, Unit.WEEK, Anchor.CALENDAR, opens=0), "open for at least a day"),
        (Each(0, Unit.WEEK, Anchor.START), "has at least one unit"),
        (By("release", months(1)), "counted in days or weeks"),
        (Rolling(days(0)), "at once, for ever"),
    ),
)
def test_a_schedule_that_makes_no_sense_is_named(schedule, says):
    assert any(says in each for each in defects(one(schedule=schedule)))


@pytest.mark.parametrize(
    ("changes", "says"),
    (
        ({"number": 0}, "at least one is required"),
        ({"of_which": (OfWhich(2, HOME),)}, "2 of 1 cannot be"),
        (
            {"substitutes": (Substitute(PERSONAL, 1, citation="p"),)},
            "the same as what it stands",
        ),
        ({"of": Events("letter")}, "no event is of kind 'letter'"),
        (
            {"of": Events("contact", Ref("colour").is_("red"))},
            "no field is called 'colour'",
        ),
        ({"of": Events("contact", Ref("place").is_("moon"))}, "nothing can match it"),
    ),
)
def test_a_quota_that_makes_no_sense_is_named(changes, says):
    assert any(says in each for each in defects(one(**changes)))


def test_a_share_has_no_default_rounding():
    with pytest.raises(TypeError, match="rounding"):
        Share("1/2")


def test_business_days_name_their_calendar():
    with pytest.raises(DeclarationError, match="name a calendar"):
        Length(3, Unit.BUSINESS_DAY)


def test_a_state_that_nobody_has_is_named():
    pause = Pause(when=Ref("weather").is_("rain"), mode=PauseMode.FREEZE, citation="p")

    assert ("standard 'contact' pause: no state is called 'weather'",) == defects(
        pauses=(pause,)
    )


def test_a_pause_that_excuses_states_its_grace():
    pause = Pause(when=CUSTODY, mode=PauseMode.EXCUSE, citation="p")

    assert any("states a grace" in each for each in defects(pauses=(pause,)))


def test_an_earlier_event_is_not_reused_in_a_period():
    initial = Initial(within=days(30), reuse=days(90), citation="p")
    each = one(schedule=Each(1, Unit.MONTH, Anchor.CALENDAR))

    assert any(
        "reused for a rolling clock" in d for d in defects(each, initial=initial)
    )


def test_everything_that_is_cited_needs_its_citation():
    trigger = Trigger(id="t", of=MOVE, within=days(1), answer=HOME, citation="")

    found = defects(
        attrs.evolve(one(), citation=""),
        citation=" ",
        triggers=(trigger,),
        initial=Initial(within=days(1), citation=""),
    )

    assert 4 == len(found), found


def test_an_unknown_standard_or_row_suggests_the_nearest():
    with pytest.raises(UnknownName, match="nearest: home_visit"):
        idaho_contacts.PACK.standard("home_visits")
    with pytest.raises(UnknownName, match="nearest: moderate"):
        idaho_contacts.PACK.standard("home_visit").row("moderat")


@pytest.mark.parametrize(
    "pack",
    (
        idaho_contacts.PACK,
        north_dakota_contacts.PACK,
        new_york_contacts.PACK,
        district_of_columbia_contacts.PACK,
    ),
    ids=lambda pack: pack.id,
)
def test_a_pack_is_a_plain_value_with_a_fingerprint(pack):
    assert pack == pickle.loads(pickle.dumps(pack)) == copy.deepcopy(pack)
    assert 64 == len(pack.fingerprint)


def test_the_fingerprint_covers_what_moves_a_date_and_no_wording():
    def standard(**changes):
        fields = {"id": "contact", "title": "t", "rows": GOOD, "citation": "p"}
        return Standard(**(fields | {"on_change": "soften"} | changes))

    base = pack_of(*GOOD)
    prints = {
        pack_of(*GOOD, title="another").fingerprint,
        pack_of(*GOOD, citation="p. 99").fingerprint,
    }
    longer = pack_of(*rows_of(Rolling(days(31)), Count(1, PERSONAL)))

    assert {base.fingerprint} == prints
    assert base.fingerprint != longer.fingerprint
    assert standard().id == "contact"


# -- versions ------------------------------------------------------------------------


def version(number, start, end=None):
    return attrs.evolve(
        north_dakota_contacts.PACK,
        version=number,
        in_force=Period(start, end),
        states=dict(north_dakota_contacts.PACK.states),
        events={k: dict(e) for k, e in north_dakota_contacts.PACK.events.items()},
    )


def test_later_versions_stand_beside_earlier_ones_each_in_its_own_time():
    old, new = version("1", "2024-01-01", "2024-12-31"), version("2", "2025-01-01")
    found = RuleVersions("north_dakota_contacts", (old, new))

    days_of_change = date(2023, 12, 31), date(2024, 12, 31), date(2025, 1, 1)

    assert [None, old, new] == [found.in_force(on) for on in days_of_change]


@pytest.mark.parametrize("end", (None, "2025-01-01", "2026-12-31"))
def test_versions_that_are_in_force_on_one_day_are_refused(end):
    with pytest.raises(DeclarationError, match="both in force on 2025-01-01"):
        RuleVersions("x", (version("1", "2024-01-01", end), version("2", "2025-01-01")))


def test_a_wrong_set_of_versions_names_every_defect():
    one = version("1", "2024-01-01")

    with pytest.raises(DeclarationError) as raised:
        RuleVersions("x", (one, one))

    assert 2 == len(raised.value.defects)
    with pytest.raises(DeclarationError, match="no version"):
        RuleVersions("x", ())


# -- lengths and calendars -------------------------------------------------------------


def calendar(**changes):
    fields = {
        "name": "office",
        "version": "1",
        "covers": Period("2025-01-01", "2025-12-31"),
        "rest_days": {4, 5},  # Friday and Saturday
        "holidays": (),
    }
    return BusinessCalendar(**(fields | changes))


def test_which_days_are_business_days_is_the_hosts_to_say():
    """Thursday 5 June + 1 in a week that rests on Friday and Saturday is Sunday 8 June."""
    length = business_days(1, "office")

    assert date(2025, 6, 8) == length.after(date(2025, 6, 5), {"office": calendar()})


def test_a_calendar_does_not_speak_of_days_that_it_does_not_cover():
    with pytest.raises(CalendarMissing, match="'office' is missing, or does not cover"):
        business_days(3, "office").after(date(2025, 12, 30), {"office": calendar()})


def test_a_week_without_a_business_day_is_refused():
    with pytest.raises(DeclarationError) as raised:
        calendar(rest_days=range(9))

    assert 1 == len(raised.value.defects)


@pytest.mark.parametrize(
    ("length", "text"),
    (
        (days(1), "1 day"),
        (business_days(3, "x"), "3 business days"),
        (months(2, month_end=True), "2 months, to the end of the month"),
    ),
)
def test_a_length_reads_as_words(length, text):
    assert text == str(length)


def test_half_is_rounded_as_stated():
    assert [3, 2] == [Share("1/2", way).of(5) for way in (Rounding.UP, Rounding.DOWN)]


# -- what a pack must say of itself ----------------------------------------------------


def whole(**changes):
    """A pack of one standard, with something of the pack itself changed."""
    pack = pack_of(*GOOD)
    given = {
        "states": dict(pack.states),
        "events": {kind: dict(fields) for kind, fields in pack.events.items()},
    }
    return attrs.evolve(pack, **(given | changes))


@pytest.mark.parametrize(
    ("changes", "says"),
    (
        ({"id": "Invented Pack"}, "id 'Invented Pack' is not lower snake case"),
        ({"standards": ()}, "no standards"),
        (
            {"standards": pack_of(*GOOD).standards * 2},
            "standard 'contact' is stated 2 times",
        ),
        (
            {"source": attrs.evolve(SOURCE, licence=" ")},
            "source.licence is empty; state it",
        ),
    ),
)
def test_a_pack_says_what_it_is_and_has_each_standard_once(changes, says):
    with pytest.raises(DeclarationError) as raised:
        whole(**changes)

    assert (says,) == raised.value.defects


def test_a_row_is_stated_once_and_has_a_schedule_with_a_quota():
    first = attrs.evolve(one(), when=level.is_("high"))
    bare = row(schedule=Rolling(days(30)))

    assert {
        "standard 'contact': row 'all' is stated 2 times",
        "standard 'contact' row 'all': a schedule and a quota go together",
    } == set(defects(first, bare))


@pytest.mark.parametrize(
    ("when", "says"),
    (
        (level >= 3, "'level >= 3' has no answer where level is low"),
        (
            log(Ref("supervised")) >= 0,
            "has no answer where supervised is False",
        ),
    ),
)
def test_a_condition_that_has_no_answer_for_a_word_of_the_pack_is_named(when, says):
    (found,) = defects(row(id="some", when=when), one())

    assert found.startswith("standard 'contact' row 'some': condition: ")
    assert found.endswith(says)


def test_a_row_for_a_state_that_nobody_has_is_named_once():
    rain = row(id="rain", when=Ref("weather").is_("rain"))

    assert (
        "standard 'contact' row 'rain': condition: no state is called 'weather'",
    ) == defects(rain, one())


def test_a_filter_that_has_no_answer_for_a_word_of_the_pack_is_named():
    late = Events("contact", Ref("place") >= 3)

    (found,) = defects(one(of=late))

    assert found.endswith("it has no answer where place is office")


def test_a_pack_prints_its_name_and_version_only():
    assert "<standards invented 1>" == repr(pack_of(*GOOD))


def test_versions_stand_in_the_order_of_their_time():
    old, new = version("1", "2024-01-01", "2024-12-31"), version("2", "2025-01-01")

    with pytest.raises(DeclarationError, match="not in the order of their time"):
        RuleVersions("x", (new, old))


@pytest.mark.parametrize(
    ("schedule", "says"),
    (
        (Once(days(30)), "once within 30 days of the start"),
        (By("release", weeks(1)), "1 week before release"),
        (Rolling(days(15)), "within 15 days of the last time"),
        (
            Each(1, Unit.MONTH, Anchor.CALENDAR, parity=Parity.ODD),
            "in each month of the calendar (odd months)",
        ),
    ),
)
def test_a_requirement_reads_as_words(schedule, says):
    of_sessions = row(schedule=schedule, quota=Count(2, Events("session")))

    assert f"2 session {says}" == requirement(of_sessions)


def test_alternatives_read_as_alternatives():
    either = Any((Count(1, Events("session")), Total(60, "minutes", Events("session"))))

    assert "1 session or 60 minutes of session" == str(either)
