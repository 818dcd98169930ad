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
    Decided,
    Example,
    Expected,
    Instrument,
    Item,
    MissingRule,
    Points,
    YesNo,
)
from supervise.levels import LevelScheme
from supervise.needs import SOME, Need
from supervise.people import Sensitivity
from supervise.rules import NO_ANSWER, certainly, count, first_match, tally
from supervise.sources import Purpose, Source, Validation

RESULT = LevelScheme("bjmhs_result", ("no_referral", "refer"))


def _asked(id: str, topic: str) -> Item:
    return Item(
        id,
        topic,
        YesNo(shows=SOME),
        Need.MENTAL_HEALTH,
        sensitivity=Sensitivity.HEALTH,
    )


SYMPTOMS = (
    _asked("thoughts_controlled", "1: thoughts controlled from outside, now"),
    _asked("mind_read", "2: mind read by others, now"),
    _asked("weight_change", "3: weight change without trying, now"),
    _asked("more_active", "4: much more active than usual, now"),
    _asked("slowed", "5: much slower than usual, now"),
    _asked("useless", "6: feels useless or sinful, now"),
)
medication = _asked("medication", "7: takes psychiatric medication now")
hospital = _asked("hospital", "8: ever in hospital for mental health")
other_reason = Item(
    "other_reason",
    "The officer has another reason to refer",
    YesNo(),
    Need.MENTAL_HEALTH,
    sensitivity=Sensitivity.HEALTH,
)
symptoms = tuple(item.yes for item in SYMPTOMS)
refers = (
    (count(*(certainly(each) for each in symptoms)) >= 2)
    | certainly(medication.yes)
    | certainly(hospital.yes)
    | certainly(other_reason.yes)
)
clear = (count(*(certainly(~each) for each in symptoms)) >= 5) & (
    certainly(~medication.yes) & certainly(~hospital.yes) & certainly(~other_reason.yes)
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
            sample="10,330 people taken into jail, of whom 11 % were referred",
            outcome="serious mental illness in a structured interview",
            finding="74 % of men and 62 % of women classified correctly",
            source="Steadman and others 2005",
        ),
    ),
    limitations=(
        "it screens: a professional says what a person needs",
        "nearly four women in ten are classified wrongly",
        "validated on arrival in jail, not with people under supervision in the community",
    ),
    items=(*SYMPTOMS, medication, hospital, other_reason),
    scales=(
        Points(
            "bjmhs_symptoms",
            "Current symptoms",
            table=tally("bjmhs_symptoms", *symptoms),
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
