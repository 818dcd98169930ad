"""PHQ-9: nine questions on low mood over the last two weeks.

It gives a total with five bands, a syndrome as the questionnaire counts symptoms, and a flag
where thoughts of self-harm were answered with anything but *not at all*.

It screens and diagnoses nothing, and it never decides how closely a person is supervised.
Topics are in our own words: ask with the official wording, which is not part of this library.
An answer shows a need from where the questionnaire counts it as a symptom.
"""

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    AskedIf,
    Band,
    Choice,
    Decided,
    Example,
    Expected,
    Flag,
    Instrument,
    Item,
    OneOf,
    Points,
    bands,
    one_of,
)
from supervise.levels import LevelScheme
from supervise.needs import SOME, Need
from supervise.people import Sensitivity
from supervise.rules import count, first_match, row, table
from supervise.sources import Purpose, Source, Validation

SEVERITY = LevelScheme(
    "phq_9_severity", ("minimal", "mild", "moderate", "moderately_severe", "severe")
)
SYNDROME = LevelScheme(
    "phq_9_syndrome", ("none", "other_depressive", "major_depressive")
)
DAYS = one_of(
    Choice(0, "not at all"),
    Choice(1, "several days"),
    Choice(2, "more than half the days", shows=SOME),
    Choice(3, "nearly every day", shows=SOME),
)
ANY_DAYS = one_of(
    Choice(0, "not at all"),
    Choice(1, "several days", shows=SOME),
    Choice(2, "more than half the days", shows=SOME),
    Choice(3, "nearly every day", shows=SOME),
)


def _asked(id: str, topic: str, answers: OneOf = DAYS) -> Item:
    return Item(id, topic, answers, Need.MENTAL_HEALTH, sensitivity=Sensitivity.HEALTH)


interest = _asked("interest", "1: interest and pleasure")
low_mood = _asked("low_mood", "2: low mood")
sleep = _asked("sleep", "3: sleep")
energy = _asked("energy", "4: energy")
appetite = _asked("appetite", "5: appetite")
self_worth = _asked("self_worth", "6: feelings about oneself")
concentration = _asked("concentration", "7: concentration")
movement = _asked("movement", "8: slowed down or restless")
self_harm = _asked("self_harm", "9: thoughts of death or self-harm", ANY_DAYS)

ASKED = (
    interest,
    low_mood,
    sleep,
    energy,
    appetite,
    self_worth,
    concentration,
    movement,
    self_harm,
)
POINTS = table(("phq_9",), *(row(item, 1) for item in ASKED))

any_problem = count(*(item.is_(1, 2, 3) for item in ASKED)) >= 1
difficulty = Item(
    "difficulty",
    "How difficult these problems make everyday life; it is not scored",
    one_of(
        Choice(0, "not difficult at all"),
        Choice(1, "somewhat difficult"),
        Choice(2, "very difficult"),
        Choice(3, "extremely difficult"),
    ),
    Need.MENTAL_HEALTH,
    sensitivity=Sensitivity.HEALTH,
    asked_if=AskedIf(
        any_problem, counts=None, because="asked where any problem was checked"
    ),
)

# A symptom counts from more than half the days; thoughts of self-harm count from any.
core = interest.is_(2, 3) | low_mood.is_(2, 3)
symptoms = count(*(item.is_(2, 3) for item in ASKED[:8]), self_harm.is_(1, 2, 3))

SELF_HARM = Flag(
    "self_harm",
    when=self_harm.is_(1, 2, 3),
    says="thoughts of death or self-harm were answered: talk with the person at once",
)

INSTRUMENT = Instrument(
    id="phq_9",
    version="1.0",
    title="Patient Health Questionnaire, depression (PHQ-9)",
    purpose=Purpose.SCREENING,
    for_whom="adults who answer about themselves and the last two weeks",
    not_for="a diagnosis, risk of any kind, how closely a person is supervised",
    source=Source(
        citation="Kroenke, Spitzer and Williams 2001, J Gen Intern Med 16:606; "
        "instruction manual of the PHQ and GAD-7; camcops (task phq9)",
        licence="the owner (Pfizer) asks for no permission to reproduce, translate or use it",
        population="patients of primary care and gynaecology clinics, United States",
        checked="2026-11-22",
        url="https://www.phqscreeners.com",
        notice="Developed by R. L. Spitzer, J. B. W. Williams, K. Kroenke and colleagues with "
        "a grant from Pfizer Inc.",
    ),
    validation=(
        Validation(
            sample="580 of 6,000 patients of 15 clinics, interviewed by a professional",
            outcome="major depression",
            finding="from 10 points on: sensitivity 88 %, specificity 88 %",
            source="Kroenke, Spitzer and Williams 2001",
        ),
    ),
    limitations=(
        "it screens: who scores high should be seen by a professional, not labelled",
        "validated with patients of clinics, not with people under supervision",
        "grief, an earlier manic episode, illness and drugs must be ruled out first",
    ),
    items=(*ASKED, difficulty),
    scales=(
        Points(
            "phq_9",
            "Severity",
            table=POINTS,
            bands=bands(
                SEVERITY,
                Band(0, 4, "minimal"),
                Band(5, 9, "mild"),
                Band(10, 14, "moderate"),
                Band(15, 19, "moderately_severe"),
                Band(20, 27, "severe"),
                citation="Kroenke, Spitzer and Williams 2001",
            ),
            flags=(SELF_HARM,),
            missing=NONE_MAY_BE_MISSING,
        ),
        Decided(
            "phq_9_syndrome",
            "Syndrome",
            by=first_match(
                (core & (symptoms >= 5), "major_depressive"),
                (core & (symptoms >= 2), "other_depressive"),
                otherwise="none",
            ),
            scheme=SYNDROME,
            flags=(SELF_HARM,),
            missing=NONE_MAY_BE_MISSING,
            citation="instruction manual of the PHQ and GAD-7",
        ),
    ),
    examples=(
        Example(
            answers={
                "interest": 2,
                "low_mood": 2,
                "sleep": 1,
                "energy": 1,
                "appetite": 0,
                "self_worth": 1,
                "concentration": 1,
                "movement": 0,
                "self_harm": 1,
                "difficulty": 1,
            },
            on="2026-01-15",
            expects={
                "phq_9": Expected(9, level="mild"),
                "phq_9_syndrome": Expected(level="other_depressive"),
            },
            source="worked by hand from the published bands: 2+2+1+1+0+1+1+0+1; three "
            "symptoms count, 1, 2 and 9",
        ),
    ),
)
