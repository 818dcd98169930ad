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
    Change,
    Choice,
    Decided,
    Example,
    Expected,
    Flag,
    Instrument,
    Item,
    Points,
    bands,
    one_of,
    sum_of,
)
from supervise.levels import LevelScheme
from supervise.needs import SOME, Need
from supervise.people import Sensitivity
from supervise.rules import count, first_match
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


MIND, HEALTH = Need.MENTAL_HEALTH, Sensitivity.HEALTH
NOW = Change.DYNAMIC

# One line a row, as on the form.
# fmt: off
interest = Item("interest", "1: interest and pleasure", DAYS, MIND, NOW, sensitivity=HEALTH)
low_mood = Item("low_mood", "2: low mood", DAYS, MIND, NOW, sensitivity=HEALTH)
sleep = Item("sleep", "3: sleep", DAYS, MIND, NOW, sensitivity=HEALTH)
energy = Item("energy", "4: energy", DAYS, MIND, NOW, sensitivity=HEALTH)
appetite = Item("appetite", "5: appetite", DAYS, MIND, NOW, sensitivity=HEALTH)
self_worth = Item("self_worth", "6: feelings about oneself", DAYS, MIND, NOW, sensitivity=HEALTH)
concentration = Item("concentration", "7: concentration", DAYS, MIND, NOW, sensitivity=HEALTH)
movement = Item("movement", "8: slowed down or restless", DAYS, MIND, NOW, sensitivity=HEALTH)
self_harm = Item("self_harm", "9: thoughts of death or self-harm", ANY_DAYS, MIND, NOW, sensitivity=HEALTH)
# fmt: on

any_problem = (
    interest.is_(1, 2, 3)
    | low_mood.is_(1, 2, 3)
    | sleep.is_(1, 2, 3)
    | energy.is_(1, 2, 3)
    | appetite.is_(1, 2, 3)
    | self_worth.is_(1, 2, 3)
    | concentration.is_(1, 2, 3)
    | movement.is_(1, 2, 3)
    | self_harm.is_(1, 2, 3)
)
difficulty = Item(
    "difficulty",
    "How difficult these problems make everyday life; it is not scored",
    one_of(
        Choice(0, "not difficult at all"),
        Choice(1, "somewhat difficult"),
        Choice(2, "very difficult"),
        Choice(3, "extremely difficult"),
    ),
    MIND,
    NOW,
    sensitivity=HEALTH,
    asked_if=AskedIf(
        any_problem, counts=None, because="asked where any problem was checked"
    ),
)

# A symptom counts from more than half the days; thoughts of self-harm count from any.
core = interest.is_(2, 3) | low_mood.is_(2, 3)
symptoms = count(
    interest.is_(2, 3),
    low_mood.is_(2, 3),
    sleep.is_(2, 3),
    energy.is_(2, 3),
    appetite.is_(2, 3),
    self_worth.is_(2, 3),
    concentration.is_(2, 3),
    movement.is_(2, 3),
    self_harm.is_(1, 2, 3),
)

SELF_HARM = Flag(
    "self_harm",
    when=self_harm.is_(1, 2, 3),
    says="thoughts of death or self-harm were answered: talk with the person at once",
    to_the_person="you answered that you have had thoughts of death or of harming "
    "yourself: somebody should talk with you about it today, and you can ask for that",
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
    items=(
        interest,
        low_mood,
        sleep,
        energy,
        appetite,
        self_worth,
        concentration,
        movement,
        self_harm,
        difficulty,
    ),
    scales=(
        Points(
            "phq_9",
            "Severity",
            table=sum_of(
                "phq_9",
                interest,
                low_mood,
                sleep,
                energy,
                appetite,
                self_worth,
                concentration,
                movement,
                self_harm,
            ),
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
