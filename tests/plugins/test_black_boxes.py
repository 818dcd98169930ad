"""A black box gives a number; everything else about its sheet is as declared."""

from datetime import date
from math import inf, log, nan

import attrs
import pytest

from supervise.errors import DeclarationError, PluginError, ProblemCode
from supervise.instruments import Estimate, Reports, black_box_sheet, fingerprint, score
from supervise.plugins import Registry
from supervise.records import Contribution, Status
from tests.plugins.samples import black_box, instrument, plugin

ON = date(2026, 8, 1)
ANSWERS = {"needed": True, "extra": False}
CANARY = "Avery Example"


def says(raw, *contributions):
    """A model that always says the same."""
    return lambda _: {"risk": Estimate(raw, contributions)}


def scorer(model, name="tools", **hooks):
    """A plugin that scores by a model, and brings the black box unless told otherwise."""

    def supervise_score(instrument, answers, on):
        return black_box_sheet(instrument, answers, model, on=on)

    hooks.setdefault("supervise_instruments", [black_box()])
    return plugin(name, supervise_score=supervise_score, **hooks)


def giving(sheet):
    """A plugin that gives this for a black box, or what this makes of the question."""

    def supervise_score(instrument, answers, on):
        return sheet(instrument, answers, on) if callable(sheet) else sheet

    return plugin(supervise_instruments=[black_box()], supervise_score=supervise_score)


def failure(tools, answers=ANSWERS):
    with pytest.raises(PluginError) as got:
        Registry.of(tools).score("model", answers, on=ON)
    return got.value


# -- the sheet


def test_log_odds_become_a_percent_and_a_level():
    sheet = black_box_sheet(black_box(), ANSWERS, says(log(3)), on=ON)

    # Odds of three to one: 3 / (1 + 3).
    assert sheet["risk"].percent == 75.0
    assert sheet["risk"].level.code == "higher"
    assert sheet["risk"].raw == log(3)


def test_points_are_reported_as_they_are():
    box = black_box(reports=Reports.POINTS, limits=((1, 5), (6, 10)))

    sheet = black_box_sheet(box, ANSWERS, says(6), on=ON)

    assert (sheet["risk"].score, sheet["risk"].percent) == (6, None)
    assert sheet["risk"].level.code == "higher"


def test_reasons_are_kept_as_contributions():
    reasons = Contribution("needed: yes", 0.5, ("needed",)), Contribution("base", -1.5)

    sheet = black_box_sheet(black_box(), ANSWERS, says(-1.0, *reasons), on=ON)

    assert sheet["risk"].contributions == reasons


def test_the_model_is_given_exact_facts_that_it_cannot_change():
    seen = []

    def model(facts):
        seen.append(facts)
        return {"risk": Estimate(0.0)}

    black_box_sheet(black_box(), {"needed": True}, model, on=ON)

    assert dict(seen[0]) == {"needed": True, "extra": None, "on": ON}
    with pytest.raises(TypeError):
        seen[0]["extra"] = True


@pytest.mark.parametrize(
    ("answers", "status", "code"),
    (
        ({}, Status.MISSING, ProblemCode.MISSING),
        ({"needed": 1}, Status.INVALID, ProblemCode.WRONG_TYPE),
        ({"needed": True, "odd": 1}, Status.INVALID, ProblemCode.UNKNOWN_ITEM),
    ),
)
def test_the_model_is_not_asked_where_it_may_not_be_scored(answers, status, code):
    def model(facts):
        raise AssertionError("was asked")

    sheet = black_box_sheet(black_box(), answers, model, on=ON)

    assert sheet["risk"].status is status
    assert [p.code for p in sheet.errors] == [code]


def test_a_model_is_not_given_what_it_does_not_declare():
    box = black_box()
    (scale,) = box.scales
    box = attrs.evolve(box, scales=(attrs.evolve(scale, may_use=()),))
    seen = []

    def model(facts):
        seen.append(facts)
        return {"risk": Estimate(0.0)}

    black_box_sheet(box, ANSWERS, model, on=ON)

    assert set(seen[0]) == {"needed", "on"}


def test_a_wrong_answer_that_a_model_may_use_is_in_its_way():
    sheet = black_box_sheet(black_box(), {"needed": True, "extra": 1}, says(0.0), on=ON)

    assert sheet["risk"].status is Status.INVALID


