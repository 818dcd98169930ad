"""Needs: domains, kinds, and the ranking of what an assessment found."""

from supervise.needs import (
    CONSIDERABLE,
    DEFAULT_DOMAINS,
    SOME,
    Need,
    NeedFinding,
    NeedKind,
    NothingShown,
    profile,
    ranked,
)


def finding(domain, severity, item):
    return NeedFinding(domain=domain, severity=severity, item=item, because="answered")


# Source: Andrews and Bonta's Central Eight, of which criminal history is the static one.
def test_the_central_eight_are_there():
    central = {
        domain.code
        for domain in DEFAULT_DOMAINS
        if domain.kind in (NeedKind.CRIMINOGENIC, NeedKind.HISTORY)
    }

    assert central == {
        "history",
        "thinking",
        "attitudes",
        "companions",
        "family",
        "work",
        "leisure",
        "substance",
    }


def test_history_is_the_only_domain_that_nothing_can_change():
    assert [Need.HISTORY] == [each for each in DEFAULT_DOMAINS if not each.changeable]


def test_the_severest_need_comes_first_whatever_the_number_of_findings():
    found = [
        finding(Need.SUBSTANCE, SOME, "drinking"),
        finding(Need.SUBSTANCE, SOME, "cannabis"),
        finding(Need.WORK, CONSIDERABLE, "work"),
    ]

    assert ["work", "substance"] == [need.domain.code for need in ranked(found)]


def test_of_equal_severity_the_need_with_more_findings_comes_first():
    found = [
        finding(Need.WORK, SOME, "work"),
        finding(Need.SUBSTANCE, SOME, "drinking"),
        finding(Need.SUBSTANCE, SOME, "cannabis"),
    ]

    assert ["substance", "work"] == [need.domain.code for need in ranked(found)]


def silent(domain, item, *, answered):
    return NothingShown(domain=domain, item=item, answered=answered)


def test_a_domain_nobody_answered_about_is_not_a_domain_without_need():
    states = {
        each.domain.code: each.state.value
        for each in profile(
            [finding(Need.WORK, SOME, "work")],
            [],
            [
                silent(Need.SUBSTANCE, "drinking", answered=True),
                silent(Need.SUBSTANCE, "heroin", answered=False),
                silent(Need.HOUSING, "moves", answered=True),
            ],
        )
    }

    assert states == {
        "work": "identified",
        "substance": "unanswered",
        "housing": "not_identified",
    }


def test_a_need_is_identified_even_while_other_answers_are_open():
    (only,) = profile(
        [finding(Need.WORK, SOME, "work")],
        [],
        [silent(Need.WORK, "school", answered=False)],
    )

    assert ("identified", ("school",)) == (only.state.value, only.unanswered)
