"""PCL-5: twenty questions on what may follow a very stressful experience, over a month.

It gives a total, set against the cuts that the publisher suggests, and a provisional
finding as the publisher counts symptoms by cluster.

It screens and diagnoses nothing, and it never decides how closely a person is supervised.
Topics are in our own words: ask with the official wording, which is not part of this library.
An answer shows a need from *moderately* on, where the publisher counts it as a symptom.
The publisher suggests a cut of 31 to 33, so 31 and 32 depend on the cut that is chosen.
"""

from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    Band,
    Change,
    Choice,
    Decided,
    Example,
    Expected,
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
from supervise.sources import Purpose, Source

SUGGESTED = LevelScheme(
    "pcl_5_suggested_cut", ("below", "depends_on_the_cut", "at_or_above")
)
PROVISIONAL = LevelScheme("pcl_5_provisional", ("not_met", "provisionally_met"))
MUCH = one_of(
    Choice(0, "not at all"),
    Choice(1, "a little bit"),
    Choice(2, "moderately", shows=SOME),
    Choice(3, "quite a bit", shows=SOME),
    Choice(4, "extremely", shows=SOME),
)


TRAUMA, HEALTH = Need.TRAUMA, Sensitivity.HEALTH
NOW = Change.DYNAMIC

# The four clusters of the DSM-5, in the order of the form. One line a row, as on the form.
# fmt: off
# Cluster B, intrusion
memories = Item("memories", "1: memories that come unwanted", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
dreams = Item("dreams", "2: bad dreams", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
reliving = Item("reliving", "3: as if it happened again", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
upset_by_reminders = Item("upset_by_reminders", "4: upset by reminders", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
bodily_reactions = Item("bodily_reactions", "5: bodily reactions to reminders", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
# Cluster C, avoidance
avoids_thoughts = Item("avoids_thoughts", "6: keeps away from thoughts of it", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
avoids_reminders = Item("avoids_reminders", "7: keeps away from reminders of it", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
# Cluster D, mood and beliefs
memory_gaps = Item("memory_gaps", "8: gaps in memory of it", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
negative_beliefs = Item("negative_beliefs", "9: negative beliefs", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
blame = Item("blame", "10: blame", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
negative_feelings = Item("negative_feelings", "11: strong negative feelings", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
loss_of_interest = Item("loss_of_interest", "12: less interest", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
distance = Item("distance", "13: distance from other people", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
no_positive_feelings = Item("no_positive_feelings", "14: positive feelings are hard to have", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
# Cluster E, arousal
irritable = Item("irritable", "15: irritable or aggressive", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
risks = Item("risks", "16: risks and harm to oneself", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
on_guard = Item("on_guard", "17: on guard", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
startled = Item("startled", "18: easily startled", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
concentration = Item("concentration", "19: concentration", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
sleep = Item("sleep", "20: sleep", MUCH, TRAUMA, NOW, sensitivity=HEALTH)
# fmt: on

# A symptom counts from *moderately* on.
intrusion = count(
    memories.is_(2, 3, 4),
    dreams.is_(2, 3, 4),
    reliving.is_(2, 3, 4),
    upset_by_reminders.is_(2, 3, 4),
    bodily_reactions.is_(2, 3, 4),
)
avoidance = count(
    avoids_thoughts.is_(2, 3, 4),
    avoids_reminders.is_(2, 3, 4),
)
mood = count(
    memory_gaps.is_(2, 3, 4),
    negative_beliefs.is_(2, 3, 4),
    blame.is_(2, 3, 4),
    negative_feelings.is_(2, 3, 4),
    loss_of_interest.is_(2, 3, 4),
    distance.is_(2, 3, 4),
    no_positive_feelings.is_(2, 3, 4),
)
arousal = count(
    irritable.is_(2, 3, 4),
    risks.is_(2, 3, 4),
    on_guard.is_(2, 3, 4),
    startled.is_(2, 3, 4),
    concentration.is_(2, 3, 4),
    sleep.is_(2, 3, 4),
)

INSTRUMENT = Instrument(
    id="pcl_5",
    version="1.0",
    title="PTSD checklist for DSM-5 (PCL-5)",
    purpose=Purpose.SCREENING,
    for_whom="adults who have been through a very stressful experience, about the last "
    "month",
    not_for="a diagnosis, risk of any kind, how closely a person is supervised",
    source=Source(
        citation="Weathers, Litz and others 2013: PCL-5, National Center for PTSD, US "
        "Department of Veterans Affairs; camcops (task pcl5)",
        licence="public domain: made by the US government, not copyrighted",
        population="not stated for the suggested cuts as read",
        checked="2026-11-22",
        url="https://www.ptsd.va.gov",
    ),
    unvalidated="the owner suggests the cuts; no study was read closely enough to cite",
    limitations=(
        "it screens: a structured interview decides whether somebody has PTSD",
        "the best cut differs between groups, and the owner suggests a range",
        "it presumes an experience of the kind that the DSM-5 describes",
    ),
    items=(
        memories,
        dreams,
        reliving,
        upset_by_reminders,
        bodily_reactions,
        avoids_thoughts,
        avoids_reminders,
        memory_gaps,
        negative_beliefs,
        blame,
        negative_feelings,
        loss_of_interest,
        distance,
        no_positive_feelings,
        irritable,
        risks,
        on_guard,
        startled,
        concentration,
        sleep,
    ),
    scales=(
        Points(
            "pcl_5",
            "Total",
            table=sum_of(
                "pcl_5",
                memories,
                dreams,
                reliving,
                upset_by_reminders,
                bodily_reactions,
                avoids_thoughts,
                avoids_reminders,
                memory_gaps,
                negative_beliefs,
                blame,
                negative_feelings,
                loss_of_interest,
                distance,
                no_positive_feelings,
                irritable,
                risks,
                on_guard,
                startled,
                concentration,
                sleep,
            ),
            bands=bands(
                SUGGESTED,
                Band(0, 30, "below"),
                Band(31, 32, "depends_on_the_cut"),
                Band(33, 80, "at_or_above"),
                citation="National Center for PTSD: a cut of 31 to 33 is suggested",
            ),
            missing=NONE_MAY_BE_MISSING,
        ),
        Decided(
            "pcl_5_provisional",
            "Provisional finding",
            by=first_match(
                (
                    (intrusion >= 1) & (avoidance >= 1) & (mood >= 2) & (arousal >= 2),
                    "provisionally_met",
                ),
                otherwise="not_met",
            ),
            scheme=PROVISIONAL,
            missing=NONE_MAY_BE_MISSING,
            citation="National Center for PTSD: B 1, C 1, D 2, E 2 of items at 2 or more",
        ),
    ),
    examples=(
        Example(
            answers={
                "memories": 2,
                "dreams": 2,
                "reliving": 2,
                "upset_by_reminders": 2,
                "bodily_reactions": 2,
                "avoids_thoughts": 2,
                "avoids_reminders": 2,
                "memory_gaps": 1,
                "negative_beliefs": 1,
                "blame": 1,
                "negative_feelings": 1,
                "loss_of_interest": 1,
                "distance": 1,
                "no_positive_feelings": 1,
                "irritable": 2,
                "risks": 2,
                "on_guard": 2,
                "startled": 2,
                "concentration": 2,
                "sleep": 2,
            },
            on="2026-01-15",
            expects={
                "pcl_5": Expected(33, level="at_or_above"),
                "pcl_5_provisional": Expected(level="not_met"),
            },
            source="worked by hand from the published rules: 10 + 4 + 7 + 12, and no symptom "
            "of the third cluster at 2",
        ),
    ),
)
