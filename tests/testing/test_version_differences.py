"""Two versions of an instrument: an example of what scores otherwise, and nothing made up."""

from datetime import date

import attrs
import pytest

from supervise.errors import NothingToCompare
from supervise.instruments import (
    BLANKS_AS_STATED,
    NONE_MAY_BE_MISSING,
    Blank,
    Day,
    Item,
    Points,
    Text,
    Whole,
    YesNo,
    score,
)
from supervise.levels import LOW_MEDIUM_HIGH, Band, bands
from supervise.needs import Need
from supervise.plugins import Registry
from supervise.records import Status
from supervise.rules import ON, row, table, years
from supervise.testing import scored_otherwise
from tests.analysis.forms import MODEL, SCREEN, record
from tests.analysis.small_instruments import an_instrument

age = Item("age", "Age", Whole(0, 120), person_fact=True)
born = Item("born", "Date of birth", Day(), person_fact=True)
remark = Item("remark", "Remark", Text(), Need.HISTORY)


def counting(*rows, items, id="total", missing=NONE_MAY_BE_MISSING):
    """An instrument of one scale that adds up some rows."""
    points = Points(id, "Total", table=table((id,), *rows), missing=missing)
    return an_instrument(id="counting", items=items, scales=(points,))


def below(limit):
    """One point below an age."""
    return counting(row(age < limit, 1, label="young"), items=(age, remark))


def test_a_version_scores_as_itself():
    assert scored_otherwise(SCREEN, SCREEN) == ()


@pytest.mark.parametrize("id", ("audit_c", "opd", "osp_dc"))
def test_an_instrument_of_the_catalogue_scores_as_itself(id):
    instrument = Registry.builtin().instrument(id)
    assert scored_otherwise(instrument, instrument, tried=200) == ()


def test_a_cut_that_moved_is_shown_on_the_total_between_the_cuts():
    cut = bands(
        LOW_MEDIUM_HIGH,
        Band(0, 1, "low"),
        Band(2, 2, "medium"),
        Band(3, 4, "high"),
        citation="Invented, version 2",
    )
    scale = attrs.evolve(SCREEN.scales[0], bands=cut)
    second = attrs.evolve(SCREEN, version="2", scales=(scale,))

    [found] = scored_otherwise(SCREEN, second)

    # Only a total of 3 was medium and is high: 2 and 4 are where they were.
    assert (found.old.score, found.old.level.code) == (3, "medium")
    assert (found.new.score, found.new.level.code) == (3, "high")
    assert sum(map(int, found.answers.values())) == 3
    assert score(SCREEN, found.answers, on=found.on)["total"] == found.old


def test_an_age_that_moved_is_found_among_all_ages():
    [found] = scored_otherwise(below(23), below(24))

    # Below 23 and below 24 differ for 23 alone; the remark matters to neither.
    assert found.answers == {"age": 23}
    assert str(found) == "total: 0, now 1, for age = 23 on 2026-06-30"


def test_a_birthday_that_moved_is_found():
    def under(limit):
        return counting(row(years(born, ON) < limit, 1, label="young"), items=(born,))

    [found] = scored_otherwise(under(23), under(24))

    # On 30 June 2026 people are 23 who were born from 1 July 2002 to 30 June 2003.
    assert found.on == date(2026, 6, 30)
    assert date(2002, 7, 1) <= found.answers["born"] <= date(2003, 6, 30)


def test_a_blank_that_counts_from_now_on_is_shown_on_the_blank():
    def asking(blank, missing):
        item = Item("moved", "Moved", YesNo(blank=blank), Need.HOUSING)
        return counting(row(item.yes, 1), items=(item,), missing=missing)

    [found] = scored_otherwise(
        asking(None, NONE_MAY_BE_MISSING),
        asking(Blank(False, "invented, p. 2"), BLANKS_AS_STATED),
    )

    assert found.answers == {}
    assert (found.old.status, found.new.status) == (Status.MISSING, Status.SCORED)
    assert str(found) == "total: missing, now 0, for no answers on 2026-06-30"


def test_a_percent_that_moved_is_told_with_its_level():
    static, *others = MODEL.scales
    lower = table(("static",), row("constant", "-2"), row(record.yes, "1.5"))
    moved = attrs.evolve(static, table=lower)
    second = attrs.evolve(MODEL, version="2", scales=(moved, *others))

    found, *_ = scored_otherwise(MODEL, second)

    # Without a record: 1 / (1 + e) is 0.268941, and 1 / (1 + e²) is 0.119203.
    assert found.answers == {"record": False}
    assert str(found).startswith("static: ")
    assert (found.old.percent, found.new.percent) == (26.89, 11.92)
    assert "26.89 % low, now " in str(found)
    assert "11.92 % low, for record = False on " in str(found)


def test_a_scale_under_another_name_is_compared_when_it_is_said():
    renamed = counting(row(age < 23, 1, label="young"), items=(age,), id="points")

    with pytest.raises(NothingToCompare):
        scored_otherwise(below(23), renamed)
    assert scored_otherwise(below(23), renamed, scales={"total": "points"}) == ()


def test_answers_are_translated_for_a_form_that_asks_otherwise():
    months = Item("months", "Age in months", Whole(0, 1500), person_fact=True)
    in_months = counting(row(months < 276, 1, label="young"), items=(months,))

    def translate(answers):
        return {} if answers.get("age") is None else {"months": 12 * answers["age"]}

    # 276 months are 23 years.
    assert scored_otherwise(below(23), in_months, translate=translate) == ()
    [found] = scored_otherwise(below(22), in_months, translate=translate)
    assert found.answers == {"age": 22}
