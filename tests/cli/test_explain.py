"""`supervise explain`: the reasons for one row's results, for three kinds of reader.

Expected numbers of the PSA are those of its published table; those of OGRS4 are the published
reference case g00000 (instruments.md 9.4).
"""

import attrs
import pytest

from supervise.cli.explanations import Explanation, Reader, in_a_hundred
from supervise.cli.open_answers import plainly, spelt
from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Estimate,
    Instrument,
    Item,
    Points,
    YesNo,
    black_box_sheet,
    score,
    sum_of,
)
from supervise.instruments.analysis import Exactness, PossibleOutcome
from supervise.instruments.catalogue.ogrs4 import INSTRUMENT as OGRS4
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.needs import SOME, STRENGTH, Need
from supervise.people import Sensitivity
from supervise.plugins import Registry
from supervise.sources import Purpose
from tests.exchange.values import DAY, SOURCE
from tests.plugins.samples import black_box, plugin

LOW, HIGH = LOW_MEDIUM_HIGH["low"], LOW_MEDIUM_HIGH["high"]

PSA = (
    "age_at_arrest,current_violent_offence,pending_charge,prior_misdemeanor,prior_felony,"
    "prior_violent_convictions,recent_fta,old_fta,prior_incarceration\n"
    "19,N,Y,Y,N,0,1,N,N\n"
    "40,N,N,N,N,0,0,N,\n"
)


@pytest.fixture
def explain(run, tmp_path):
    def explained(content, *arguments, id="psa", name="in.csv"):
        (tmp_path / name).write_text(content, encoding="utf-8")
        return run("explain", id, "--from", tmp_path / name, *arguments)

    return explained


def test_staff_read_what_counted_and_what_it_means(explain):
    ran = explain(PSA, "--on", "2026-01-05")

    assert (0, "") == (ran.status, ran.err)
    for said in (
        "Public Safety Assessment (psa 2022-03)",
        "as of: 2026-01-05",
        "nca: New criminal arrest",
        "what counted:",
        "in 100 had a new arrest before trial",
        "about a group with such a record, not about one person",
    ):
        assert said in ran.out
    assert "fingerprint" not in ran.out


def test_the_second_row_says_what_is_missing(explain):
    out = explain(PSA, "--on", "2026-01-05", "--row", "2").out

    assert "cannot be scored yet: an answer is missing" in out
    assert "psa item 'prior_incarceration': is not answered" in out


def test_an_auditor_reads_every_contribution_and_the_definition(explain):
    out = explain(PSA, "--on", "2026-01-05", "--for", "auditor").out

    for said in ("fingerprint: ", "licence: ", "checked: ", "raw: ", "(recent_fta)"):
        assert said in out


def test_the_person_reads_no_weights(explain):
    out = explain(PSA, "--on", "2026-01-05", "--for", "person").out

    assert "what counted" not in out
    assert "fingerprint" not in out
    assert "about a group with such a record, not about one person" in out


def test_a_published_rate_is_that_of_the_people_with_the_score_and_not_of_the_group(
    explain,
):
    out = " ".join(explain(PSA, "--on", "2026-01-05").out.split())

    # Dane County: 21.7 in 100 of those with failure-to-appear score 4 (instruments.md).
    assert (
        "of the people with this score, 21.7 in 100 had a missed hearing before trial "
        "(among people arrested in Dane County, Wisconsin"
    ) in out


@pytest.mark.parametrize(
    ("id", "times"), (("psa", 1), ("ogrs4", 1), ("bc_crna", 0), ("invented", 1))
)
def test_that_it_speaks_of_a_group_is_said_once_and_not_of_judgements(id, times):
    instrument = INVENTED if id == "invented" else Registry.builtin().instrument(id)
    example = instrument.examples[0] if instrument.examples else None
    answers = example.answers if example else {"partner_afraid": True, "moved": True}
    sheet = score(instrument, answers, on=example.on if example else DAY)

    told = "\n".join(Explanation(sheet, instrument, Reader.STAFF).lines())

    assert times == told.count("one person")


@pytest.mark.parametrize(
    ("reader", "sees"), ((Reader.STAFF, True), (Reader.PERSON, False))
)
def test_the_person_reads_no_notes_on_scoring(reader, sees):
    noted = attrs.evolve(SEEN, text="Moved in the last year?; a yes counts two")
    instrument = attrs.evolve(INVENTED, items=(HIDDEN, noted))
    sheet = score(instrument, {"partner_afraid": False, "moved": True}, on=DAY)

    told = "\n".join(Explanation(sheet, instrument, reader).lines())

    assert sees == ("a yes counts two" in told)
    assert "Moved in the last year?" in told


def test_an_explanation_says_the_percent_of_a_group(run, shared):
    ran = run("explain", "ogrs4", "--from", shared / "conformance" / "ogrs4.csv")

    # Reference case g00000: 9.20, 1.71 and 0.18 per cent.
    for percent in ("9.20", "1.71", "0.18"):
        assert (
            f"by the published model, of people with such answers, {percent} in 100 had"
            in " ".join(ran.out.split())
        )
    assert "taken from: arp_dynamic (dynamic)" in ran.out
    assert "needs that the answers show" in ran.out


