"""OPD: the screen for the personality disorder pathway of England and Wales.

For men in custody for a violent or sexual offence and women, where serious harm is a concern.
It counts answers of an OASys assessment and says `screen_in` or `screen_out`: whether a
specialist should look, not what the specialist would find.

Published by the Ministry of Justice as open source (MIT, Crown copyright).
An answer that is not there counts as a no; where there is none at all there is no result.
Three questions stand here for several of OASys: history of mental health (problems now,
treatment, medication, a secure hospital, obsessive behaviour), severe challenging behaviour
(attitude to supervision, assaults on staff, escape, control), and domestic abuse.
Left out: the override of a screen-out, which is a decision with a reason, not a score.
"""

from supervise.errors import ProblemCode
from supervise.instruments import (
    Choice,
    Coded,
    Decided,
    Example,
    Expected,
    Instrument,
    Item,
    MissingRule,
    Points,
    Rule,
    Whole,
    YesNo,
    named,
    one_of,
)
from supervise.levels import LevelScheme
from supervise.needs import Need
from supervise.people import Sensitivity
from supervise.rules import (
    answered,
    certainly,
    count,
    first_match,
    looked_up,
    read_code_table,
    tally,
)
from supervise.sources import Purpose, Source

OFFENCES = read_code_table(
    __package__,
    "home_office_offences.csv",
    code="offence_code",
    value="violent_or_sexual",
)
HISTORY, HEALTH = Need.HISTORY, Sensitivity.HEALTH
PROBLEM = one_of(
    Choice(0, "no problems"),
    Choice(1, "some problems"),
    Choice(2, "significant problems"),
)
HARM = one_of(Choice("low"), Choice("medium"), Choice("high"), Choice("very_high"))
RESULT = LevelScheme("opd_screen", ("screen_out", "screen_in"))

# One line a row, as on the form.
# fmt: off

# -- to whom it applies

sex = Item("sex", "Recorded sex", one_of(
    Choice("M", "man"),
    Choice("F", "woman"),
    Choice("U", "not known or not specified", covered=False),
    Choice("X", "another recorded sex", covered=False),
), person_fact=True)
harm = Item("risk_of_serious_harm", "Overall risk of serious harm", HARM)
offence_code = Item(
    "offence_code", "Home Office code of the current offence", Coded(OFFENCES, 5), HISTORY)
custodial = Item("custodial_sentence", "A custodial sentence", YesNo(), HISTORY)
mappa = Item("mappa_eligible",
    "Eligible for multi-agency public protection; for women", YesNo(), HISTORY)

# -- the offence

first_age = Item(
    "age_at_first_sanction", "Age at first sanction", Whole(0, 109), HISTORY)
weapon = Item("weapon_in_current_offence", "Weapon in the offence", YesNo(), HISTORY)
violence = Item("violence_or_threat", "Violence, or threat of it", YesNo(), HISTORY)
excessive = Item(
    "excessive_violence", "Excessive or sadistic violence", YesNo(), HISTORY)
arson = Item("arson", "Arson", YesNo(), HISTORY)
emotional_motivation = Item(
    "emotional_motivation", "Emotional motivation", YesNo(), HISTORY)
no_impact = Item("does_not_recognise_impact",
    "Does not recognise the impact on others", YesNo(), Need.ATTITUDES)

# -- the person

money_from_others = Item("financial_reliance_on_others",
    "Over-reliance on others for money", PROBLEM, Need.MONEY)
manipulative = Item("manipulative_behaviour",
    "Manipulative or predatory behaviour", PROBLEM, Need.THINKING)
reckless = Item("recklessness", "Recklessness and taking risks", PROBLEM, Need.THINKING)
childhood_behaviour = Item("childhood_behaviour_problems",
    "Severe behaviour problems in childhood", YesNo(), HISTORY, sensitivity=HEALTH)
impulsive = Item("impulsivity", "Impulsivity", PROBLEM, Need.THINKING)
controlling = Item("controlling_behaviour",
    "Controlling or aggressive behaviour", PROBLEM, Need.THINKING)
