"""An invented town: its organisations, services, and somebody who looks for help."""

from datetime import date, time
from decimal import Decimal

from supervise.planning.services import (
    FREE,
    Capacity,
    Cost,
    Eligibility,
    EligibilityFact,
    EligibilityRule,
    ListedDirectory,
    Location,
    Mode,
    Opening,
    Organisation,
    Room,
    Seeker,
    Service,
    Weekday,
)
from supervise.rules import Ref
from supervise.rules.kinds import Kind

TODAY = date(2026, 3, 2)

TRADES_RULES = Eligibility(
    facts=(
        EligibilityFact(name="age", kind=Kind.NUMBER),
        EligibilityFact(name="convicted_of_arson", kind=Kind.YES_NO),
    ),
    rules=(
        EligibilityRule(id="adult", says="18 or over", condition=Ref("age") >= 18),
        EligibilityRule(
            id="no_arson",
            says="no conviction of arson: there are open flames",
            condition=~Ref("convicted_of_arson").yes,
            about_record=True,
            citation="Invented handbook, p. 4",
        ),
    ),
)

HARBOUR = Organisation(id="org-harbour", name="Harbour Trust")
HALL = Location(id="loc-hall", name="Old Hall", area="north")

TRADES = Service(
    id="svc-trades",
    organisation="org-harbour",
    name="Welding course",
    needs=("work",),
    eligibility=TRADES_RULES,
    locations=("loc-hall",),
    areas=("north",),
    openings=(Opening(day=Weekday.TUESDAY, opens=time(9), closes=time(12)),),
    languages=("en", "ur"),
    cost=FREE,
    demands=("learning",),
)
CLUB = Service(
    id="svc-club",
    organisation="org-harbour",
    name="Job club",
    needs=("work", "leisure"),
    modes=(Mode.VIDEO,),
    languages=("en",),
    cost=Cost(amount=Decimal("5.00"), currency="GBP", per="session"),
)
COUNSEL = Service(
    id="svc-counsel",
    organisation="org-harbour",
    name="Counselling",
    needs=("substance",),
    languages=("en",),
    cost=FREE,
)


def directory(*capacities, listed=(TRADES, CLUB, COUNSEL)):
    return ListedDirectory(
        organisations=(HARBOUR,),
        locations=(HALL,),
        listed=listed,
        capacities=capacities,
    )


def room(service, kind, *, on=TODAY, **more):
    return Capacity(service=service, reported_on=on, room=Room(kind), **more)


def seeker(**changed):
    given = {
        "facts": {"age": 30, "convicted_of_arson": False},
        "languages": ("en",),
        "area": "north",
        "can_pay": True,
    }
    return Seeker(**(given | changed))
