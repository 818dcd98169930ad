"""PC-PTSD-5: five questions on what may follow a very stressful experience.

Whoever has had no such experience scores 0 and is asked no more.
The publisher names a cut of 3 that misses fewest and one of 4 that errs least in all.

It screens and diagnoses nothing, and it never decides how closely a person is supervised.
Topics are in our own words: ask with the official wording, which is not part of this library.
"""

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    AskedIf,
    Band,
    Change,
    Example,
    Expected,
    Instrument,
    Item,
    Points,
    YesNo,
    bands,
    sum_of,
)
from supervise.levels import LevelScheme
from supervise.needs import SOME, Need
from supervise.people import Sensitivity
from supervise.sources import Purpose, Source, Validation

CUTS = LevelScheme("pc_ptsd_5_cuts", ("below", "sensitive_cut", "efficient_cut"))

experience = Item(
    "experience",
    "A very stressful experience of the kind that the form describes",
    YesNo(),
    Need.TRAUMA,
    sensitivity=Sensitivity.HEALTH,
)
TRAUMA, HEALTH = Need.TRAUMA, Sensitivity.HEALTH
NOW = Change.DYNAMIC
SYMPTOM = YesNo(shows=SOME)
AFTER_IT = AskedIf(
    experience.yes, counts=False, because="no such experience: the form ends"
)

# One line a row, as on the form.
# fmt: off
intrusion = Item("intrusion", "1: dreams or thoughts that come unwanted", SYMPTOM, TRAUMA, NOW, sensitivity=HEALTH, asked_if=AFTER_IT)
avoidance = Item("avoidance", "2: keeps away from it", SYMPTOM, TRAUMA, NOW, sensitivity=HEALTH, asked_if=AFTER_IT)
on_guard = Item("on_guard", "3: on guard or easily startled", SYMPTOM, TRAUMA, NOW, sensitivity=HEALTH, asked_if=AFTER_IT)
numb = Item("numb", "4: numb or distant", SYMPTOM, TRAUMA, NOW, sensitivity=HEALTH, asked_if=AFTER_IT)
guilt = Item("guilt", "5: guilt or blame", SYMPTOM, TRAUMA, NOW, sensitivity=HEALTH, asked_if=AFTER_IT)
# fmt: on

INSTRUMENT = Instrument(
    id="pc_ptsd_5",
    version="1.0",
    title="Primary care PTSD screen for DSM-5 (PC-PTSD-5)",
    purpose=Purpose.SCREENING,
    for_whom="adults who answer about themselves and the last month",
    not_for="a diagnosis, risk of any kind, how closely a person is supervised",
    source=Source(
        citation="Prins and others 2016, J Gen Intern Med 31:1206; National Center for "
        "PTSD, US Department of Veterans Affairs",
        licence="public domain: made by the US government, not copyrighted",
        population="veterans in primary care, United States, most of them men in their 60s",
        checked="2026-11-22",
        url="https://www.ptsd.va.gov",
    ),
    validation=(
        Validation(
            sample="398 veterans in primary care",
            outcome="PTSD in a structured interview",
            finding="area under the curve 0.941; 3 is the most sensitive cut, 4 the most "
            "efficient",
            source="Prins and others 2016",
        ),
        Validation(
            sample="396 veterans in primary care",
            outcome="PTSD in a structured interview",
            finding="4 balances errors best; for women a cut of 3 may be needed",
            source="Bovin and others 2021, JAMA Netw Open 4(2):e2036733",
        ),
    ),
    limitations=(
        "it screens: a structured interview decides whether somebody has PTSD",
        "the cut of 4 misses many women; the study suggests 3 for them",
        "validated with veterans, not with people under supervision",
    ),
    items=(experience, intrusion, avoidance, on_guard, numb, guilt),
    scales=(
        Points(
            "pc_ptsd_5",
            "Total",
            table=sum_of("pc_ptsd_5", intrusion, avoidance, on_guard, numb, guilt),
            bands=bands(
                CUTS,
                Band(0, 2, "below"),
                Band(3, 3, "sensitive_cut"),
                Band(4, 5, "efficient_cut"),
                citation="Prins and others 2016",
            ),
            also_requires=(experience,),
            missing=NONE_MAY_BE_MISSING,
        ),
    ),
    examples=(
        Example(
            answers={
                "experience": True,
                "intrusion": True,
                "avoidance": True,
                "on_guard": True,
                "numb": False,
                "guilt": False,
            },
            on="2026-01-15",
            expects={"pc_ptsd_5": Expected(3, level="sensitive_cut")},
            source="worked by hand from the published rule: three answers of yes",
        ),
        Example(
            answers={"experience": False},
            on="2026-01-15",
            expects={"pc_ptsd_5": Expected(0, level="below")},
            source="published rule: no such experience, 0",
        ),
    ),
)
