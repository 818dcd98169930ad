"""BC CRNA: the Community Risk/Needs Assessment of British Columbia, Canada.

Structured professional judgement: an officer rates nine needs against anchors, considers ten
facts of the record, and then rates all needs together (`needs`) and the risk (`risk`) as low,
medium or high. Nothing is added up, so no scale has a number.

Ids: the rating of a need is the item `<need>_rating`, its words `<need>_comment`, its scale
`<need>`; the overall ratings are `overall_needs_rating` and `overall_risk_rating`.

From the form's public source (see SOURCE): the anchors, in other words; which need has an
answer *not applicable* in place of an asset (skills, stability, substances); that a rating C
or D asks for a comment; that each fact of the record asks for an answer, or a comment in its
place; and that the overall ratings and the sources contacted are required to complete it.
The repository's sample form has placeholders for codes: the codes of the ten facts are ours.
So `age_at_first_arrest` holds the code of an age group, from 1 (25 or older) to 4 (13 or
younger), as the form offers four boxes; it never holds an age.

Left out: the supervision rating (a matrix of `needs` and `risk`: it is the agency's decision,
so it is declared as a policy), the kinds of intervention, and the officer's other remarks.
"""

from supervise.errors import ProblemCode
from supervise.instruments import (
    Change,
    Choice,
    Example,
    Expected,
    Instrument,
    Item,
    Judged,
    MissingRule,
    Rule,
    Text,
    YesNo,
    one_of,
)
from supervise.levels import LOW_MEDIUM_HIGH, LevelScheme
from supervise.needs import CONSIDERABLE, SOME, STRENGTH, Need
from supervise.people import Sensitivity
from supervise.rules import answered, first_known
from supervise.sources import Purpose, Source

SOURCE = Source(
    citation="Province of British Columbia, BC Corrections: "
    "bcgov/jag-community-corrections-case-management (9f107898), sampleFormData.json, "
    "crna_validation_config.json",
    licence="Apache-2.0",
    population="people under community supervision in British Columbia",
    checked="2026-11-21",
    notice="Copyright Province of British Columbia, Apache License 2.0; changed: restated "
    "as a declaration, in other words",
)
CITATION = "BC Corrections, CRNA: legend and overall ratings"
GOAL, DYNAMIC = Change.GOAL_WORTHY, Change.DYNAMIC
HEALTH, SUBSTANCE = Sensitivity.HEALTH, Sensitivity.SUBSTANCE_USE_TREATMENT
WORDS = Text()

NEED = LevelScheme(
    "bc_crna_need", ("asset", "no_immediate_need", "some_need", "considerable_need")
)
NEEDED = (("C", "some_need"), ("D", "considerable_need"))
RATED = (("A", "asset"), ("B", "no_immediate_need"), *NEEDED)
RATED_OR_NOT_APPLICABLE = (("A", None), ("B", "no_immediate_need"), *NEEDED)
OVERALL = (("low", "low"), ("medium", "medium"), ("high", "high"))
LOW_TO_HIGH = one_of(Choice("low"), Choice("medium"), Choice("high"))

# One line a row, as on the form.
# fmt: off

# -- the nine needs, each with the officer's words; a relationship is never a goal

