"""PNI: the programme needs identifier of England and Wales.

It sorts people to a pathway of accredited programmes: high intensity (in custody only),
moderate intensity, or an alternative. Needs in four domains give `pni_need`, predictors and
spousal assault ratings give `pni_risk`, and both give the pathway, `pni`.
It consumes the static predictors of `ogrs4`, the levels of `osp_dc` and `osp_iic`, and `csrp`.

Published by the Ministry of Justice as open source (MIT, Crown copyright).
Answers of a domain may be missing: needs are then counted twice, with nothing and with
significant problems in their place, and the level stands where both agree, or where a spousal
assault rating decides. Where they leave it open, there is no result.

Where this differs from the Ministry's program: the three sexual questions are asked only
where there is a sexual offence or a risk of sexual harm, and are otherwise not missing; the
static predictors are meant, as its names say; and a predictor that could not be scored leaves
risk and pathway missing, where the program projects the worst.
"""

from supervise.instruments import (
    AskedIf,
    Change,
    Choice,
    Decided,
    Example,
    Expected,
    Instrument,
    Item,
    MissingRule,
    ScaleOf,
    YesNo,
    named,
    one_of,
)
from supervise.levels import LOW_MEDIUM_HIGH, LevelScheme
from supervise.needs import CONSIDERABLE, SOME, Need
from supervise.rules import (
    NO_ANSWER,
    answered,
    certainly,
    first_known,
    first_match,
    total,
)
from supervise.sources import Purpose, Source

GOAL, DYNAMIC = Change.GOAL_WORTHY, Change.DYNAMIC
PROBLEM = one_of(
    Choice(0, "no problems"),
    Choice(1, "some problems", shows=SOME),
    Choice(2, "significant problems", shows=CONSIDERABLE),
)
# No need is derived from the sexual questions: no domain of the default ones covers them.
SEXUAL_PROBLEM = one_of(
    Choice(0, "no problems"),
    Choice(1, "some problems"),
    Choice(2, "significant problems"),
)
RATING = one_of(Choice("low"), Choice("medium"), Choice("high"))
PATHWAY = LevelScheme(
    "pni_pathway", ("alternative", "moderate_intensity", "high_intensity")
)

# One line a row, as on the form.
# fmt: off

# -- items

setting = Item("setting", "Where the person is", one_of(
    Choice("community"), Choice("custody"), Choice("remand")))
ever_sexual_offence = Item(
    "ever_sexual_offence", "Ever committed a sexual offence", YesNo(), Need.HISTORY)
sexual_harm = Item("risk_of_sexual_harm", "A risk of sexual harm", YesNo())
SEXUAL = AskedIf(
    certainly(ever_sexual_offence.yes) | certainly(sexual_harm.yes),
    counts=0, because="the sexual domain is for these people only (PNI)")
preoccupation = Item(
    "sexual_preoccupation", "Sexual preoccupation", SEXUAL_PROBLEM, asked_if=SEXUAL)
interests = Item("offence_related_sexual_interests",
    "Sexual interests related to offending", SEXUAL_PROBLEM, asked_if=SEXUAL)
congruence = Item("emotional_congruence_with_children",
    "Emotional congruence with children", SEXUAL_PROBLEM, asked_if=SEXUAL)
attitudes = Item("procriminal_attitudes",
    "Attitudes that support offending", PROBLEM, Need.ATTITUDES, GOAL)
hostility = Item(
    "hostile_orientation", "Hostile orientation", PROBLEM, Need.ATTITUDES, GOAL)
family = Item("family_relationship",
    "Relationship with the family now", PROBLEM, Need.FAMILY, DYNAMIC)
close_before = Item("previous_close_relationships",
    "Close relationships before", PROBLEM, Need.FAMILY, DYNAMIC)
associates = Item("criminal_associates_influence",
    "Influence of criminal associates", PROBLEM, Need.COMPANIONS, DYNAMIC)
controlling = Item("controlling_behaviour",
    "Controlling or aggressive behaviour", PROBLEM, Need.THINKING, DYNAMIC)