@pytest.mark.parametrize("reader", Reader)
def test_no_reader_is_told_what_somebody_will_do(explain, reader):
    out = explain(PSA, "--on", "2026-01-05", "--for", reader).out.lower()

    for word in ("predicts", "will reoffend", "offender", "likely to"):
        assert word not in out


HIDDEN = Item(
    "partner_afraid",
    "Is the partner afraid?",
    YesNo(shows=SOME),
    Need.FAMILY,
    sensitivity=Sensitivity.VICTIM,
)
SEEN = Item("moved", "Moved in the last year?", YesNo(shows=SOME), Need.HOUSING)
INVENTED = Instrument(
    id="invented",
    version="1",
    title="Invented",
    purpose=Purpose.SUPERVISION,
    for_whom="nobody",
    not_for="anybody",
    source=SOURCE,
    items=(HIDDEN, SEEN),
    scales=(
        Points(
            "total",
            "Total",
            table=sum_of("total", HIDDEN, SEEN),
            missing=NONE_MAY_BE_MISSING,
        ),
    ),
    unvalidated="invented",
)


@pytest.mark.parametrize(
    ("reader", "sees"),
    ((Reader.STAFF, True), (Reader.AUDITOR, True), (Reader.PERSON, False)),
)
@pytest.mark.parametrize("answer", (True, 7))
def test_the_person_never_reads_what_speaks_of_a_victim(reader, sees, answer):
    sheet = score(INVENTED, {"partner_afraid": answer, "moved": True}, on=DAY)

    told = "\n".join(Explanation(sheet, INVENTED, reader).lines())

    assert sees == ("partner" in told)
    assert "Moved in the last year?" in told


def test_a_row_that_is_not_there_is_said(explain):
    ran = explain(PSA, "--on", "2026-01-05", "--row", "3")

    assert (2, "") == (ran.status, ran.out)
    assert "in.csv: it has no row 3; give --row from 1 to 2" in ran.err


@pytest.mark.parametrize("row", ("0", "-1", "01", "one", ""))
def test_a_row_is_a_number_from_1(explain, row):
    ran = explain(PSA, "--on", "2026-01-05", f"--row={row}")

    assert 2 == ran.status
    assert "not a row: give a whole number from 1" in ran.err


def test_a_row_without_a_date_cannot_be_explained(explain):
    text = "assessment_date," + PSA.replace("\n19", "\n,19").replace("\n40", "\n,40")

    ran = explain(text)

    assert (2, "") == (ran.status, ran.out)
    assert "item 'assessment_date': is not given" in ran.err


def test_json_is_explained_like_csv(explain):
    row = '[{"age_at_arrest": 19, "recent_fta": 1, "old_fta": false, "pending_charge": true}]'

    ran = explain(row, "--on", "2026-01-05", name="in.json")

    assert 0 == ran.status
    assert "fta: Failure to appear" in ran.out


# One row: an earlier misdemeanor, no other record, whether there was imprisonment is unknown.
OPEN = (
    "age_at_arrest,current_violent_offence,pending_charge,prior_misdemeanor,prior_felony,"
    "prior_violent_convictions,recent_fta,old_fta,prior_incarceration\n"
    "40,N,N,Y,N,0,0,N,\n"
)


def test_what_can_still_come_about_is_said_with_the_question_that_settles_it(explain):
    out = explain(OPEN, "--on", "2026-01-05").out

    # one point for the misdemeanor; two more for imprisonment: raw 1 or 3, scaled 2 or 3
    # (instruments.md, PSA 2.3)
    assert "nca: can still be 2 or 3" in out
    assert "it leaves 1 score at most" in out
    assert "ask next: Earlier sentence of 14 days or more" in " ".join(out.split())


def test_the_person_reads_in_plain_words_what_is_still_open(explain):
    out = " ".join(explain(OPEN, "--on", "2026-01-05", "--for", "person").out.split())

    assert (
        "New criminal arrest: it can still come out as 2 or 3, depending on the answers."
        in out
    )
    assert "It would help most to know: Earlier sentence of 14 days or more." in out
    assert "cannot be scored without" not in out


def test_an_auditor_reads_every_answer_that_is_open(explain):
    out = explain(OPEN, "--on", "2026-01-05", "--for", "auditor").out

    assert "can still move it: prior_incarceration" in out
    assert "cannot be scored without: prior_incarceration" in out


def test_a_result_that_nothing_can_change_is_not_called_open(explain):
    assert "still open" not in explain(PSA, "--on", "2026-01-05").out


def test_the_person_reads_whole_people_with_and_without_the_outcome(run, shared):
    ran = run(
        *("explain", "ogrs4", "--for", "person"),
        *("--from", shared / "conformance" / "ogrs4.csv"),
    )

    told = " ".join(ran.out.split())
    # Reference case g00000: 9.20, 1.71 and 0.18 per cent.
    for said in (
        "about 9 had any proven reoffence within 24 months, and about 91 did not",
        "out of 100 people whose answers were like these, about 2 had",
        "out of 1,000 people whose answers were like these, about 2 had",
    ):
        assert said in told
    assert "by the published model" not in told


