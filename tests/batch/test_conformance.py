"""The Ministry of Justice's published vectors on every engine; without them, a sample.

How a row is compared is what the one-person engine's own test of conformance says.
"""

from types import SimpleNamespace

import pytest

from supervise.batch import score_frame
from supervise.plugins import Registry
from tests.batch.engines import ENGINES, engines, frame_of, rows_of
from tests.instruments.declared import VECTORS, instruments, rows
from tests.instruments.test_conformance import ROWS, SAMPLED, SCALES, differing
from tests.support import places

polars = pytest.importorskip("polars", reason="the frames are made with polars")

REGISTRY = Registry.of(*instruments())


def result_in(row, scale):
    """The columns of a scale, as the comparison wants a result."""
    level, flags = row[f"{scale}_level"], row[f"{scale}_flags"]
    return SimpleNamespace(
        status=row[f"{scale}_status"],
        raw=row[f"{scale}_score"],
        score=row[f"{scale}_score"],
        percent=row[f"{scale}_percent"],
        level=SimpleNamespace(code=level) if level else None,
        flags=tuple(flags.split(";")) if flags else (),
    )


def compared(engine, path):
    """Every difference from the expected columns of a file of text, and how many were compared."""
    expected = rows(path)
    id = "csrp" if "expected_rsr_status" in expected[0] else "ogrs4"
    table = polars.DataFrame(expected, schema=dict.fromkeys(expected[0], polars.String))
    scored = score_frame(REGISTRY.chain(id), frame_of(engine, table))
    found = {row["case"]: row for row in rows_of(engine, scored)}
    differences = [
        (row["case"], name, what)
        for row in expected
        for name, (_, scale) in SCALES.items()
        if f"expected_{name}_status" in row
        for what in differing(row, name, result_in(found[row["case"]], scale))
    ]
    return differences, len(found)


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("engine", engines(*ENGINES))
def test_every_published_vector_agrees(engine, name):
    shared = places.shared() / "conformance"
    folder, count = (shared, ROWS) if shared.is_dir() else (VECTORS, SAMPLED)

    assert ([], count[name]) == compared(engine, folder / f"{name}.csv")