impulsivity = Item("impulsivity", "Impulsivity", PROBLEM, Need.THINKING, GOAL)
temper = Item("temper_control", "Temper control", PROBLEM, Need.THINKING, GOAL)
problem_solving = Item(
    "problem_solving", "Problem solving", PROBLEM, Need.THINKING, GOAL)
coping = Item("coping", "Difficulties in coping", PROBLEM, Need.THINKING, GOAL)
to_partner = Item("sara_partner", "Spousal assault rating, to the partner", RATING)
to_others = Item("sara_others", "Spousal assault rating, to others", RATING)

any_reoffending = ScaleOf("ogrs4", "arp_static")
violent = ScaleOf("ogrs4", "vrp_static")
direct = ScaleOf("osp_dc", "osp_dc", "level", not_applicable="not_applicable")
indirect = ScaleOf("osp_iic", "osp_iic", "level", not_applicable="not_applicable")
serious = ScaleOf("csrp", "csrp")

# -- domains, each from 0 to 2: as far as answered, and at the worst

sexual = SEXUAL.when
sexual_known = named("sexual_sum", total(
    first_known(preoccupation, 0), first_known(interests, 0), first_known(congruence, 0)))
sexual_worst = named("sexual_sum_at_worst", total(
    first_known(preoccupation, 2), first_known(interests, 2), first_known(congruence, 2)))
sexual_answered = answered(preoccupation) & answered(interests) & answered(congruence)
sexual_domain = named("sexual_domain", first_match(
    (~sexual, 0),
    (certainly(interests.is_(2)), 2),
    (sexual_known >= 4, 2),
    (~sexual_answered, 0),
    (sexual_known >= 2, 1),
    otherwise=0))
sexual_at_worst = named("sexual_domain_at_worst", first_match(
    (~sexual, 0),
    (certainly(interests.is_(2)), 2),
    (sexual_worst >= 4, 2),
    (sexual_worst >= 2, 1),
    otherwise=0))

thinking_known = named("thinking_sum", total(
    first_known(attitudes, 0), first_known(hostility, 0)))
thinking_worst = named("thinking_sum_at_worst", total(
    first_known(attitudes, 2), first_known(hostility, 2)))
thinking_answered = answered(attitudes) & answered(hostility)
thinking_domain = named("thinking_domain", first_match(
    (certainly(attitudes.is_(2)), 2),
    (thinking_known >= 3, 2),
    (thinking_known >= 1, 1),
    otherwise=0))
thinking_at_worst = named("thinking_domain_at_worst", first_match(
    (certainly(attitudes.is_(2)), 2),
    (thinking_worst >= 3, 2),
    (thinking_worst >= 1, 1),
    otherwise=0))

relations_known = named("relationships_sum", total(
    first_known(family, 0), first_known(close_before, 0),
    first_known(associates, 0), first_known(controlling, 0)))
relations_worst = named("relationships_sum_at_worst", total(
    first_known(family, 2), first_known(close_before, 2),
    first_known(associates, 2), first_known(controlling, 2)))
relations_answered = (
    answered(family) & answered(close_before) & answered(associates) & answered(controlling))
relations_domain = named("relationships_domain", first_match(
    (relations_known >= 5, 2), (relations_known >= 2, 1), otherwise=0))
relations_at_worst = named("relationships_domain_at_worst", first_match(
    (relations_worst >= 5, 2), (relations_worst >= 2, 1), otherwise=0))

self_known = named("self_management_sum", total(
    first_known(impulsivity, 0), first_known(temper, 0),
    first_known(problem_solving, 0), first_known(coping, 0)))
self_worst = named("self_management_sum_at_worst", total(
    first_known(impulsivity, 2), first_known(temper, 2),
    first_known(problem_solving, 2), first_known(coping, 2)))
self_answered = (
    answered(impulsivity) & answered(temper) & answered(problem_solving) & answered(coping))
self_domain = named("self_management_domain", first_match(
    (self_known >= 5, 2), (self_known >= 2, 1), otherwise=0))
self_at_worst = named("self_management_domain_at_worst", first_match(
    (self_worst >= 5, 2), (self_worst >= 2, 1), otherwise=0))

