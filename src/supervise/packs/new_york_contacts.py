"""New York: contacts of adult probation at the levels greatest and high.

9 NYCRR 351.6. *Greatest* takes six contacts a month and one in person each week, counted from the
same contacts: two standards. The levels medium and low were not read, and are not here.

Credits for merit waive up to one contact a month after three to six months of stability: they are
waivers, granted by name, and each standard states the allowance. Up to half of the contacts may be replaced for up to six months by those
of a programme that rests on evidence.
"""

from supervise.dates import Period, Unit, months
from supervise.monitoring import (
    Allowance,
    Anchor,
    Count,
    Each,
    OfWhich,
    OnChange,
    Pause,
    PauseMode,
    Row,
    Share,
    Standard,
    StandardsPack,
    Substitute,
)
from supervise.rules import Events, Held, Ref, Rounding, Since
from supervise.sources import Purpose, Source

READ = "9 NYCRR 351.6"
CHOSEN = "chosen here: the regulation was not read on custody"

level, programme = Ref("level"), Ref("evidence_based_programme")
completed = Ref("status").is_("completed")
with_person = completed & Ref("with").is_("person")
contacts = Events("contact", with_person)
in_person = Events("contact", with_person & Ref("method").is_("in_person"))
collateral = Events("contact", completed & Ref("with").is_("collateral"))
at_home = Events("contact", completed & Ref("place").is_("home"))
positive_home = Events(
    "contact", completed & Ref("place").is_("home") & Ref("positive").yes
)
of_programme = Events("contact", completed & Ref("with").is_("programme"))

each_week = Each(1, Unit.WEEK, Anchor.CALENDAR)
each_month = Each(1, Unit.MONTH, Anchor.CALENDAR)
each_quarter = Each(3, Unit.MONTH, Anchor.CALENDAR)

by_the_programme = Substitute(
    of_programme,
    Share("1/2", Rounding.DOWN),
    while_=programme.yes & ~Held(programme.yes, months(6)),
    citation=f"{READ}: up to half, for up to six months",
)
in_custody = Pause(
    when=Ref("setting").is_("custody"), mode=PauseMode.RESTART, citation=CHOSEN
)
merit = Allowance(
    most=1,
    period=each_month,
    while_=Held(Ref("stable").yes, months(3)),
    citation=f"{READ}: a credit for merit waives up to one contact a month",
)
OTHER = Row(id="other", citation=f"{READ}: nothing of this kind at the other level")


def standard(id: str, title: str, *rows: Row) -> Standard:
    """A standard of this regulation: the row of the first day governs a period."""
    return Standard(
        id=id,
        title=title,
        rows=rows,
        pauses=(in_custody,),
        on_change=OnChange.SOFTEN,
        allowance=merit,
        citation=READ,
    )


def row(code: str, schedule: Each, quota: Count) -> Row:
    """What is required at a level."""
    return Row(
        id=code, when=level.is_(code), schedule=schedule, quota=quota, citation=READ
    )


first_month = level.is_("high") & ~Since("supervision_start", months(1))

PACK = StandardsPack(
    id="new_york_contacts",
    version="351.6",
    title="New York: contacts of adult probation, greatest and high",
    purpose=Purpose.SUPERVISION,
    source=Source(
        citation=READ,
        licence="public regulation",
        population="adults on probation in New York",
        checked="2026-11-01",
    ),
    in_force=Period("2014-01-01"),
    supervised=Ref("supervised").yes,
    states={
        "supervised": (True, False),
        "level": ("high", "greatest"),
        "evidence_based_programme": (True, False),
        "stable": (True, False),
        "setting": ("community", "custody"),
    },
    events={
        "contact": {
            "status": ("completed", "attempted"),
            "with": ("person", "collateral", "programme"),
            "method": ("in_person", "telephone", "video"),
            "place": ("office", "home", "field"),
            "positive": (True, False),
        }
    },
    standards=(
        standard(
            "monthly_contacts",
            "Contacts of the month",
            row(
                "greatest",
                each_month,
                Count(6, contacts, substitutes=(by_the_programme,)),
            ),
            OTHER,
        ),
        standard(
            "weekly_in_person",
            "In person each week",
            row("greatest", each_week, Count(1, in_person)),
            row("high", each_week, Count(1, in_person)),
        ),
        standard(
            "collateral",
            "Collateral contacts",
            row("greatest", each_month, Count(6, collateral)),
            row("high", each_quarter, Count(6, collateral)),
        ),
        standard(
            "home_each_month",
            "Visit at home each month",
            row("greatest", each_month, Count(1, positive_home)),
            Row(
                id="high_first_month",
                when=first_month,
                schedule=each_month,
                quota=Count(1, positive_home),
                citation=f"{READ}: the first month must be positive",
            ),
            row("high", each_month, Count(1, at_home)),
        ),
        standard(
            "home_each_quarter",
            "Visits at home of the quarter",
            row(
                "high",
                each_quarter,
                Count(3, at_home, of_which=(OfWhich(2, positive_home),)),
            ),
            OTHER,
        ),
    ),
    example="New York's regulation on adult probation, read in November 2026",
    limitations=(
        "the levels medium and low were not read; a person at either is not known to this pack",
        "the first day in force is nominal",
        CHOSEN,
        "the source says three to six months of stability before a credit; three is chosen here",
        "who approves a credit was not read; any person may",
        "weeks begin on Monday, and the row of the first day governs a period: chosen here",
    ),
)