childhood = Item("childhood_difficulties",
    "Difficulties in childhood", PROBLEM, HISTORY, sensitivity=HEALTH)
mental_health = Item("mental_health_history",
    "Mental health problems, now or before", YesNo(), Need.MENTAL_HEALTH, sensitivity=HEALTH)
self_harm = Item("self_harm",
    "Self-harm or attempted suicide", YesNo(), Need.MENTAL_HEALTH, sensitivity=HEALTH)
challenging = Item("severe_challenging_behaviour",
    "Severe challenging behaviour", YesNo(), HISTORY)
coping = Item("coping", "Difficulties in coping", PROBLEM, Need.THINKING)
psychological = Item("psychological_problems",
    "Psychological problems now", PROBLEM, Need.MENTAL_HEALTH, sensitivity=HEALTH)
domestic_abuse = Item("domestic_abuse", "Domestic abuse", YesNo(), Need.FAMILY)
offence_linked = Item(
    "offence_linked_to_harm", "Offence issues linked to serious harm", YesNo(), HISTORY)
housing_linked = Item(
    "housing_linked_to_harm", "Housing linked to serious harm", YesNo(), Need.HOUSING)
relations_linked = Item("relationships_linked_to_harm",
    "Relationships linked to serious harm", YesNo(), Need.FAMILY)
emotions_linked = Item("emotions_linked_to_harm",
    "Emotional issues linked to serious harm", YesNo(), Need.MENTAL_HEALTH)
thinking_linked = Item("thinking_linked_to_harm",
    "Thinking linked to serious harm", YesNo(), Need.THINKING)

# -- counts; a blank counts as a no

man, woman = sex.is_("M"), sex.is_("F")
PERSONALITY = (
    certainly(first_age < 18),
    certainly(violence.yes),
    certainly(excessive.yes),
    certainly(excessive.yes) & ~certainly(violence.yes),  # then it counts two
    certainly(no_impact.yes),
    certainly(money_from_others.is_(1, 2)),
    certainly(manipulative.is_(1, 2)),
    certainly(reckless.is_(1, 2)),
    certainly(childhood_behaviour.yes),
    certainly(impulsive.is_(1, 2)),
    certainly(controlling.is_(1, 2)),
)
INDICATORS = (
    certainly(childhood.is_(1, 2)),
    certainly(mental_health.yes),
    certainly(self_harm.yes),
    certainly(challenging.yes),
)
OF_WOMEN = (
    certainly(weapon.yes),
    certainly(violence.yes),
    certainly(excessive.yes),
    certainly(arson.yes),
    certainly(emotional_motivation.yes),
    certainly(offence_linked.yes),
    certainly(housing_linked.yes),
    certainly(childhood.is_(1, 2)),
    certainly(domestic_abuse.yes),
    certainly(relations_linked.yes),
    certainly(coping.is_(1, 2)),
    certainly(psychological.is_(1, 2)),
    certainly(self_harm.yes),
    certainly(emotions_linked.yes),
    certainly(thinking_linked.yes),
)
serious_harm = harm.is_("high", "very_high")
men = man & serious_harm & looked_up(offence_code, OFFENCES).is_("1") & custodial.yes
women = woman & (serious_harm | certainly(mappa.yes))
personality = named("personality_count", count(*PERSONALITY))
indicators = named("indicator_count", count(*INDICATORS))
of_women = named("count_of_women", count(*OF_WOMEN))

RULES = (
    Rule("something_is_answered_of_men",
         ~man | answered(first_age) | answered(violence) | answered(excessive)
         | answered(no_impact) | answered(money_from_others) | answered(manipulative)
         | answered(reckless) | answered(childhood_behaviour) | answered(impulsive)
         | answered(controlling) | answered(childhood) | answered(mental_health)
         | answered(self_harm) | answered(challenging),
         "nothing of what is counted is answered", about=first_age,
         remedy="answer the questions", code=ProblemCode.MISSING),
    Rule("something_is_answered_of_women",
         ~woman | answered(weapon) | answered(violence) | answered(excessive)
         | answered(arson) | answered(emotional_motivation) | answered(offence_linked)
         | answered(housing_linked) | answered(childhood) | answered(domestic_abuse)
         | answered(relations_linked),
         "nothing of what is counted is answered", about=weapon,
         remedy="answer the questions", code=ProblemCode.MISSING),
)
BLANKS = MissingRule(
    "sex, risk of harm, offence and sentence; any other that is not there counts as a no")