family = Item("family_rating", "Family relationships", one_of(
    Choice("A", "stable and supportive", shows=STRENGTH),
    Choice("B", "no difficulties now"),
    Choice("C", "unstable at times", shows=SOME),
    Choice("D", "very unstable", shows=CONSIDERABLE),
), Need.FAMILY, DYNAMIC)
living = Item("living_rating", "Living arrangements", one_of(
    Choice("A", "satisfactory for some time", shows=STRENGTH),
    Choice("B", "no difficulties now"),
    Choice("C", "some moves, or a temporary place", shows=SOME),
    Choice("D", "frequent moves, no permanent address", shows=CONSIDERABLE),
), Need.HOUSING, GOAL)
companions = Item("companions_rating", "Companions and significant others", one_of(
    Choice("A", "positive for some time", shows=STRENGTH),
    Choice("B", "mostly positive"),
    Choice("C", "some negative", shows=SOME),
    Choice("D", "mostly negative", shows=CONSIDERABLE),
), Need.COMPANIONS, DYNAMIC)
skills = Item("skills_rating", "Academic and vocational skills", one_of(
    Choice("A", "not applicable"),
    Choice("B", "no difficulties now"),
    Choice("C", "interfere a little", shows=SOME),
    Choice("D", "interfere seriously", shows=CONSIDERABLE),
), Need.WORK, GOAL)
employment = Item("employment_rating", "Pattern of employment", one_of(
    Choice("A", "stable", shows=STRENGTH),
    Choice("B", "no difficulties now"),
    Choice("C", "minor problems", shows=SOME),
    Choice("D", "major problems", shows=CONSIDERABLE),
), Need.WORK, GOAL)
finances = Item("finances_rating", "Managing money", one_of(
    Choice("A", "effective for some time", shows=STRENGTH),
    Choice("B", "no difficulties now"),
    Choice("C", "minor problems, or of the moment", shows=SOME),
    Choice("D", "severe difficulties", shows=CONSIDERABLE),
), Need.MONEY, GOAL)
stability = Item("stability_rating", "Behavioural and emotional stability", one_of(
    Choice("A", "not applicable"),
    Choice("B", "no difficulties now"),
    Choice("C", "some need of help", shows=SOME),
    Choice("D", "significant need of help", shows=CONSIDERABLE),
), Need.MENTAL_HEALTH, GOAL, sensitivity=HEALTH)
substances = Item("substances_rating", "Substance misuse", one_of(
    Choice("A", "not applicable"),
    Choice("B", "no use or difficulties now"),
    Choice("C", "some use, minor problems", shows=SOME),
    Choice("D", "frequent or out of control", shows=CONSIDERABLE),
), Need.SUBSTANCE, GOAL, sensitivity=SUBSTANCE)
attitude = Item("attitude_rating", "Attitude", one_of(
    Choice("A", "involved, responds well to help", shows=STRENGTH),
    Choice("B", "motivated, open to help"),
    Choice("C", "sees problems, is not open to help", shows=SOME),
    Choice("D", "does not see them, is not open to help", shows=CONSIDERABLE),
), Need.ATTITUDES, GOAL)
family_comment = Item("family_comment", "Family: comment", WORDS)
living_comment = Item("living_comment", "Living: comment", WORDS)
companions_comment = Item("companions_comment", "Companions: comment", WORDS)
skills_comment = Item("skills_comment", "Skills: comment", WORDS)
employment_comment = Item("employment_comment", "Employment: comment", WORDS)
finances_comment = Item("finances_comment", "Money: comment", WORDS)
stability_comment = Item("stability_comment", "Stability: comment", WORDS, sensitivity=HEALTH)
substances_comment = Item("substances_comment", "Substances: comment", WORDS,
                          sensitivity=SUBSTANCE)
attitude_comment = Item("attitude_comment", "Attitude: comment", WORDS)
overall_needs = Item("overall_needs_rating", "All needs together", LOW_TO_HIGH)

# -- the ten facts of the record; each has an answer, or a comment in its place

HISTORY = Need.HISTORY
TO_THREE = one_of(
    Choice(0, "none, or not applicable"), Choice(1, "one"), Choice(2, "two"), Choice(3, "three or more"),
)
FIRST_AGE = one_of(
    Choice(1, "25 or older"), Choice(2, "18 to 24"), Choice(3, "14 to 17"), Choice(4, "13 or younger"),
)
TO_HIGH = one_of(Choice("none"), Choice("low"), Choice("medium"), Choice("high"))

convictions = Item("current_convictions", "Current convictions or peace bonds", TO_THREE,
                   HISTORY)
dispositions = Item("prior_dispositions", "Earlier court dispositions", TO_THREE, HISTORY)
supervisions = Item("prior_supervisions", "Earlier periods of supervision", TO_THREE, HISTORY)
failures = Item("prior_failures_to_comply", "Earlier failures to comply", TO_THREE, HISTORY)
first_age = Item("age_at_first_arrest", "Age group at first arrest or conviction; a code from 1 to 4, "
                 "not the age", FIRST_AGE, HISTORY)
