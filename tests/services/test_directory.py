"""A directory is listed soundly, and an application's own can be held to the contract."""

import gzip
import json
from datetime import date, time
from decimal import Decimal

import attrs
import pytest

from supervise.errors import DeclarationError
from supervise.planning.services import (
    Capacity,
    Cost,
    Location,
    Opening,
    Organisation,
    Room,
    Service,
    ServiceStatus,
    Weekday,
    directory_defects,
)
from tests.services.invented import (
    COUNSEL,
    HARBOUR,
    TODAY,
    TRADES,
    directory,
    room,
)
from tests.support.places import shared

HSDS = shared() / "data" / "hsds3_examples.json.gz"


def test_the_newest_report_of_the_day_or_before_says_how_full_a_service_is():
    listed = directory(
        room("svc-trades", "open", on=date(2026, 1, 1)),
        room("svc-trades", "closed", on=date(2026, 3, 1)),
        room("svc-trades", "open", on=date(2026, 3, 3)),
    )

    assert Room.CLOSED is listed.capacity("svc-trades", TODAY).room
    assert listed.capacity("svc-trades", date(2025, 12, 31)) is None


def test_every_defect_of_a_directory_is_named_at_once():
    with pytest.raises(DeclarationError) as caught:
        directory(
            room("svc-gone", "open"),
            listed=(TRADES, TRADES, attrs.evolve(COUNSEL, organisation="org-x")),
        )

    assert (
        "two services with the id 'svc-trades'",
        "service 'svc-counsel': organisation 'org-x' is not listed",
        "capacity of 'svc-gone', which is not listed",
    ) == caught.value.defects


@pytest.mark.parametrize(
    "make",
    (
        lambda: Cost(amount=Decimal(5)),
        lambda: Cost(amount=Decimal(-1), currency="GBP"),
        lambda: Cost(amount=5),
        lambda: Opening(day=Weekday.MONDAY, opens=time(9), closes=time(9)),
        lambda: Capacity(service="s", reported_on=TODAY, room=Room.OPEN, places=-1),
        lambda: Capacity(service="s", reported_on=TODAY, room=Room.OPEN, places=True),
        lambda: Capacity(service="s", reported_on=TODAY, room=Room.CLOSED, places=2),
        lambda: Service(id="s", organisation="o", name="S", needs=()),
        lambda: Service(id="s", organisation="o", name=" ", needs=("work",)),
        lambda: Service(id="s", organisation="o", name="S", needs=("work", "work")),
        lambda: Service(id="s", organisation="o", name="S", needs=("work",), modes=()),
    ),
)
def test_a_listing_that_makes_no_sense_is_refused(make):
    with pytest.raises(DeclarationError):
        make()


class Borrowed:
    """An application's own directory: not ours, only of the same shape."""

    def __init__(self, inner, **lies):
        self.inner, self.lies = inner, lies

    def __getattr__(self, name):
        return self.lies.get(name) or getattr(self.inner, name)


def test_a_sound_directory_keeps_the_contract():
    assert () == directory_defects(directory(room("svc-club", "open")), on=TODAY)


@pytest.mark.parametrize(
    ("lies", "expected"),
    (
        (
            {"services": lambda: [TRADES, TRADES]},
            "service 'svc-trades' is listed twice",
        ),
        (
            {"service": lambda _id: COUNSEL},
            "service('svc-trades') is not the service it lists",
        ),
        (
            {"organisation": lambda _id: None},
            "service 'svc-trades': its organisation is not listed",
        ),
        (
            {"location": lambda _id: None},
            "service 'svc-trades': location 'loc-hall' is not listed",
        ),
        (
            {"capacity": lambda _id, _on: room("svc-other", "open")},
            "capacity('svc-trades') is of service 'svc-other'",
        ),
        (
            {"capacity": lambda id, _on: room(id, "open", on=date(2027, 1, 1))},
            "capacity('svc-trades') was reported after the day asked for",
        ),
    ),
)
def test_each_broken_promise_of_a_directory_is_reported(lies, expected):
    assert expected in directory_defects(Borrowed(directory(), **lies), on=TODAY)


def test_a_directory_that_changes_between_two_questions_is_reported():
    answers = iter([[TRADES], [COUNSEL]])
    restless = Borrowed(directory(), services=lambda: next(answers))

    assert "asked twice, it lists other services" in directory_defects(
        restless, on=TODAY
    )


@pytest.mark.skipif(not HSDS.exists(), reason="the shared HSDS samples are not here")
def test_identifiers_and_words_of_the_open_directory_standard_fit_as_they_are():
    with gzip.open(HSDS, "rt", encoding="utf-8") as file:
        samples = json.load(file)
    found, place = samples["service_full.json"], samples["location.json"]
    opening = found["schedules"][0]

    service = Service(
        id=found["id"],
        organisation=found["organization"]["id"],
        name=found["name"],
        needs=("mental_health",),
        status=ServiceStatus(found["status"]),
        locations=(place["id"],),
        languages=tuple(each["code"] for each in found["languages"]),
        cost=Cost(
            amount=Decimal(str(found["cost_options"][0]["amount"])),
            currency=found["cost_options"][0]["currency"],
        ),
        openings=tuple(
            Opening(
                day=Weekday(day.lower()),
                opens=time.fromisoformat(opening["opens_at"]),
                closes=time.fromisoformat(opening["closes_at"]),
            )
            for day in opening["byday"].split(",")
        ),
    )
    listed = attrs.evolve(
        directory(listed=()),
        organisations=(
            HARBOUR,
            Organisation(
                id=found["organization"]["id"], name=found["organization"]["name"]
            ),
        ),
        locations=(Location(id=place["id"], name=place["name"]),),
        listed=(service,),
    )

    assert (found["id"], ("ur",)) == (service.id, service.languages)
    assert () == directory_defects(listed, on=TODAY)