def test_what_is_not_required_may_be_missing():
    sheet = black_box_sheet(black_box(), {"needed": True}, says(0.0), on=ON)

    assert sheet["risk"].status is Status.SCORED
    assert sheet.problems == ()


@pytest.mark.parametrize("raw", (nan, inf, 1, True, None, "0.5"))
def test_a_model_must_give_a_finite_double_as_log_odds(raw):
    with pytest.raises(ValueError, match="must give a finite float"):
        black_box_sheet(black_box(), ANSWERS, says(raw), on=ON)


@pytest.mark.parametrize("raw", (0, 11))
def test_points_outside_the_bands_are_refused(raw):
    box = black_box(reports=Reports.POINTS, limits=((1, 5), (6, 10)))

    with pytest.raises(ValueError, match="points outside the bands"):
        black_box_sheet(box, ANSWERS, says(raw), on=ON)


def test_a_model_must_answer_for_every_scale():
    with pytest.raises(ValueError, match="no Estimate for 'risk'"):
        black_box_sheet(black_box(), ANSWERS, lambda _: {}, on=ON)


def test_reasons_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="do not add up"):
        black_box_sheet(black_box(), ANSWERS, says(1.0, Contribution("a", 0.5)), on=ON)


def test_reasons_of_another_kind_are_refused():
    with pytest.raises(ValueError, match="are no Contributions"):
        black_box_sheet(black_box(), ANSWERS, says(1.0, "because"), on=ON)


def test_a_black_box_cannot_be_scored_without_its_plugin():
    with pytest.raises(TypeError, match="'model' is a black box; score it by a regist"):
        score(black_box(), ANSWERS, on=ON)


# -- its declaration


def test_another_model_is_another_definition():
    box = black_box()
    (scale,) = box.scales
    other = attrs.evolve(box, scales=(attrs.evolve(scale, model="invented 2"),))

    assert fingerprint(box) != fingerprint(other)


@pytest.mark.parametrize(
    ("change", "defect"),
    (
        ({"model": " "}, "model is empty"),
        ({"bands": None}, "log-odds need bands"),
        ({"reports": Reports.POINTS}, "invalid literal"),
    ),
)
def test_a_wrong_declaration_is_refused(change, defect):
    box = black_box()
    (scale,) = box.scales

    with pytest.raises((DeclarationError, ValueError), match=defect):
        attrs.evolve(box, scales=(attrs.evolve(scale, **change),))


def test_a_black_box_requires_items_of_its_own_instrument():
    box = black_box()
    (scale,) = box.scales
    strange = instrument("other", "strange").items

    for part in ("requires", "may_use"):
        with pytest.raises(DeclarationError, match="'risk': nothing is called 'stra"):
            attrs.evolve(box, scales=(attrs.evolve(scale, **{part: strange}),))


def test_bands_of_a_black_box_leave_no_gap():
    with pytest.raises(DeclarationError, match=r"gap between 40\.00 and 50\.00"):
        black_box(limits=(("0.00", "40.00"), ("50.00", "100.00")))


# -- by a registry


def test_a_registry_asks_the_plugin_and_writes_down_which():
    sheet = Registry.of(scorer(says(log(3)))).score("model", ANSWERS, on=ON)

    assert sheet["risk"].percent == 75.0
    assert sheet.identity.scored_by == "plugin 'tools'"


def test_a_declared_instrument_is_never_asked_for():
    def supervise_score(instrument, answers, on):
        raise AssertionError("was asked")

    tools = plugin(
        supervise_instruments=[instrument("own")], supervise_score=supervise_score
    )

    sheet = Registry.of(tools).score("own", {"asked": True}, on=ON)

    assert sheet["total"].raw == 1
    assert sheet.identity.scored_by == ""


def test_the_plugin_that_brought_the_instrument_is_asked_first():
    sly = scorer(says(-9.0), "sly", supervise_instruments=[])
    owner = scorer(says(log(3)), "owner")

    sheet = Registry.of(sly, owner).score("model", ANSWERS, on=ON)

    assert sheet["risk"].percent == 75.0


def test_another_plugin_is_asked_where_the_first_leaves_it():
    def leaves(instrument, answers, on):
        return None

    owner = plugin("owner", supervise_instruments=[black_box()], supervise_score=leaves)
    helper = scorer(says(log(3)), "service", supervise_instruments=[])

    sheet = Registry.of(owner, helper).score("model", ANSWERS, on=ON)

    assert sheet.identity.scored_by == "plugin 'service'"


