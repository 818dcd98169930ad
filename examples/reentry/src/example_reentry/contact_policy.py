"""Example contact policy, version 1: invented; how often an agency sees a person at first.

The record decides; considerable needs raise the lowest intensity by a step.
"""

from supervise.dates import Period
from supervise.intensity import Clause, Policy, highest, level_of
from supervise.levels import LOW_MEDIUM_HIGH, IntensityScheme
from supervise.rules import mapped
from supervise.sources import Purpose, Source

CITATION = "contact policy of an invented agency, section 2"
CONTACT = IntensityScheme("example_contact", ("monthly", "fortnightly", "weekly"))

record = level_of("example_reentry_screen", "record", LOW_MEDIUM_HIGH)
needs = level_of("example_reentry_screen", "needs", LOW_MEDIUM_HIGH)

POLICY = Policy(
    id="example_contact",
    version="1",
    title="Example contact policy",
    purpose=Purpose.SUPERVISION,
    source=Source(
        citation=CITATION,
        licence="CC0-1.0",
        population="nobody: invented",
        checked="2026-08-01",
    ),
    in_force=Period("2026-01-01"),
    scheme=CONTACT,
    inputs=(record, needs),
    rule=highest(
        Clause(
            "record",
            "Level of the record",
            says=mapped(
                record, {"low": "monthly", "medium": "fortnightly", "high": "weekly"}
            ),
            citation=f"{CITATION}, table 1",
        ),
        Clause(
            "needs",
            "Level of needs",
            says=mapped(
                needs, {"low": "monthly", "medium": "monthly", "high": "fortnightly"}
            ),
            citation=f"{CITATION}, table 2",
        ),
    ),
    example="an invented agency's rule",
    limitations=("it is invented, and says nothing of harm",),
)
