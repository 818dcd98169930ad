"""CSRP: the combined serious reoffending predictor of England and Wales (formerly RSR).

It adds the percents of three others, as they are published, rounded: serious violence
(`svrp` of `ogrs4`, dynamic where it can be scored, else static), direct contact (`osp_dc`)
and images and indirect contact (`osp_iic`). A predictor that does not apply adds nothing; one
that is missing makes the sum missing. For a woman with a sexual offence in her history a
constant stands in the place of the two sexual predictors.

Published by the Ministry of Justice as open source (MIT, Crown copyright).
Its basis, static or dynamic, is that of the serious violence predictor.
"""

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Band,
    Choice,
    Example,
    Expected,
    Instrument,
    Item,
    Percents,
    Rule,
    ScaleOf,
    Whole,
    YesNo,
    bands,
    one_of,
)
from supervise.levels import LOW_TO_VERY_HIGH
from supervise.needs import Need
from supervise.rules import row, table
from supervise.sources import Outcome, Purpose, Source

HISTORY = Need.HISTORY

# One line a row, as on the form.
# fmt: off

sex = Item("sex", "Recorded sex", one_of(
    Choice("M", "man"),
    Choice("F", "woman"),
    Choice("U", "not known or not specified", covered=False),
    Choice("X", "another recorded sex", covered=False),
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

serious_violence = ScaleOf("ogrs4", "svrp")
direct_contact = ScaleOf("osp_dc", "osp_dc", not_applicable="0")
indirect_contact = ScaleOf("osp_iic", "osp_iic", not_applicable="0")
woman = sex.is_("F")

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
SUM = table(("csrp",),
    row(serious_violence, "1", label="serious violence (svrp)"),
    row(direct_contact, "1", label="direct contact (osp_dc)"),
    row(indirect_contact, "1", label="images and indirect contact (osp_iic)"),
    row(woman & ever_sexual_offence.yes, "0.38", label="woman, sexual history"))
LEVELS = bands(LOW_TO_VERY_HIGH,
    Band("0", "0.99", "low"), Band("1", "2.99", "medium"),
    Band("3", "6.89", "high"), Band("6.9", "100", "very_high"),
    citation="UK Ministry of Justice, CSRP risk bands")
# fmt: on

INSTRUMENT = Instrument(
    id="csrp",
    version="4.1.2",
    title="Combined serious reoffending predictor (CSRP)",
    purpose=Purpose.SUPERVISION,
    for_whom="adults sentenced in England and Wales, men and women by recorded sex",
    not_for="guilt, the length of a sentence, or people under 18",
    source=Source(
        citation="UK Ministry of Justice: hmpps-arns-risk-actuarial-api (016919c), "
        "oasys-cypress-test (884260a)",
        licence="MIT",
        population="people sentenced or released in England and Wales",
        checked="2026-11-21",
        notice="Crown copyright (Ministry of Justice), MIT licence",
    ),
    unvalidated="the open sources hold the sum and reference results, no validation study",
    limitations=(
        "a percent is a proportion of a group; it does not say what one person will do",
        "percents of overlapping outcomes are added, as the publisher adds them",
        "the older RSR had other levels: low under 3, medium 3 to under 6.9, high from 6.9",
    ),
    items=(
        sex,
        contact_adult,
        contact_child,
        images,
        paraphilia,
        ever_sexual_offence,
    ),
    consumes=(serious_violence, direct_contact, indirect_contact),
    rules=RULES,
    scales=(
        Percents(
            "csrp",
            "Combined serious reoffending",
            table=SUM,
            bands=LEVELS,
            basis_of=serious_violence,
            missing=NONE_MAY_BE_MISSING,
            predicts=Outcome("a proven serious violent or sexual reoffence"),
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
            upstream={
                "ogrs4.svrp.percent": "1.01",
                "osp_dc.osp_dc.percent": "8.31",
                "osp_iic.osp_iic.percent": "10.31",
            },
            on="2025-10-03",
            expects={"csrp": Expected("19.63", "19.63", "very_high")},
            source="published reference data, case s00000",
        ),
        Example(
            answers={
                "sex": "F",
                "contact_adult_sexual_sanctions": 1,
                "contact_child_sexual_sanctions": 0,
                "indecent_image_sanctions": 0,
                "paraphilia_sanctions": 0,
                "ever_sexual_offence": True,
            },
            upstream={
                "ogrs4.svrp.percent": "0.21",
                "osp_dc.osp_dc.percent": "not_applicable",
                "osp_iic.osp_iic.percent": "not_applicable",
            },
            on="2025-10-03",
            expects={"csrp": Expected("0.59", "0.59", "low")},
            source="published reference data: a woman with SVRP 0.21 and a sexual history",
        ),
        Example(
            answers={
                "sex": "M",
                "contact_adult_sexual_sanctions": 1,
                "contact_child_sexual_sanctions": 0,
                "indecent_image_sanctions": 0,
                "paraphilia_sanctions": 0,
                "ever_sexual_offence": True,
            },
            upstream={
                "ogrs4.svrp.percent": "0.72",
                "osp_dc.osp_dc.percent": "0",
                "osp_iic.osp_iic.percent": "0.28",
            },
            on="2025-10-03",
            expects={"csrp": Expected("1.00", "1.00", "medium")},
            source="worked by hand from the published levels: 0.72 + 0 + 0.28",
        ),
        Example(
            answers={
                "sex": "M",
                "contact_adult_sexual_sanctions": 1,
                "contact_child_sexual_sanctions": 0,
                "indecent_image_sanctions": 0,
                "paraphilia_sanctions": 0,
                "ever_sexual_offence": True,
            },
            upstream={
                "ogrs4.svrp.percent": "2.72",
                "osp_dc.osp_dc.percent": "0",
                "osp_iic.osp_iic.percent": "0.28",
            },
            on="2025-10-03",
            expects={"csrp": Expected("3.00", "3.00", "high")},
            source="worked by hand from the published levels: 2.72 + 0 + 0.28",
        ),
    ),
)
