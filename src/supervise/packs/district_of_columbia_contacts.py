"""District of Columbia: contacts by level, half of them in the field; and before assessment.

Court Services and Offender Supervision Agency (CSOSA). Before somebody is assessed, each thirty
days take two contacts in the office, one collateral, one at home, one check of employment and a
drug test.
"""

from supervise.dates import Period, Unit
from supervise.monitoring import (
    Anchor,
    Count,
    Each,
    Every,
    OfWhich,
    OnChange,
    Pause,
    PauseMode,
    Row,
    Share,
    Standard,
    StandardsPack,
)
from supervise.rules import Events, Ref, Rounding
from supervise.sources import Purpose, Source

READ = "CSOSA, contact standards by supervision level"
CHOSEN = "chosen here: the source was not read on custody"

level = Ref("level")
completed = Ref("status").is_("completed")
face_to_face = Events(
    "contact", completed & Ref("with").is_("person") & Ref("method").is_("in_person")
)
field = Events(
    "contact", completed & Ref("place").is_("home", "workplace", "field_other")
)
office = Events("contact", completed & Ref("place").is_("office"))
home = Events("contact", completed & Ref("place").is_("home"))
collateral = Events("contact", completed & Ref("with").is_("collateral"))
employment = Events("contact", completed & Ref("verified_employment").yes)
drug_test = Events("drug_test")

half_in_the_field = OfWhich(Share("1/2", Rounding.UP), field)
each_month = Each(1, Unit.MONTH, Anchor.CALENDAR)
in_custody = Pause(
    when=Ref("setting").is_("custody"), mode=PauseMode.RESTART, citation=CHOSEN
)

CONTACTS = Standard(
    id="contacts",
    title="Contacts face to face",
    rows=(
        Row(
            id="unassessed",
            when=level.is_("unassessed"),
            schedule=Each(30, Unit.DAY, Anchor.START),
            quota=Every(
                (
                    Count(2, office),
                    Count(1, collateral),
                    Count(1, home),
                    Count(1, employment),
                    Count(1, drug_test),
                )
            ),
            citation=READ,
        ),
        *(
            Row(
                id=code,
                when=level.is_(code),
                schedule=each_month,
                quota=Count(number, face_to_face, of_which=(half_in_the_field,)),
                citation=READ,
            )
            for code, number in (("intensive", 8), ("maximum", 4), ("medium", 2))
        ),
        Row(
            id="minimum",
            when=level.is_("minimum"),
            schedule=each_month,
            quota=Count(1, face_to_face),
            citation=READ,
        ),
    ),
    pauses=(in_custody,),
    on_change=OnChange.SOFTEN,
    citation=READ,
)
FIELD_AT_MINIMUM = Standard(
    id="field_at_minimum",
    title="Contact in the field each two months, at the lowest level",
    rows=(
        Row(
            id="minimum",
            when=level.is_("minimum"),
            schedule=Each(2, Unit.MONTH, Anchor.CALENDAR),
            quota=Count(1, field),
            citation=READ,
        ),
        Row(id="other", citation=f"{READ}: the others have half in the field"),
    ),
    pauses=(in_custody,),
    on_change=OnChange.SOFTEN,
    citation=READ,
)

PACK = StandardsPack(
    id="district_of_columbia_contacts",
    version="read-2026",
    title="District of Columbia: contacts",
    purpose=Purpose.SUPERVISION,
    source=Source(
        citation=READ,
        licence="public policy",
        population="adults supervised by CSOSA",
        checked="2026-11-01",
    ),
    in_force=Period("2014-01-01"),
    supervised=Ref("supervised").yes,
    states={
        "supervised": (True, False),
        "level": ("unassessed", "minimum", "medium", "maximum", "intensive"),
        "setting": ("community", "custody"),
    },
    events={
        "contact": {
            "status": ("completed", "attempted"),
            "with": ("person", "collateral", "employer"),
            "method": ("in_person", "telephone", "video"),
            "place": ("office", "home", "workplace", "field_other"),
            "verified_employment": (True, False),
        },
        "drug_test": {},
    },
    standards=(CONTACTS, FIELD_AT_MINIMUM),
    example="CSOSA's contact standards as read in November 2026",
    limitations=("the first day in force is nominal", CHOSEN),
)