imprisoned = Item("ever_imprisoned", "Ever imprisoned after a conviction", YesNo(), HISTORY)
escape = Item("escape_history", "History of escape", YesNo(), HISTORY)
weapon = Item("weapon_use", "Weapon used, or threat with one", YesNo(), HISTORY)
violence_often = Item("violence_frequency", "Frequency of violence", TO_HIGH, HISTORY)
violence_severe = Item("violence_severity", "Severity of violence", TO_HIGH, HISTORY)
convictions_comment = Item("current_convictions_comment", "Convictions: comment", WORDS)
dispositions_comment = Item("prior_dispositions_comment", "Dispositions: comment", WORDS)
supervisions_comment = Item("prior_supervisions_comment", "Supervision: comment", WORDS)
failures_comment = Item("prior_failures_to_comply_comment", "Failures: comment", WORDS)
first_age_comment = Item("age_at_first_arrest_comment", "First arrest: comment", WORDS)
imprisoned_comment = Item("ever_imprisoned_comment", "Imprisoned: comment", WORDS)
escape_comment = Item("escape_history_comment", "Escape: comment", WORDS)
weapon_comment = Item("weapon_use_comment", "Weapon: comment", WORDS)
often_comment = Item("violence_frequency_comment", "Frequency: comment", WORDS)
severe_comment = Item("violence_severity_comment", "Severity: comment", WORDS)
overall_risk = Item("overall_risk_rating", "Risk", LOW_TO_HIGH)
sources_contacted = Item("sources_contacted", "Sources contacted", WORDS)

ITEMS = (
    family, family_comment, living, living_comment, companions, companions_comment,
    skills, skills_comment, employment, employment_comment, finances, finances_comment,
    stability, stability_comment, substances, substances_comment, attitude,
    attitude_comment, overall_needs, convictions, convictions_comment, dispositions,
    dispositions_comment, supervisions, supervisions_comment, failures,
    failures_comment, first_age, first_age_comment, imprisoned, imprisoned_comment,
    escape, escape_comment, weapon, weapon_comment, violence_often, often_comment,
    violence_severe, severe_comment, overall_risk, sources_contacted,
)

# -- what is compulsory; what is not written is missing, never assumed

LACKS = "is compulsory with the rating C or D"
WRITE = "say in words what the rating rests on"
MISSING = ProblemCode.MISSING
RULES = (
    Rule("family_words", ~family.is_("C", "D") | answered(family_comment), LACKS,
         about=family_comment, remedy=WRITE, code=MISSING, blocks=("family", "needs")),
    Rule("living_words", ~living.is_("C", "D") | answered(living_comment), LACKS,
         about=living_comment, remedy=WRITE, code=MISSING, blocks=("living", "needs")),
    Rule("companions_words", ~companions.is_("C", "D") | answered(companions_comment), LACKS,
         about=companions_comment, remedy=WRITE, code=MISSING, blocks=("companions", "needs")),
    Rule("skills_words", ~skills.is_("C", "D") | answered(skills_comment), LACKS,
         about=skills_comment, remedy=WRITE, code=MISSING, blocks=("skills", "needs")),
    Rule("employment_words", ~employment.is_("C", "D") | answered(employment_comment), LACKS,
         about=employment_comment, remedy=WRITE, code=MISSING, blocks=("employment", "needs")),
    Rule("finances_words", ~finances.is_("C", "D") | answered(finances_comment), LACKS,
         about=finances_comment, remedy=WRITE, code=MISSING, blocks=("finances", "needs")),
    Rule("stability_words", ~stability.is_("C", "D") | answered(stability_comment), LACKS,
         about=stability_comment, remedy=WRITE, code=MISSING, blocks=("stability", "needs")),
    Rule("substances_words", ~substances.is_("C", "D") | answered(substances_comment), LACKS,
         about=substances_comment, remedy=WRITE, code=MISSING, blocks=("substances", "needs")),
    Rule("attitude_words", ~attitude.is_("C", "D") | answered(attitude_comment), LACKS,
         about=attitude_comment, remedy=WRITE, code=MISSING, blocks=("attitude", "needs")),
)
EVERY_NEED = (
    first_known(family, family_comment),
    first_known(living, living_comment),
    first_known(companions, companions_comment),
    first_known(skills, skills_comment),
    first_known(employment, employment_comment),
    first_known(finances, finances_comment),
    first_known(stability, stability_comment),
    first_known(substances, substances_comment),
    first_known(attitude, attitude_comment),
    sources_contacted,
)
EVERY_FACT = (
    first_known(convictions, convictions_comment),
    first_known(dispositions, dispositions_comment),
    first_known(supervisions, supervisions_comment),
    first_known(failures, failures_comment),
    first_known(first_age, first_age_comment),
    first_known(imprisoned, imprisoned_comment),
    first_known(escape, escape_comment),
    first_known(weapon, weapon_comment),
    first_known(violence_often, often_comment),
    first_known(violence_severe, severe_comment),
    sources_contacted,
)

