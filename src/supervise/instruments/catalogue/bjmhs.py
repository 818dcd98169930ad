"""BJMHS, the Brief Jail Mental Health Screen: eight questions on arrival in a jail.

A person is referred with two of the six current symptoms, with medication now, with any
earlier stay in hospital for mental health, or where the officer has another reason.

It screens and diagnoses nothing, and it never decides how closely a person is supervised.
Topics are in our own words: ask with the official wording, which is not part of this library.
What is known may be enough to refer: an answer that is refused then stands in nobody's way.
Copies number the last two questions differently; here medication comes first.
"""

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Change,
    Decided,
    Example,
    Expected,
    Instrument,
    Item,
    MissingRule,
    Points,
    YesNo,
    sum_of,
)
from supervise.levels import LevelScheme
from supervise.needs import SOME, Need
from supervise.people import Sensitivity
from supervise.rules import NO_ANSWER, certainly, count, first_match
from supervise.sources import Purpose, Source, Validation

RESULT = LevelScheme("bjmhs_result", ("no_referral", "refer"))


MIND, HEALTH = Need.MENTAL_HEALTH, Sensitivity.HEALTH
NOW, EVER = Change.DYNAMIC, Change.STATIC
SYMPTOM = YesNo(shows=SOME)

# One line a row, as on the form.
# fmt: off
thoughts_controlled = Item("thoughts_controlled", "1: thoughts controlled from outside, now", SYMPTOM, MIND, NOW, sensitivity=HEALTH)
mind_read = Item("mind_read", "2: mind read by others, now", SYMPTOM, MIND, NOW, sensitivity=HEALTH)
weight_change = Item("weight_change", "3: weight change without trying, now", SYMPTOM, MIND, NOW, sensitivity=HEALTH)
more_active = Item("more_active", "4: much more active than usual, now", SYMPTOM, MIND, NOW, sensitivity=HEALTH)
slowed = Item("slowed", "5: much slower than usual, now", SYMPTOM, MIND, NOW, sensitivity=HEALTH)
useless = Item("useless", "6: feels useless or sinful, now", SYMPTOM, MIND, NOW, sensitivity=HEALTH)
medication = Item("medication", "7: takes psychiatric medication now", SYMPTOM, MIND, NOW, sensitivity=HEALTH)
hospital = Item("hospital", "8: ever in hospital for mental health", SYMPTOM, MIND, EVER, sensitivity=HEALTH)
other_reason = Item("other_reason", "The officer has another reason to refer", YesNo(), MIND, NOW, sensitivity=HEALTH)
# fmt: on

# Two of the first six, or any one of the other three, refer: what is known may be enough.
known_symptoms = count(
    certainly(thoughts_controlled.yes),
    certainly(mind_read.yes),
    certainly(weight_change.yes),
    certainly(more_active.yes),
    certainly(slowed.yes),
    certainly(useless.yes),
)
known_absent = count(
    certainly(~thoughts_controlled.yes),
    certainly(~mind_read.yes),
    certainly(~weight_change.yes),
    certainly(~more_active.yes),
    certainly(~slowed.yes),
    certainly(~useless.yes),
)
refers = (
    (known_symptoms >= 2)
    | certainly(medication.yes)
    | certainly(hospital.yes)
    | certainly(other_reason.yes)
)
# With five of the six known to be absent, the sixth alone is not enough.
clear = (
    (known_absent >= 5)
    & certainly(~medication.yes)
    & certainly(~hospital.yes)
    & certainly(~other_reason.yes)
)

INSTRUMENT = Instrument(
    id="bjmhs",
    version="1.0",
    title="Brief Jail Mental Health Screen (BJMHS)",
    purpose=Purpose.SCREENING,
    for_whom="adults on arrival in a jail",
    not_for="a diagnosis, risk of any kind, how closely a person is supervised",
    source=Source(
        citation="Steadman, Scott, Osher and others 2005: Brief Jail Mental Health Screen, "
        "Policy Research Associates, for the US National Institute of Justice",
        licence="free of charge; made with a grant of the US National Institute of Justice",
        population="people taken into jails in the United States",
        checked="2026-11-22",
        url="https://www.prainc.com",
        notice="Brief Jail Mental Health Screen, Policy Research Associates, Inc.",
    ),
    validation=(
        Validation(
            sample="357 of 10,330 people taken into four jails, given a structured interview",
            outcome="serious mental illness in a structured interview",
            finding="73.5 % of men and 61.6 % of women classified correctly; of all, 11.3 % "
            "were referred",
            source="Steadman and others 2005, Psychiatric Services 56:816",
        ),
    ),
    limitations=(
        "it screens: a professional says what a person needs",
        "nearly four women in ten are classified wrongly",
        "validated on arrival in jail, not with people under supervision in the community",
    ),
    items=(
        thoughts_controlled,
        mind_read,
        weight_change,
        more_active,
        slowed,
        useless,
        medication,
        hospital,
        other_reason,
    ),
    scales=(
        Points(
            "bjmhs_symptoms",
            "Current symptoms",
            table=sum_of(
                "bjmhs_symptoms",
                thoughts_controlled,
                mind_read,
                weight_change,
                more_active,
                slowed,
                useless,
            ),
            missing=NONE_MAY_BE_MISSING,
        ),
        Decided(
            "bjmhs",
            "Referral",
            by=first_match(
                (refers, "refer"), (clear, "no_referral"), otherwise=NO_ANSWER
            ),
            scheme=RESULT,
            missing=MissingRule(
                "what is known must be enough: a reason to refer, or none possible"
            ),
            citation="Policy Research Associates: form and instructions",
        ),
    ),
    examples=(
        Example(
            answers={
                "thoughts_controlled": False,
                "mind_read": False,
                "weight_change": True,
                "more_active": False,
                "slowed": True,
                "useless": False,
                "medication": False,
                "hospital": False,
                "other_reason": False,
            },
            on="2026-01-15",
            expects={
                "bjmhs_symptoms": Expected(2),
                "bjmhs": Expected(level="refer"),
            },
            source="published rule: two of the first six",
        ),
    ),
)
