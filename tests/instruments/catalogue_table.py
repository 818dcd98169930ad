"""The table of the catalogue's page, made from the declarations, their cases and their proofs.

`python -m tests.instruments.catalogue_table` writes it anew between the two marks of the page.
"""

from datetime import date
from functools import cache

from supervise.exchange.columns import named_problems
from supervise.instruments.analysis import proof_of
from supervise.instruments.analysis.proof import Verdict
from supervise.instruments.analysis.wording import Exactness
from tests.instruments.declared import (
    CASES,
    VECTORS,
    catalogue_ids,
    expected_in,
    instrument,
    part_of,
    rows,
    sheet_of,
)
from tests.instruments.test_conformance import SCALES, compared
from tests.support.places import PROJECT

PAGE = PROJECT / "docs" / "reference" / "catalogue.md"
BEGIN, END = "<!-- the table begins -->", "<!-- the table ends -->"
HEADER = ("instrument", "source", "licence", "cases", "vectors", "proof")
ON = date(2026, 1, 15)


@cache
def cells_of(id):
    """What the table says of an instrument, save the proof."""
    declared = instrument(id)
    return (
        f"`{id}` {declared.version}: {declared.title}",
        declared.source.citation,
        declared.source.licence,
        cases_of(declared),
        vectors_of(id),
    )


def cases_of(declared):
    """How many worked cases there are, and how many agree."""
    (path,) = (path for path in CASES if path.stem == declared.id)
    cases = rows(path)
    agreeing = sum(agrees(declared, row) for row in cases)
    return f"{agreeing} of {len(cases)} agree"


def agrees(declared, row):
    sheet = sheet_of(declared, row)
    parts = all(
        part_of(sheet[scale], part) == text for scale, part, text in expected_in(row)
    )
    return parts and row["expected_problems"] == named_problems(sheet.problems)


def vectors_of(id):
    """How many rows of the published sample have results of this instrument, and agree."""
    names = {name for name, (of, _) in SCALES.items() if of == id}
    found = agreeing = 0
    for path in sorted(VECTORS.glob("*.csv")):
        given = rows(path)
        if any(f"expected_{name}_status" in given[0] for name in names):
            differing = {case for case, name, _ in compared(path)[0] if name in names}
            found += len(given)
            agreeing += len(given) - len(differing)
    return f"{agreeing} of {found} agree" if found else ""


@cache
def proof(id):
    """What is proved of an instrument: a rank, and how many of its levels are reached."""
    proved = proof_of(instrument(id), on=ON)
    levels = [level for scale in proved.scales for level in scale.levels]
    reached = sum(level.verdict is Verdict.REACHED for level in levels)
    if any(level.verdict is Verdict.UNREACHABLE for level in levels):
        return 0, reached, len(levels)
    exact = all(scale.exactness is Exactness.EXACT for scale in proved.scales)
    rank = 1 + (reached == len(levels)) + (exact and reached == len(levels))
    return rank, reached, len(levels)


# Worst first. A scale without levels has scores alone.
WORDS = (
    "a level cannot be reached",
    "{reached} of {levels} levels reached",
    "all {levels} levels reached",
    "all {levels} levels reached, the range exact",
)
ENDS = ("cannot be reached", "levels reached", "reached", "the range exact")


def proof_words(id):
    """The proof of an instrument in the words of the table."""
    rank, reached, levels = proof(id)
    said = WORDS[rank].format(reached=reached, levels=levels)
    return said if levels else said.replace("0 levels", "scores")


def written_rank(words):
    """The rank that words of the table stand for."""
    ranks = (2, 3) if words.startswith("all") else (0, 1)
    return next(rank for rank in ranks if words.endswith(ENDS[rank]))


def line(cells):
    return f"| {' | '.join(cells)} |"


def lines():
    """The whole table."""
    yield line(HEADER)
    yield line(["---"] * len(HEADER))
    for id in catalogue_ids():
        yield line((*cells_of(id), proof_words(id)))


def on_page():
    """What the page says: the cells of each instrument, by its id."""
    table = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    found = {}
    for row in table.strip().splitlines()[2:]:
        cells = tuple(cell.strip() for cell in row.strip("|").split(" | "))
        found[cells[0].split("`")[1]] = cells
    return found


def write():
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    made = "\n".join(lines())
    PAGE.write_text(f"{before}{BEGIN}\n\n{made}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    write()
