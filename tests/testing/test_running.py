"""Running the checks: what a report says, what is expected, and nothing green for nothing."""

import pickle

import attrs
import pytest

from supervise import testing
from supervise.errors import CheckFailed, NotLoaded, UnknownName
from supervise.instruments import Example, ScaleOf, sum_of
from supervise.packs import bc_crna_supervision
from supervise.plugins import Registry
from supervise.testing import check, instrument_subject, run
from supervise.testing.answer_sheets import filled_forms
from supervise.testing.outcomes import CheckReport, CheckResult, Finding, Outcome
from supervise.testing.running import Check, all_checks, bound_checks
from tests.plugins.samples import black_box, consuming, instrument, plugin
from tests.testing.specimen import SPECIMEN

WORDLESS = attrs.evolve(
    SPECIMEN, items=(attrs.evolve(SPECIMEN.items[0], text=" "), *SPECIMEN.items[1:])
)
WHY = {"items_are_worded": "the licence forbids it"}


def finding_check(**changes):
    """A check that finds something wrong with everything."""

    def find(_):
        yield Finding("it is wrong", "put it right")

    return Check(
        name="always", group="invented", promise="Never.", find=find, **changes
    )


def outcome(check, expected=""):
    return check.run(instrument_subject(SPECIMEN), expected).outcome


def result(outcome, subject="instrument 'a'", **changes):
    return CheckResult(
        subject=subject, check="always", group="invented", outcome=outcome, **changes
    )


def test_there_are_at_least_eighty_checks():
    assert len(all_checks()) >= 80


def test_every_check_has_a_name_of_its_own_and_a_promise():
    checks = all_checks()

    assert len(checks) == len({each.name for each in checks})
    assert all(each.promise.endswith(".") for each in checks)


def test_a_sound_instrument_passes():
    assert check(SPECIMEN).require().ok


def test_what_is_wrong_is_told_with_its_remedy():
    with pytest.raises(CheckFailed, match="no wording; quote the form"):
        check(WORDLESS).require()


def test_a_failure_that_is_expected_does_not_count():
    report = check(WORDLESS, expected=WHY)

    (found,) = report.of("items_are_worded")
    assert found.outcome is Outcome.EXPECTED
    assert "the licence forbids it" in str(found)
    assert report.ok


def test_an_expected_failure_that_passes_counts():
    report = check(SPECIMEN, expected=WHY)

    assert [each.outcome for each in report.failures] == [Outcome.UNEXPECTED]


def test_an_expected_failure_of_no_check_is_refused():
    with pytest.raises(UnknownName, match="nearest: items_are_worded"):
        check(SPECIMEN, expected={"items_are_wordy": "because"})


def test_a_new_check_warns_until_the_release_that_it_names():
    assert outcome(finding_check(binds="999.0")) is Outcome.WARNED
    assert not result(Outcome.WARNED).failed


def test_a_check_binds_from_the_release_that_it_names():
    assert outcome(finding_check(binds="0.0.1")) is Outcome.FAILED
    assert outcome(finding_check()) is Outcome.FAILED


def test_a_new_check_may_be_expected_to_fail():
    assert outcome(finding_check(binds="999.0"), "because") is Outcome.EXPECTED


def test_a_check_that_stumbles_fails_and_stops_no_other():
    def find(_):
        raise ZeroDivisionError
        yield

    stumbling = attrs.evolve(finding_check(), find=find)

    found = stumbling.run(instrument_subject(SPECIMEN))

    assert found.outcome is Outcome.FAILED
    assert "raised ZeroDivisionError" in str(found)


# -- nothing is green for nothing


def test_a_run_in_which_nothing_was_checked_fails():
    report = check()

    assert not report.ok
    with pytest.raises(CheckFailed, match="nothing was checked"):
        report.require()


def test_a_subject_of_which_everything_was_skipped_fails():
    passed = result(Outcome.PASSED, subject="instrument 'b'")
    report = CheckReport((passed, result(Outcome.SKIPPED, reason="no forms")))

    assert not report.ok
    assert report.unchecked == ("instrument 'a'",)
    with pytest.raises(CheckFailed, match="instrument 'a': nothing was checked"):
        report.require()


def test_an_expected_failure_is_something_that_was_checked():
    assert CheckReport((result(Outcome.EXPECTED),)).ok


def test_a_report_shows_what_is_not_plain_and_counts_the_rest():
    report = CheckReport(
        (
            result(Outcome.PASSED),
            result(Outcome.PASSED),
            result(Outcome.FAILED, findings=(Finding("it is wrong", "mend it"),)),
        )
    )

    assert str(report).splitlines() == [
        "failed: instrument 'a': always",
        "  it is wrong; mend it",
        "2 passed, 1 failed",
    ]


def test_an_empty_report_says_so():
    assert str(CheckReport(())) == "nothing was checked"