# -- ratings

RATING = MissingRule("the rating; with C or D a comment as well")
ALL_RATED = MissingRule("the overall rating, the sources contacted, and for each need a rating or a comment")
ALL_KNOWN = MissingRule("the overall rating, the sources contacted, and for each fact an answer or a comment")
SCALES = (
    Judged("family", "Family relationships", item=family, scheme=NEED, levels=RATED,
           missing=RATING, citation=CITATION),
    Judged("living", "Living arrangements", item=living, scheme=NEED, levels=RATED,
           missing=RATING, citation=CITATION),
    Judged("companions", "Companions and significant others", item=companions, scheme=NEED,
           levels=RATED, missing=RATING, citation=CITATION),
    Judged("skills", "Academic and vocational skills", item=skills, scheme=NEED,
           levels=RATED_OR_NOT_APPLICABLE, missing=RATING, citation=CITATION),
    Judged("employment", "Pattern of employment", item=employment, scheme=NEED, levels=RATED,
           missing=RATING, citation=CITATION),
    Judged("finances", "Managing money", item=finances, scheme=NEED, levels=RATED,
           missing=RATING, citation=CITATION),
    Judged("stability", "Behavioural and emotional stability", item=stability, scheme=NEED,
           levels=RATED_OR_NOT_APPLICABLE, missing=RATING, citation=CITATION),
    Judged("substances", "Substance misuse", item=substances, scheme=NEED,
           levels=RATED_OR_NOT_APPLICABLE, missing=RATING, citation=CITATION),
    Judged("attitude", "Attitude", item=attitude, scheme=NEED, levels=RATED, missing=RATING,
           citation=CITATION),
    Judged("needs", "All needs together", item=overall_needs, also_requires=EVERY_NEED,
           scheme=LOW_MEDIUM_HIGH, levels=OVERALL, missing=ALL_RATED, citation=CITATION),
    Judged("risk", "Risk", item=overall_risk, also_requires=EVERY_FACT, scheme=LOW_MEDIUM_HIGH,
           levels=OVERALL, missing=ALL_KNOWN, citation=CITATION),
)
# fmt: on

INSTRUMENT = Instrument(
    id="bc_crna",
    version="2022",
    title="Community Risk/Needs Assessment (British Columbia)",
    purpose=Purpose.SUPERVISION,
    for_whom="adults under community supervision, rated by a trained probation officer",
    not_for="decisions before trial; partner violence and sexual offending, for which the "
    "province has ratings of their own",
    source=SOURCE,
    unvalidated="the validation of the CRNA is not published with the form",
    limitations=(
        "a rating is a trained officer's judgement, not a proportion of any group",
        "how far two officers agree is not published",
    ),
    items=ITEMS,
    rules=RULES,
    scales=SCALES,
    examples=(
        Example(
            answers={
                "family_rating": "A",
                "living_rating": "C",
                "living_comment": "moved twice since spring",
                "companions_rating": "B",
                "skills_rating": "A",
                "employment_rating": "D",
                "employment_comment": "no work for two years",
                "finances_rating": "B",
                "stability_rating": "B",
                "substances_rating": "A",
                "attitude_rating": "B",
                "overall_needs_rating": "medium",
                "current_convictions": 1,
                "prior_dispositions": 3,
                "prior_supervisions": 2,
                "prior_failures_to_comply": 1,
                "age_at_first_arrest": 3,
                "ever_imprisoned": True,
                "escape_history": False,
                "weapon_use": False,
                "violence_frequency": "low",
                "violence_severity_comment": "the file is being sent from another office",
                "overall_risk_rating": "high",
                "sources_contacted": "court record; interview",
            },
            on="2026-01-15",
            expects={
                "family": Expected(level="asset"),
                "living": Expected(level="some_need"),
                "skills": Expected(),
                "employment": Expected(level="considerable_need"),
                "needs": Expected(level="medium"),
                "risk": Expected(level="high"),
            },
            source="constructed from the legend of the form",
        ),
    ),
)