known = named("needs_as_answered",
    total(sexual_domain, thinking_domain, relations_domain, self_domain))
worst = named("needs_at_worst",
    total(sexual_at_worst, thinking_at_worst, relations_at_worst, self_at_worst))

# -- need: low 0 to 2, medium 3 to 5, high from 6; the first that applies

in_community = setting.is_("community")
complete = ((~sexual | sexual_answered)
    & thinking_answered & relations_answered & self_answered)
open_everywhere = ~((sexual & sexual_answered)
    | thinking_answered | relations_answered | self_answered)
high_rating = certainly(to_partner.is_("high")) | certainly(to_others.is_("high"))
medium_rating = certainly(to_partner.is_("medium")) | certainly(to_others.is_("medium"))
raised_rating = high_rating | medium_rating
both_rated = answered(to_partner) & answered(to_others)
need = named("need", first_match(
    (known >= 6, "high"),
    (in_community & (known >= 3), "medium"),
    (complete & (known >= 3), "medium"),
    (complete, "low"),
    (worst < 3, "low"),
    ((known >= 3) & (worst < 6), "medium"),
    (open_everywhere & ~in_community, NO_ANSWER),
    ((known >= 3) & ~raised_rating, NO_ANSWER),
    (raised_rating & both_rated & in_community, "medium"),
    (raised_rating & both_rated, "high"),
    (known >= 3, "medium"),
    otherwise="low"))

# -- risk

no_sexual_levels = direct.is_("not_applicable") & indirect.is_("not_applicable")
risk = named("risk", first_match(
    ((any_reoffending >= 75) | (violent >= 60)
     | direct.is_("high", "very_high") | indirect.is_("high")
     | (no_sexual_levels & (serious >= 3)) | high_rating, "high"),
    ((any_reoffending >= 50) | (violent >= 30)
     | direct.is_("medium") | indirect.is_("medium")
     | (no_sexual_levels & (serious >= 1)) | medium_rating, "medium"),
    otherwise="low"))

# -- pathway

high_need, medium_need = need.is_("high"), need.is_("medium")
high_risk, medium_risk = risk.is_("high"), risk.is_("medium")
often_and_violent = (any_reoffending >= 75) & (violent >= 60)
if_answered = named("pathway_as_answered", first_match(
    (setting.is_("custody") & (often_and_violent
     | ((any_reoffending >= 75) & high_rating) | (high_need & high_risk)),
     "high_intensity"),
    ((in_community & (often_and_violent | (high_need & high_risk)))
     | raised_rating | (medium_need & high_risk) | (high_need & medium_risk)
     | (medium_need & medium_risk), "moderate_intensity"),
    otherwise="alternative"))
pathway = first_match(
    (~need.is_("low", "medium", "high"), NO_ANSWER),
    (~complete & ~both_rated & if_answered.is_("alternative"), NO_ANSWER),
    (~complete & ~in_community & ~answered(to_partner) & ~answered(to_others), NO_ANSWER),
    (if_answered.is_("high_intensity"), "high_intensity"),
    (if_answered.is_("moderate_intensity"), "moderate_intensity"),
    otherwise="alternative")
# fmt: on

