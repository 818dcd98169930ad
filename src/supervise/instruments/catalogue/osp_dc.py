"""OSP/DC: the direct-contact sexual reoffending predictor of England and Wales (DC-SRP).

For men with a sexual offence in their history. Points are counted from the record, and read
as a proportion: the score is the points, the levels are those of the points.
After five years in the community without an offence the level is one step lower (`reduced`).

Published by the Ministry of Justice as open source (MIT, Crown copyright).
Where the Ministry's implementations differ, its published reference data decide:
no points at all are 0 %, a blank custody is *not in custody*, and counts are not held
against the number of all sanctions.
"""

from datetime import date

from supervise.instruments import (
    BLANKS_AS_STATED,
    Band,
    Blank,
    Choice,
    Curve,
    Day,
    Example,
    Expected,
    Instrument,
    Item,
    Lowered,
    Points,
    Rule,
    Whole,
    YesNo,
    bands,
    named,
    one_of,
)
from supervise.levels import LOW_TO_VERY_HIGH
from supervise.needs import Need
from supervise.rules import ON, by_range, first_known, row, table, years
from supervise.sources import Outcome, Purpose, Source

HISTORY = Need.HISTORY

# One line a row, as on the form and in the published tables.
# fmt: off

# -- items, in form order and in our own words

date_of_birth = Item("date_of_birth", "Date of birth", Day(), person_fact=True)
sex = Item("sex", "Recorded sex; the predictor is for men", one_of(
    Choice("M", "man"),
    Choice("F", "woman"),
    Choice("U", "not known or not specified"),
    Choice("X", "another recorded sex"),
), person_fact=True)
sanctions_total = Item(
    "sanctions_total", "Sanctions, this one included", Whole(1, 999), HISTORY)
contact_adult = Item("contact_adult_sexual_sanctions",
    "Sanctions for contact sexual offences, adult victim", Whole(0, 999), HISTORY)
contact_child = Item("contact_child_sexual_sanctions",
    "Sanctions for contact sexual offences, child victim", Whole(0, 999), HISTORY)
images = Item("indecent_image_sanctions",
    "Sanctions for indecent images or indirect contact", Whole(0, 999), HISTORY)
paraphilia = Item("paraphilia_sanctions",
    "Sanctions for other non-contact sexual offences", Whole(0, 999), HISTORY)
stranger_victim = Item("stranger_victim",
    "Contact offence against a stranger, in the current offence", YesNo(), HISTORY)
current_sanction_date = Item(
    "current_sanction_date", "Date of the current conviction", Day(), HISTORY)
most_recent_sexual_offence = Item("most_recent_sexual_offence_date",
    "Date of the most recent sexual offence", Day(), HISTORY)
most_recent_offence = Item("most_recent_offence_date",
    "Date of the most recent offence, if known", Day(), HISTORY)
community_date = Item(
    "community_date", "Start of the community sentence, or release", Day(), HISTORY)
ever_sexual_offence = Item(
    "ever_sexual_offence", "Ever committed a sexual offence", YesNo(), HISTORY)
in_custody = Item("in_custody", "In custody now", YesNo(
    blank=Blank(False, "a blank is not in custody (published reference data)")))

# -- values

start = named("start", first_known(community_date, current_sanction_date),
    "start of follow-up")
age = named("age", years(date_of_birth, start), "age at the start of follow-up")
age_then = named("age_at_last_sexual_sanction",
    years(date_of_birth, most_recent_sexual_offence), "age at the last sexual sanction")
last_offence = first_known(most_recent_offence, start)

# -- points

POINTS = table(("osp_dc",),
    by_range(contact_adult, (0, 0, (0,)), (1, 1, (5,)), (2, 2, (10,)), (3, 999, (15,))),
    by_range(contact_child, (0, 0, (0,)), (1, 1, (3,)), (2, 2, (6,)), (3, 999, (9,))),
    by_range(paraphilia, (0, 0, (0,)), (1, 1, (2,)), (2, 2, (4,)), (3, 999, (6,))),
    by_range(age,
        (0, 20, (14,)), (21, 23, (13,)), (24, 26, (12,)), (27, 29, (11,)),
        (30, 32, (10,)), (33, 35, (9,)), (36, 38, (8,)), (39, 41, (7,)),
        (42, 44, (6,)), (45, 47, (5,)), (48, 50, (4,)), (51, 53, (3,)),
        (54, 56, (2,)), (57, 59, (1,)), (60, 109, (0,)),
        label="age at the start of follow-up"),
    by_range(age_then, (0, 15, (0,)), (16, 17, (5,)), (18, 109, (10,)),
        label="age at the last sexual sanction"),
    row(sanctions_total >= 2, 6, label="more than one sanction"),
    row(stranger_victim.yes, 4))