# fmt: on

INSTRUMENT = Instrument(
    id="opd",
    version="1.0",
    title="Personality disorder pathway screen (OPD)",
    purpose=Purpose.SCREENING,
    for_whom="people assessed with OASys whose risk of serious harm is high: men in custody "
    "for a violent or sexual offence, and women",
    not_for="a diagnosis, risk of any kind, how closely a person is supervised",
    source=Source(
        citation="UK Ministry of Justice: hmpps-arns-risk-actuarial-api (016919c)",
        licence="MIT",
        population="people assessed with OASys in England and Wales",
        checked="2026-11-21",
        notice="Crown copyright (Ministry of Justice), MIT licence",
    ),
    unvalidated="the open source holds the counts and tests, no validation study",
    limitations=(
        "it says whether a specialist should look, not what the specialist would find",
        "a blank counts as a no, so a half-filled form screens people out",
    ),
    items=(
        sex,
        harm,
        offence_code,
        custodial,
        mappa,
        first_age,
        weapon,
        violence,
        excessive,
        arson,
        emotional_motivation,
        no_impact,
        money_from_others,
        manipulative,
        reckless,
        childhood_behaviour,
        impulsive,
        controlling,
        childhood,
        mental_health,
        self_harm,
        challenging,
        coping,
        psychological,
        domestic_abuse,
        offence_linked,
        housing_linked,
        relations_linked,
        emotions_linked,
        thinking_linked,
    ),
    values=(personality, indicators, of_women),
    rules=RULES,
    scales=(
        Points(
            "opd_personality",
            "Personality, men",
            table=tally("opd_personality", *PERSONALITY),
            only_if=men,
            missing=BLANKS,
        ),
        Points(
            "opd_indicators",
            "Indicators, men",
            table=tally("opd_indicators", *INDICATORS),
            only_if=men,
            missing=BLANKS,
        ),
        Points(
            "opd_women",
            "Count, women",
            table=tally("opd_women", *OF_WOMEN),
            only_if=women,
            also_requires=(offence_code, custodial),
            missing=BLANKS,
        ),
        Decided(
            "opd",
            "Screen",
            by=first_match(
                (man & ((personality >= 7) | (indicators >= 2)), "screen_in"),
                (woman & (of_women >= 10), "screen_in"),
                otherwise="screen_out",
            ),
            scheme=RESULT,
            only_if=men | women,
            missing=BLANKS,
            citation="UK Ministry of Justice, OPD screen",
        ),
    ),
    examples=(
        Example(
            answers={
                "sex": "M",
                "risk_of_serious_harm": "high",
                "offence_code": "02504",
                "custodial_sentence": True,
                "mental_health_history": True,
                "self_harm": True,
            },
            on="2026-01-15",
            expects={
                "opd_personality": Expected(0),
                "opd_indicators": Expected(2),
                "opd": Expected(level="screen_in"),
            },
            source="tests of hmpps-arns-risk-actuarial-api: psychiatric treatment and "
            "self-harm",
        ),
        Example(
            answers={
                "sex": "F",
                "risk_of_serious_harm": "high",
                "offence_code": "02504",
                "custodial_sentence": False,
                "mappa_eligible": True,
                "weapon_in_current_offence": False,
            },
            on="2026-01-15",
            expects={
                "opd_women": Expected(0),
                "opd": Expected(level="screen_out"),
            },
            source="tests of hmpps-arns-risk-actuarial-api: eligible woman, screen out",
        ),
    ),
)