def test_a_failure_pickles():
    error = CheckFailed(["one", "two"])

    again = pickle.loads(pickle.dumps(error))

    assert str(error) == str(again) == "one\ntwo"


# -- what is checked


def test_everything_that_is_built_in_passes():
    registry = Registry.builtin()

    report = run(registry=registry).require()

    checked = {each.subject for each in report.results}
    assert {f"instrument '{id}'" for id in registry.instruments} < checked
    assert {f"policy '{id}'" for id in registry.policies} < checked
    assert "plugin 'builtin'" in checked


def test_a_run_checks_what_is_named():
    report = run("psa", registry=Registry.builtin())

    assert {each.subject for each in report.results} == {"instrument 'psa'"}


def test_an_unknown_name_is_refused():
    with pytest.raises(UnknownName, match="nearest: psa"):
        run("psaa", registry=Registry.builtin())


@pytest.mark.parametrize(
    ("hook", "thing"),
    (
        ("supervise_instruments", SPECIMEN),
        ("supervise_intensity_policies", bc_crna_supervision.POLICY),
    ),
)
def test_a_name_that_failed_to_load_says_why(hook, thing):
    tools = [
        plugin(name, **{hook: [attrs.evolve(thing, id="own", title=name)]})
        for name in ("one", "two")
    ]
    registry = Registry.of(*tools, strict=False)

    with pytest.raises(NotLoaded, match="is also offered by plugin 'two'"):
        run("own", registry=registry)


def test_one_name_may_be_of_a_plugin_and_of_an_instrument():
    tools = plugin("own", supervise_instruments=[attrs.evolve(SPECIMEN, id="own")])

    report = run("own", registry=Registry.of(tools))

    subjects = {each.subject for each in report.results}
    assert subjects == {"plugin 'own'", "instrument 'own'"}


def test_what_is_installed_is_checked_where_no_registry_is_given():
    assert run("psa").ok


def test_an_instrument_that_consumes_others_is_checked_with_them():
    registry = Registry.of(instrument("first", "a"), consuming("second", "first"))

    report = run("second", registry=registry)

    (found,) = report.of("something_can_be_scored")
    assert found.outcome is Outcome.PASSED


def test_two_results_of_one_column_are_told():
    # beside the scale `total` of `second`, that of `first` is written as `first_total`
    second = consuming("second", "first")
    named_so = attrs.evolve(
        second.scales[0], id="first_total", table=sum_of("first_total", *second.items)
    )
    second = attrs.evolve(second, scales=(*second.scales, named_so))

    report = run("second", registry=Registry.of(instrument("first", "a"), second))

    (found,) = report.of("columns_do_not_collide")
    assert "two results are written to column 'first_total_status'" in [
        each.says for each in found.findings
    ]


def test_a_worked_example_stands_alone_where_what_it_consumes_has_none():
    example = Example(
        answers={"asked": True}, on="2026-01-15", expects={}, source="by hand"
    )
    second = attrs.evolve(consuming("second", "first"), examples=(example,))

    first = next(iter(filled_forms((instrument("first", "a"), second))))

    assert {"asked": True} == dict(first.answers)


@pytest.mark.parametrize("alone", (black_box(), consuming("second", "first")))
def test_an_instrument_that_needs_a_registry_says_so(alone):
    with pytest.raises(TypeError, match="give the registry"):
        check(alone)


def test_what_a_scale_of_another_lacks_is_no_missing_item():
    used = ScaleOf("first", "total", "score")
    registry = Registry.of(instrument("first", "a"), consuming("second", "first"))

    subject = instrument_subject(registry.instrument("second"), registry)

    assert used.as_term().name not in dict(subject.required())


def test_a_plugin_that_is_handed_over_is_checked():
    report = check(plugin(supervise_instruments=[instrument("own")]))

    assert {each.subject for each in report.results} == {"plugin 'tools'"}
    assert report.ok


def test_a_bound_check_has_an_id_and_says_what_it_found():
    bound = bound_checks(WORDLESS, expected=WHY)

    (found,) = [each() for each in bound if each.id == "specimen-items_are_worded"]
    assert found.outcome is Outcome.EXPECTED


def test_a_bound_check_of_no_name_is_refused():
    with pytest.raises(UnknownName):
        bound_checks(SPECIMEN, expected={"nothing": "because"})


def test_an_example_that_cannot_be_scored_names_the_answer_in_the_way():
    (example,) = SPECIMEN.examples[:1]
    answers = {**example.answers, "work": "none"}
    slip = attrs.evolve(SPECIMEN, examples=(attrs.evolve(example, answers=answers),))

    (result,) = check(slip).of("examples_score_as_published")

    assert any("total is invalid" in str(each) for each in result.findings)
    assert any(
        "item 'work': not the kind of code" in str(each) for each in result.findings
    )


def test_looking_into_the_room_shows_its_public_names():
    assert sorted(testing.__all__) == dir(testing)
