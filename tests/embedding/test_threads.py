"""A registry, instruments and policies are shared by threads; a host needs no lock."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest

from supervise.exchange import to_json
from supervise.planning import PlanningProfile
from supervise.plugins import Registry

THREADS = 8
ROUNDS = 12
ON = date(2026, 1, 15)


@pytest.fixture(autouse=True)
def _threads_take_turns_often():
    before = sys.getswitchinterval()
    # Python 3.11 lets one thread at a time install a tracer, such as that of `make coverage`.
    if sys.gettrace() is None:
        sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def at_once(work):
    """What each thread made of the same work, all begun at the same moment."""
    gate = Barrier(THREADS, timeout=60)

    def begin(number):
        gate.wait()
        return work(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(begin, range(THREADS)))


def questions():
    """Every worked example of every instrument, also with a gap and with a wrong answer."""
    for instrument in Registry.builtin().instruments.values():
        for example in instrument.examples[:3]:
            answers = dict(example.answers)
            yield instrument.id, example.on or ON, answers
            yield instrument.id, example.on or ON, dict(list(answers.items())[1:])
            yield instrument.id, example.on or ON, {**answers, "no_such_item": "x"}


QUESTIONS = tuple(questions())


def told(registry, question):
    id, on, answers = question
    return to_json(registry.score(id, answers, on=on))


def test_threads_that_are_first_to_score_get_what_one_thread_gets():
    expected = [told(Registry.builtin(), each) for each in QUESTIONS]

    for _ in range(ROUNDS // 4):
        registry = Registry.builtin()
        found = at_once(lambda _, own=registry: [told(own, each) for each in QUESTIONS])
        assert [expected] * THREADS == found


def test_threads_that_score_different_people_do_not_mix_them_up():
    registry = Registry.builtin()
    turned = [QUESTIONS[n:] + QUESTIONS[:n] for n in range(THREADS)]
    expected = [[told(registry, each) for each in share] for share in turned]

    found = at_once(lambda n: [told(registry, each) for each in turned[n]])

    assert expected == found


def test_one_sheet_is_explained_by_several_threads():
    registry = Registry.builtin()
    ogrs4 = registry.instrument("ogrs4")
    example = ogrs4.examples[0]

    for _ in range(ROUNDS):
        sheet = registry.score("ogrs4", example.answers, on=example.on)
        found = at_once(lambda _, own=sheet: (own.needs, own["arp"].contributions))
        assert 1 == len(set(map(repr, found)))


def test_threads_recommend_and_ask_for_suggestions_from_one_registry():
    registry = Registry.builtin()
    crna = registry.instrument("bc_crna")
    sheet = registry.score("bc_crna", crna.examples[0].answers, on=ON)

    def ask(number):
        on = ON + timedelta(days=number)
        found = registry.recommend("bc_crna_supervision", [sheet], on=on)
        return found.on, found.intensity, registry.suggest(PlanningProfile(), on=on)

    found = at_once(ask)

    assert [ON + timedelta(days=n) for n in range(THREADS)] == [on for on, *_ in found]
    assert 1 == len({intensity for _, intensity, _ in found})


def test_several_threads_make_registries_of_their_own():
    found = at_once(lambda _: sorted(Registry.installed().instruments))

    assert [found[0]] * THREADS == found
    assert "psa" in found[0]
