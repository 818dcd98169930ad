"""What the page of the catalogue says of an instrument is what its declaration gives today.

An instrument that is not on the page yet is no fault: the page is made anew for a release.
"""

import pytest

from tests.instruments.catalogue_table import (
    cells_of,
    on_page,
    proof,
    written_rank,
)
from tests.instruments.declared import catalogue_ids

SLOW = {"ogrs4", "opd"}


def on_the_page(id):
    if id not in on_page():
        pytest.skip("not on the page: run python -m tests.instruments.catalogue_table")
    return on_page()[id]


@pytest.mark.parametrize("id", catalogue_ids())
def test_source_licence_cases_and_vectors_are_as_declared(id):
    assert cells_of(id) == tuple(cell for cell in on_the_page(id)[:-1])


@pytest.mark.parametrize(
    "id",
    [
        pytest.param(id, marks=pytest.mark.slow) if id in SLOW else id
        for id in catalogue_ids()
    ],
)
def test_no_more_is_claimed_than_is_proved(id):
    rank, _, _ = proof(id)

    assert written_rank(on_the_page(id)[-1]) <= rank


@pytest.mark.parametrize("id", catalogue_ids())
def test_every_case_and_every_vector_agrees(id):
    *_, cases, vectors = cells_of(id)

    for cell in (cases, vectors):
        agreeing, _, rest = cell.partition(" of ")
        assert agreeing == rest.removesuffix(" agree")


def test_the_page_names_nothing_that_is_not_in_the_catalogue():
    assert set(on_page()) <= set(catalogue_ids())