CITATION = "UK Ministry of Justice, programme needs identifier"
INSTRUMENT = Instrument(
    id="pni",
    version="1.0",
    title="Programme needs identifier (PNI)",
    purpose=Purpose.SUPERVISION,
    for_whom="adults in custody, on remand or in the community in England and Wales",
    not_for="how closely a person is supervised, guilt, the length of a sentence",
    source=Source(
        citation="UK Ministry of Justice: hmpps-arns-risk-actuarial-api (016919c)",
        licence="MIT",
        population="people assessed with OASys in England and Wales",
        checked="2026-11-21",
        notice="Crown copyright (Ministry of Justice), MIT licence",
    ),
    unvalidated="the open source holds the rules and few tests, no validation study",
    limitations=(
        "it sorts to programmes; it does not say that a programme helps a person",
        "sensitive answers about sexual interests weigh in one domain only",
    ),
    items=(
        setting,
        ever_sexual_offence,
        sexual_harm,
        preoccupation,
        interests,
        congruence,
        attitudes,
        hostility,
        family,
        close_before,
        associates,
        controlling,
        impulsivity,
        temper,
        problem_solving,
        coping,
        to_partner,
        to_others,
    ),
    values=(
        sexual_known,
        sexual_worst,
        sexual_domain,
        sexual_at_worst,
        thinking_known,
        thinking_worst,
        thinking_domain,
        thinking_at_worst,
        relations_known,
        relations_worst,
        relations_domain,
        relations_at_worst,
        self_known,
        self_worst,
        self_domain,
        self_at_worst,
        known,
        worst,
        need,
        risk,
        if_answered,
    ),
    consumes=(any_reoffending, violent, direct, indirect, serious),
    scales=(
        Decided(
            "pni_need",
            "Need",
            by=need,
            scheme=LOW_MEDIUM_HIGH,
            missing=MissingRule("answers may be missing where they make no difference"),
            citation=CITATION,
        ),
        Decided(
            "pni_risk",
            "Risk",
            by=risk,
            scheme=LOW_MEDIUM_HIGH,
            missing=MissingRule("every predictor; ratings that are there"),
            citation=CITATION,
        ),
        Decided(
            "pni",
            "Pathway",
            by=pathway,
            scheme=PATHWAY,
            missing=MissingRule(
                "as need and risk; with gaps both ratings may be asked"
            ),
            citation=CITATION,
        ),
    ),
    examples=(
        Example(
            answers={
                "setting": "custody",
                "ever_sexual_offence": False,
                "risk_of_sexual_harm": True,
                "sexual_preoccupation": 1,
                "offence_related_sexual_interests": 2,
                "emotional_congruence_with_children": 2,
                "procriminal_attitudes": 0,
                "hostile_orientation": 1,
                "family_relationship": 0,
                "previous_close_relationships": 0,
                "criminal_associates_influence": 2,
                "controlling_behaviour": 1,
                "impulsivity": 0,
                "temper_control": 2,
                "problem_solving": 2,
                "coping": 2,
                "sara_partner": "low",
                "sara_others": "low",
            },
            upstream={
                "ogrs4.arp_static.percent": "1",
                "ogrs4.vrp_static.percent": "1",
                "osp_dc.osp_dc.level": "not_applicable",
                "osp_iic.osp_iic.level": "not_applicable",
                "csrp.csrp.percent": "3.5",
            },
            on="2026-01-15",
            expects={
                "pni_need": Expected(level="high"),
                "pni_risk": Expected(level="high"),
                "pni": Expected(level="high_intensity"),
            },
            source="PNI_test_data_small.csv of hmpps-arns-risk-actuarial-api, row 6968",
        ),
        Example(
            answers={
                "setting": "community",
                "ever_sexual_offence": True,
                "risk_of_sexual_harm": False,
                "sexual_preoccupation": 0,
                "offence_related_sexual_interests": 0,
                "emotional_congruence_with_children": 0,
                "procriminal_attitudes": 2,
                "hostile_orientation": 0,
                "family_relationship": 0,
                "previous_close_relationships": 0,
                "criminal_associates_influence": 2,
                "controlling_behaviour": 0,
                "impulsivity": 0,
                "temper_control": 0,
                "problem_solving": 0,
                "coping": 0,
                "sara_partner": "low",
                "sara_others": "low",
            },
            upstream={
                "ogrs4.arp_static.percent": "5.37",
                "ogrs4.vrp_static.percent": "0.95",
                "osp_dc.osp_dc.level": "high",
                "osp_iic.osp_iic.level": "high",
                "csrp.csrp.percent": "19.63",
            },
            on="2026-01-15",
            expects={
                "pni_need": Expected(level="medium"),
                "pni_risk": Expected(level="high"),
                "pni": Expected(level="moderate_intensity"),
            },
            source="by hand from the rules: thinking 2, relationships 1, need 3 medium; "
            "sexual levels high, risk high; medium need with high risk, moderate",
        ),
    ),
)
