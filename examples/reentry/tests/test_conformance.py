"""The promises that every instrument, policy and plugin keeps, held against ours."""

from datetime import date
from pathlib import Path

import example_reentry
from example_reentry.contact_policy import POLICY
from example_reentry.return_model import INSTRUMENT as MODEL
from example_reentry.screen import INSTRUMENT as SCREEN

from supervise.plugins import Registry
from supervise.testing import (
    instrument_subject,
    parametrize_with_checks,
    read_cases,
)

CASES = Path(__file__).parent / "cases" / "example_reentry_screen.csv"
REGISTRY = Registry.of(example_reentry)


@parametrize_with_checks(
    instrument_subject(SCREEN, cases=read_cases(CASES, SCREEN, on=date(2026, 1, 15))),
    MODEL,
    POLICY,
    example_reentry,
    registry=REGISTRY,
)
def test_conformance(conformance):
    conformance()