LEVELS = bands(LOW_TO_VERY_HIGH,
    Band(0, 21, "low"), Band(22, 29, "medium"),
    Band(30, 35, "high"), Band(36, 64, "very_high"),
    citation="UK Ministry of Justice, OSP/DC points and risk bands")

# -- what must hold between answers

RULES = (
    Rule("history_has_sanctions",
         ~ever_sexual_offence.yes
         | (contact_adult + contact_child + images + paraphilia >= 1),
         "a sexual offence in the history, but no sexual sanction",
         about=ever_sexual_offence, remedy="correct it, or one of the four counts"),
    Rule("sanctions_have_history",
         ever_sexual_offence.yes
         | (contact_adult + contact_child + images + paraphilia < 1),
         "sexual sanctions, but no sexual offence in the history",
         about=ever_sexual_offence, remedy="correct it, or one of the four counts"),
    Rule("sexual_offence_after_birth", most_recent_sexual_offence > date_of_birth,
         "the sexual offence is on or before the date of birth",
         about=most_recent_sexual_offence, remedy="correct one of the two dates"),
    Rule("sexual_offence_by_now", most_recent_sexual_offence <= ON,
         "the sexual offence is after the assessment",
         about=most_recent_sexual_offence, remedy="correct the date"),
    Rule("offence_by_now", most_recent_offence <= ON,
         "the most recent offence is after the assessment",
         about=most_recent_offence, remedy="correct the date"),
    Rule("start_after_birth", start > date_of_birth,
         "follow-up starts on or before the date of birth",
         about=community_date, remedy="correct one of the two dates"),
)
# fmt: on

INSTRUMENT = Instrument(
    id="osp_dc",
    version="4.1.2",
    title="OASys sexual reoffending predictor, direct contact (OSP/DC)",
    purpose=Purpose.SUPERVISION,
    for_whom="men by recorded sex, with a sexual offence in their history, England and Wales",
    not_for="women; images and indirect contact (see osp_iic); guilt or length of sentence",
    source=Source(
        citation="UK Ministry of Justice: hmpps-arns-risk-actuarial-api (016919c), "
        "oasys-cypress-test (884260a)",
        licence="MIT",
        population="men sentenced or released in England and Wales with a sexual offence",
        checked="2026-11-21",
        notice="Crown copyright (Ministry of Justice), MIT licence",
    ),
    unvalidated="the open sources hold formulae and reference results, no validation study",
    limitations=(
        "a percent is a proportion of a group; it does not say what one person will do",
        "the period of follow-up is not stated in the open sources",
        "a lowered level rests on time in the community, not on anything a person did",
    ),
    items=(
        date_of_birth,
        sex,
        sanctions_total,
        contact_adult,
        contact_child,
        images,
        paraphilia,
        stranger_victim,
        current_sanction_date,
        most_recent_sexual_offence,
        most_recent_offence,
        community_date,
        ever_sexual_offence,
        in_custody,
    ),
    values=(start, age, age_then),
    rules=RULES,
    scales=(
        Points(
            "osp_dc",
            "Direct contact",
            table=POINTS,
            percents=Curve(intercept="-8.633", slope="0.1598", nothing="0"),
            bands=LEVELS,
            lowered=Lowered(
                when=~in_custody.yes
                & (years(start, ON) >= 5)
                & (years(most_recent_sexual_offence, ON) >= 5)
                & (years(last_offence, ON) >= 5),
                flag="reduced",
                because="five years in the community without an offence",
            ),
            only_if=sex.is_("M") & ever_sexual_offence.yes,
            also_requires=(images,),
            missing=BLANKS_AS_STATED,
            predicts=Outcome("a proven sexual reoffence with direct contact"),
        ),
    ),
    examples=(
        Example(
            answers={
                "date_of_birth": date(1945, 7, 17),
                "sex": "M",
                "sanctions_total": 36,
                "contact_adult_sexual_sanctions": 0,
                "contact_child_sexual_sanctions": 2,
                "indecent_image_sanctions": 3,
                "paraphilia_sanctions": 5,
                "stranger_victim": False,
                "current_sanction_date": date(1973, 1, 20),
                "most_recent_sexual_offence_date": date(1968, 7, 7),
                "most_recent_offence_date": date(1979, 3, 27),
                "community_date": date(1973, 12, 28),
                "ever_sexual_offence": True,
                "in_custody": False,
            },
            on="2025-10-03",
            expects={"osp_dc": Expected(39, "8.31", "high")},
            source="published reference data, case s00000",
        ),
    ),
)