def test_a_black_box_that_nobody_scores_says_so():
    with pytest.raises(PluginError, match="no plugin scores the black box 'model'"):
        Registry.of(black_box()).score("model", ANSWERS, on=ON)


@pytest.mark.parametrize("error", (KeyError(CANARY), SystemExit(CANARY)))
def test_a_plugin_that_raises_is_named_without_its_words(error):
    def model(facts):
        raise error

    got = failure(scorer(model))

    assert str(got) == (
        f"plugin 'tools': supervise_score: raised {type(error).__name__}"
    )
    assert got.original is error
    assert (got.__cause__, got.__context__) == (None, None)


def test_an_interrupt_in_a_model_passes():
    def model(facts):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Registry.of(scorer(model)).score("model", ANSWERS, on=ON)


@pytest.mark.parametrize(
    ("gives", "kind"), ((75.0, "a float"), ({}, "a dict"), ("low", "a str"))
)
def test_anything_but_a_sheet_is_refused(gives, kind):
    assert f"gave {kind}; give a ScoreSheet" in str(failure(giving(gives)))


def sheet_with(**scale_change):
    """A scorer whose sheet is right but for one scale."""

    def made(instrument, answers, on):
        sheet = black_box_sheet(instrument, answers, says(log(3)), on=on)
        (risk,) = sheet.scales
        return attrs.evolve(sheet, scales=(attrs.evolve(risk, **scale_change),))

    return giving(made)


@pytest.mark.parametrize(
    ("change", "what"),
    (
        ({"percent": 12.0}, "percent of 'risk'"),
        ({"score": 7.0}, "score of 'risk'"),
        ({"level": None}, "level of 'risk'"),
        ({"flags": ("sly",)}, "flags of 'risk'"),
        ({"status": Status.MISSING}, "not borne out"),
        ({"raw": nan}, "not borne out"),
    ),
)
def test_a_sheet_that_says_otherwise_than_its_numbers_is_refused(change, what):
    assert what in str(failure(sheet_with(**change)))


@pytest.mark.parametrize(
    ("change", "what"),
    (
        ({"on": date(2020, 1, 1)}, "another date"),
        ({"answers": {}}, "other answers"),
        ({"scales": ()}, "not borne out"),
        ({"scales": (1,)}, "not borne out"),
    ),
)
def test_a_sheet_of_another_question_is_refused(change, what):
    def made(instrument, answers, on):
        sheet = black_box_sheet(instrument, answers, says(log(3)), on=on)
        return attrs.evolve(sheet, **change)

    assert what in str(failure(giving(made)))


def test_a_sheet_of_another_instrument_is_refused():
    def made(instrument, answers, on):
        return black_box_sheet(black_box("other"), answers, says(0.5), on=on)

    assert "another instrument" in str(failure(giving(made)))


def test_a_sheet_with_a_scale_too_many_is_refused():
    def made(instrument, answers, on):
        sheet = black_box_sheet(instrument, answers, says(log(3)), on=on)
        return attrs.evolve(sheet, scales=(*sheet.scales, *sheet.scales))

    assert "other scales" in str(failure(giving(made)))


def test_a_missing_answer_is_not_scored_by_the_back_door():
    def made(instrument, answers, on):
        full = {**answers, "needed": True}
        sheet = black_box_sheet(instrument, full, says(0.5), on=on)
        return attrs.evolve(sheet, answers=answers)

    got = failure(giving(made), answers={})

    assert "other problems" in str(got)
    assert "status of 'risk'" in str(got)


def test_a_plugin_cannot_change_the_answers_that_it_is_given():
    def made(instrument, answers, on):
        answers["needed"] = False

    assert "raised TypeError" in str(failure(giving(made)))


def test_a_plugin_that_changes_what_the_host_holds_changes_no_other_score():
    held = {"needed": True}

    def model(facts):
        held["needed"] = False
        return {"risk": Estimate(0.0)}

    sheet = Registry.of(scorer(model)).score("model", held, on=ON)

    assert dict(sheet.answers) == {"needed": True}


def test_no_error_of_a_plugin_shows_an_answer():
    def model(facts):
        raise ValueError(f"cannot score {CANARY}")

    got = failure(scorer(model), {"needed": True, "extra": False})

    assert CANARY not in f"{got} {got!r} {got.args}"
