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
    Choice,
    Decided,
    Example,
    Expected,
    Instrument,
    Item,
    Points,
    bands,
    one_of,
)
from supervise.levels import LevelScheme
from supervise.needs import SOME, Need
from supervise.people import Sensitivity
from supervise.rules import count, first_match, row, table
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


def _asked(id: str, topic: str) -> Item:
    return Item(id, topic, MUCH, Need.TRAUMA, sensitivity=Sensitivity.HEALTH)


# The four clusters of the DSM-5, in the order of the form.
INTRUSION = (
    _asked("memories", "1: memories that come unwanted"),
    _asked("dreams", "2: bad dreams"),
    _asked("reliving", "3: as if it happened again"),
    _asked("upset_by_reminders", "4: upset by reminders"),
    _asked("bodily_reactions", "5: bodily reactions to reminders"),
)
AVOIDANCE = (
    _asked("avoids_thoughts", "6: keeps away from thoughts of it"),
    _asked("avoids_reminders", "7: keeps away from reminders of it"),
)
MOOD = (
    _asked("memory_gaps", "8: gaps in memory of it"),
    _asked("negative_beliefs", "9: negative beliefs"),
    _asked("blame", "10: blame"),
    _asked("negative_feelings", "11: strong negative feelings"),
    _asked("loss_of_interest", "12: less interest"),
    _asked("distance", "13: distance from other people"),
    _asked("no_positive_feelings", "14: positive feelings are hard to have"),
)
AROUSAL = (
    _asked("irritable", "15: irritable or aggressive"),
    _asked("risks", "16: risks and harm to oneself"),
    _asked("on_guard", "17: on guard"),
    _asked("startled", "18: easily startled"),
    _asked("concentration", "19: concentration"),
    _asked("sleep", "20: sleep"),
)
ASKED = (*INTRUSION, *AVOIDANCE, *MOOD, *AROUSAL)
POINTS = table(("pcl_5",), *(row(item, 1) for item in ASKED))

intrusion = count(*(item.is_(2, 3, 4) for item in INTRUSION))
avoidance = count(*(item.is_(2, 3, 4) for item in AVOIDANCE))
mood = count(*(item.is_(2, 3, 4) for item in MOOD))
arousal = count(*(item.is_(2, 3, 4) for item in AROUSAL))

INSTRUMENT = Instrument(
    id="pcl_5",
    version="1.0",
    title="PTSD checklist for DSM-5 (PCL-5)",
    purpose=Purpose.SCREENING,
    for_whom="adults who have been through a very stressful experience",
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
    items=ASKED,
    scales=(
        Points(
            "pcl_5",
            "Total",
            table=POINTS,
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
                **{item.id: 2 for item in INTRUSION},
                **{item.id: 2 for item in AVOIDANCE},
                **{item.id: 1 for item in MOOD},
                **{item.id: 2 for item in AROUSAL},
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
