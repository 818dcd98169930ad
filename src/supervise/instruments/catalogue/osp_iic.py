"""OSP/IIC: the images and indirect-contact sexual reoffending predictor of England and Wales.

For men with a sexual offence in their history (also called IIC-SRP). The first of five cases
that applies gives the percent and the level; nothing is added up.

Published by the Ministry of Justice as open source (MIT, Crown copyright).
The Ministry's newest code gives the last case only to men with sanctions of both other kinds;
its published reference data give it to men with either (145 of 1,491 rows): they decide here.
"""

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Case,
    Cases,
    Choice,
    Example,
    Expected,
    Instrument,
    Item,
    Rule,
    Whole,
    YesNo,
    one_of,
)
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.needs import Need
from supervise.sources import Outcome, Purpose, Source

HISTORY = Need.HISTORY

# One line a row, as on the form.
# fmt: off

sex = Item("sex", "Recorded sex; the predictor is for men", one_of(
    Choice("M", "man"),
    Choice("F", "woman"),
    Choice("U", "not known or not specified"),
    Choice("X", "another recorded sex"),
), person_fact=True)
contact_adult = Item("contact_adult_sexual_sanctions",
    "Sanctions for contact sexual offences, adult victim", Whole(0, 999), HISTORY)
contact_child = Item("contact_child_sexual_sanctions",
    "Sanctions for contact sexual offences, child victim", Whole(0, 999), HISTORY)
images = Item("indecent_image_sanctions",
    "Sanctions for indecent images or indirect contact", Whole(0, 999), HISTORY)
paraphilia = Item("paraphilia_sanctions",
    "Sanctions for other non-contact sexual offences", Whole(0, 999), HISTORY)
ever_sexual_offence = Item(
    "ever_sexual_offence", "Ever committed a sexual offence", YesNo(), HISTORY)

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
)
CASES = (
    Case(images >= 2, "10.31", "high", label="two or more image sanctions"),
    Case(images >= 1, "3.328", "medium", label="one image sanction"),
    Case(contact_child >= 2, "0.926", "low", label="two or more, child victim"),
    Case(contact_child >= 1, "0.634", "low", label="one, child victim"),
    Case(None, "0.281", "low", label="any other sexual sanction"),
)
# fmt: on

INSTRUMENT = Instrument(
    id="osp_iic",
    version="4.1.2",
    title="OASys sexual reoffending predictor, images and indirect contact (OSP/IIC)",
    purpose=Purpose.SUPERVISION,
    for_whom="men by recorded sex, with a sexual offence in their history, England and Wales",
    not_for="women; direct contact (see osp_dc); guilt or length of sentence",
    source=Source(
        citation="UK Ministry of Justice: hmpps-arns-risk-actuarial-api (016919c), "
        "oasys-cypress-test (884260a)",
        licence="MIT",
        population="men sentenced or released in England and Wales with a sexual offence",
        checked="2026-11-21",
        notice="Crown copyright (Ministry of Justice), MIT licence",
    ),
    unvalidated="the open sources hold rules and reference results, no validation study",
    limitations=(
        "a percent is a proportion of a group; it does not say what one person will do",
        "the period of follow-up is not stated in the open sources",
        "five groups share five percents: within a group the record makes no difference",
    ),
    items=(
        sex,
        contact_adult,
        contact_child,
        images,
        paraphilia,
        ever_sexual_offence,
    ),
    rules=RULES,
    scales=(
        Cases(
            "osp_iic",
            "Images and indirect contact",
            cases=CASES,
            scheme=LOW_MEDIUM_HIGH,
            only_if=sex.is_("M") & ever_sexual_offence.yes,
            also_requires=(contact_adult, paraphilia),
            missing=NONE_MAY_BE_MISSING,
            citation="UK Ministry of Justice, OSP/IIC rules and risk bands",
            predicts=Outcome("a proven sexual reoffence by images or indirect contact"),
        ),
    ),
    examples=(
        Example(
            answers={
                "sex": "M",
                "contact_adult_sexual_sanctions": 0,
                "contact_child_sexual_sanctions": 2,
                "indecent_image_sanctions": 3,
                "paraphilia_sanctions": 5,
                "ever_sexual_offence": True,
            },
            on="2025-10-03",
            expects={"osp_iic": Expected(percent="10.31", level="high")},
            source="published reference data, case s00000",
        ),
        Example(
            answers={
                "sex": "M",
                "contact_adult_sexual_sanctions": 0,
                "contact_child_sexual_sanctions": 3,
                "indecent_image_sanctions": 1,
                "paraphilia_sanctions": 0,
                "ever_sexual_offence": True,
            },
            on="2025-10-03",
            expects={"osp_iic": Expected(percent="3.33", level="medium")},
            source="the second rule, as published: 3.328 %",
        ),
    ),
)
