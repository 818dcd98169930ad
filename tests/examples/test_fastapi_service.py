"""The FastAPI example: a service that scores, says what is wrong with answers, and logs none."""

import asyncio
import logging

import pytest

from supervise.exchange import from_json
from supervise.instruments import score
from supervise.plugins import Registry
from tests.plugins.samples import black_box, consuming, plugin
from tests.support.examples import example

pytest.importorskip("fastapi", reason="the FastAPI example needs the group 'examples'")
pytest.importorskip("httpx", reason="the FastAPI example needs the group 'examples'")

CANARY = "Avery Example"
REGISTRY = Registry.builtin()
PSA = REGISTRY.instrument("psa")
EXAMPLE = PSA.examples[0]


@pytest.fixture(scope="module")
def service():
    return example("fastapi_service/service.py")


class Client:
    """Somebody who calls the service, without a network between them."""

    def __init__(self, app):
        self.app = app

    def get(self, path):
        return asyncio.run(self.call("GET", path))

    def post(self, path, json):
        return asyncio.run(self.call("POST", path, json=json))

    async def call(self, method, path, **given):
        import httpx

        to_it = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=to_it, base_url="http://service") as by:
            return await by.request(method, path, **given)


@pytest.fixture
def client(service):
    return lambda registry=REGISTRY: Client(service.make_app(registry))


def asked(answers, on="2022-03-01"):
    return {"on": on, "answers": dict(answers)}


def test_the_instruments_are_listed(client):
    listed = client().get("/instruments").json()

    assert {"ogrs4", "psa"} <= {each["id"] for each in listed}
    assert all(each["not_for"] for each in listed)


def test_answers_are_scored_as_the_manual_says(client):
    told = client().post("/instruments/psa/score", json=asked(EXAMPLE.answers)).json()

    assert {id: scale["score"] for id, scale in told["scales"].items()} == {
        "fta": 6,
        "nca": 6,
        "nvca": 1,
    }
    assert told["problems"] == []


def test_the_record_is_the_sheet_that_the_library_would_keep(client):
    response = client().post("/instruments/psa/score", json=asked(EXAMPLE.answers))

    record = response.text.partition('"record":')[2][:-1]
    assert score(PSA, EXAMPLE.answers, on=EXAMPLE.on) == from_json(record)


def test_dates_are_read_from_json(client):
    ogrs4 = REGISTRY.instrument("ogrs4")
    example = ogrs4.examples[0]
    answers = {
        id: value.isoformat() if hasattr(value, "isoformat") else value
        for id, value in example.answers.items()
    }

    told = client().post("/instruments/ogrs4/score", json=asked(answers, "2025-10-03"))

    assert told.json()["scales"]["arp_static"]["percent"] == 5.37


def test_a_wrong_answer_is_no_error_of_the_request(client):
    answers = {**EXAMPLE.answers, "recent_fta": "2", "age_at_arrest": None}

    response = client().post("/instruments/psa/score", json=asked(answers))

    codes = {each["item"]: each["code"] for each in response.json()["problems"]}
    assert response.status_code == 200
    assert codes == {"age_at_arrest": "missing", "recent_fta": "wrong_type"}


@pytest.mark.parametrize(
    "body",
    (
        {"on": "1.3.2022", "answers": {}},
        {"on": 20220301, "answers": {}},
        {"answers": {}},
        {"on": "2022-03-01", "answers": [], "more": 1},
    ),
)
def test_a_malformed_request_is_refused(client, body):
    assert 422 == client().post("/instruments/psa/score", json=body).status_code


def test_an_unknown_instrument_suggests_the_nearest(client):
    response = client().post("/instruments/psaa/score", json=asked({}))

    assert response.status_code == 404
    assert "nearest: psa" in response.json()["detail"]


def test_an_instrument_that_failed_to_load_says_why(client):
    tools = plugin(supervise_instruments=[consuming("own", "own")])

    response = client(Registry.of(tools, strict=False)).get("/instruments/own/schema")

    assert response.status_code == 503
    assert "waits for itself" in response.json()["detail"]


def test_a_plugin_that_fails_is_named_without_its_words(client):
    def supervise_score(instrument, answers, on):
        raise ValueError(CANARY)

    tools = plugin(supervise_instruments=[black_box()], supervise_score=supervise_score)

    response = client(Registry.of(tools)).post(
        "/instruments/model/score", json=asked({"needed": True})
    )

    assert response.status_code == 502
    assert "plugin 'tools': supervise_score: raised ValueError" in response.text
    assert CANARY not in response.text


def test_no_answer_is_logged(client, caplog):
    caplog.set_level(logging.DEBUG)

    client().post("/instruments/psa/score", json=asked({"age_at_arrest": CANARY}))

    assert CANARY not in caplog.text


def test_the_schema_of_the_answers_is_there(client):
    schema = client().get("/instruments/psa/schema").json()

    assert set(schema["properties"]) == {item.id for item in PSA.items}
