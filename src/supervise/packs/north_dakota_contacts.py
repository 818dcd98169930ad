"""North Dakota: contacts on month ends, and reassessment.

Department of Corrections and Rehabilitation, as encoded in the public shared engine of Recidiviz:
contacts each one, two or three months by level, due on the last day of the month.
"""

from supervise.dates import Period, days, months
from supervise.monitoring import (
    Count,
    Initial,
    OnChange,
    Pause,
    PauseMode,
    Rolling,
    Row,
    Standard,
    StandardsPack,
)
from supervise.rules import Events, Ref
from supervise.sources import Purpose, Source

READ = "Recidiviz pulse-data, North Dakota compliance constants, last public version (May 2025)"

level = Ref("level")
completed = Ref("status").is_("completed")
face_to_face = Events("contact", completed & Ref("method").is_("in_person"))
home_visit = Events("contact", completed & Ref("place").is_("home"))
lsi_r = Events("assessment", Ref("tool").is_("lsi_r"))

in_custody = Pause(
    when=Ref("setting").is_("custody"),
    mode=PauseMode.RESTART,
    citation="chosen here: release is an official start, and official starts restart clocks",
)


def month_ends(number: int) -> Rolling:
    """Within so many months, on to the last day of the month."""
    return Rolling(months(number, month_end=True))


FACE_TO_FACE = Standard(
    id="face_to_face",
    title="Contact face to face",
    rows=tuple(
        Row(
            id=code,
            when=level.is_(code),
            schedule=month_ends(number),
            quota=Count(1, face_to_face),
            citation=READ,
        )
        for code, number in (("maximum", 1), ("medium", 2), ("minimum", 3))
    ),
    pauses=(in_custody,),
    on_change=OnChange.SOFTEN,
    citation=READ,
)
HOME_VISIT = Standard(
    id="home_visit",
    title="Visit at home",
    rows=(
        Row(
            id="medium_and_maximum",
            when=level.is_("medium", "maximum"),
            schedule=Rolling(days(365)),
            quota=Count(1, home_visit),
            citation=READ,
        ),
        Row(id="minimum", citation=f"{READ}: none at the lowest level"),
    ),
    initial=Initial(within=days(90), citation=READ),
    pauses=(in_custody,),
    on_change=OnChange.SOFTEN,
    citation=READ,
)
ASSESSMENT = Standard(
    id="assessment",
    title="LSI-R",
    rows=(
        Row(
            id="all", schedule=Rolling(days(212)), quota=Count(1, lsi_r), citation=READ
        ),
    ),
    initial=Initial(within=days(30), citation=READ),
    pauses=(in_custody,),
    on_change=OnChange.SOFTEN,
    citation=READ,
)

PACK = StandardsPack(
    id="north_dakota_contacts",
    version="2025-05",
    title="North Dakota: contacts and assessments",
    purpose=Purpose.SUPERVISION,
    source=Source(
        citation=READ,
        licence="facts only; the engine is GPL-3.0 and none of it is here",
        population="adults on probation and parole in North Dakota",
        checked="2026-11-01",
        url="https://github.com/Recidiviz/pulse-data",
    ),
    in_force=Period("2021-01-01"),
    supervised=Ref("supervised").yes,
    states={
        "supervised": (True, False),
        "level": ("minimum", "medium", "maximum"),
        "setting": ("community", "custody"),
    },
    events={
        "contact": {
            "status": ("completed", "attempted", "cancelled", "no_show"),
            "method": ("in_person", "telephone", "video", "text_message"),
            "place": ("office", "home", "workplace", "court"),
        },
        "assessment": {"tool": ("lsi_r",)},
    },
    standards=(FACE_TO_FACE, HOME_VISIT, ASSESSMENT),
    example="North Dakota's standards as encoded in public code until May 2025",
    limitations=(
        "the source names no day from which the standards hold; the start given here is nominal",
        "chosen here: what a change of level does (softened), and that custody restarts the clock",
    ),
)