@pytest.mark.parametrize(
    ("percent", "said"),
    (
        # 0.001 x 10,000 is 0.1
        (0.001, "out of 10,000 people whose answers were like these, fewer than 1 had"),
        (0.05, "out of 10,000 people whose answers were like these, about 5 had"),
        (0.1, "out of 1,000 people whose answers were like these, about 1 had"),
        (0.99, "out of 1,000 people whose answers were like these, about 10 had"),
        (1.0, "out of 100 people whose answers were like these, about 1 had"),
        (49.5, "out of 100 people whose answers were like these, about 50 had"),
        (99.6, "out of 100 people whose answers were like these, nearly all had"),
    ),
)
def test_a_percent_is_told_as_people_who_can_be_counted(percent, said):
    example = OGRS4.examples[0]
    scale = score(OGRS4, example.answers, on=example.on)["arp"]

    assert in_a_hundred(attrs.evolve(scale, percent=percent)).startswith(said)


def test_the_clause_that_decided_is_named(explain):
    man = (
        '[{"sex": "M", "contact_adult_sexual_sanctions": 0,'
        ' "contact_child_sexual_sanctions": 2, "indecent_image_sanctions": 1,'
        ' "paraphilia_sanctions": 0, "ever_sexual_offence": true}]'
    )

    for reader, sees in (("staff", True), ("auditor", True), ("person", False)):
        out = explain(
            man,
            *("--on", "2026-01-05", "--for", reader),
            id="osp_iic",
            name="man.json",
        ).out
        told = " ".join(out.split())

        assert sees == ("decided by one image sanction, line 2 of 5" in told)


def test_what_another_instrument_lacks_is_named_as_such(explain):
    person = '[{"sex": "M", "ever_sexual_offence": false}]'

    ran = explain(person, "--on", "2026-01-05", id="csrp", name="one.json")

    assert (0, "") == (ran.status, ran.err)
    assert "ask next: svrp of ogrs4" in ran.out


@pytest.mark.parametrize(
    ("may_come_to", "staff", "person"),
    (
        (
            {"exactness": Exactness.ANYTHING},
            "it cannot be told yet",
            "too little is known yet to say",
        ),
        (
            {"levels": (LOW,), "lowest": 2, "highest": 2, "may_not_apply": True},
            "can still be low, 2, or it does not apply",
            "it can still come out as low, depending on the answers",
        ),
        (
            {"levels": (LOW,)},
            "will be low, whatever is answered",
            "it will be low, whatever is answered",
        ),
        (
            {"levels": (LOW, HIGH), "exactness": Exactness.BOUND},
            "can still be low or high; perhaps less",
            "it can still come out as low or high, depending on the answers",
        ),
        (
            {"lowest": 3, "highest": 3},
            "will be 3, whatever is answered",
            "it will be 3, whatever is answered",
        ),
        (
            {"lowest": 3, "highest": 5, "scores": (3, 5)},
            "can still be 3 or 5",
            "it can still come out as 3 or 5, depending on the answers",
        ),
        (
            {"lowest": 3, "highest": 9},
            "can still be 3 to 9",
            "it can still come out as 3 to 9, depending on the answers",
        ),
    ),
)
def test_what_a_scale_may_come_to_is_said_for_staff_and_for_the_person(
    may_come_to, staff, person
):
    outcome = PossibleOutcome(
        **({"scale": "total", "exactness": Exactness.EXACT} | may_come_to)
    )

    assert (staff, person) == (spelt(outcome), plainly(outcome))


def test_what_a_model_scored_is_told_without_reasons_that_nobody_gave():
    def supervise_score(instrument, answers, on):
        return black_box_sheet(
            instrument, answers, lambda _: {"risk": Estimate(1.0)}, on=on
        )

    registry = Registry.of(
        plugin(supervise_instruments=[black_box()], supervise_score=supervise_score)
    )
    sheet = registry.score("model", {"needed": True}, on=DAY)

    told = Explanation(sheet, registry.instrument("model"), Reader.AUDITOR)

    assert "plugin 'tools'" in "\n".join(told.lines())
    assert [] == [*told.open_answers.results()]


def test_the_person_reads_no_strength_that_rests_on_what_is_hidden_from_them():
    shown = YesNo(shows=STRENGTH)
    hidden, seen = (attrs.evolve(each, answers=shown) for each in (HIDDEN, SEEN))
    table = sum_of("total", hidden, seen)
    instrument = attrs.evolve(
        INVENTED,
        items=(hidden, seen),
        scales=(attrs.evolve(INVENTED.scales[0], table=table),),
    )
    sheet = score(instrument, {"partner_afraid": True, "moved": True}, on=DAY)

    told = {
        reader: "\n".join(Explanation(sheet, instrument, reader).lines())
        for reader in (Reader.STAFF, Reader.PERSON)
    }

    family, housing = (f"- {need.domain.title}: " for need in sheet.strengths)
    assert family in told[Reader.STAFF]
    assert housing in told[Reader.STAFF]
    assert family not in told[Reader.PERSON]
    assert housing in told[Reader.PERSON]
