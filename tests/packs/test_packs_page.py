"""The page of the example packs says what the packs say."""

import re

import pytest

from tests.packs.packs_page import PAGE, sections

TEXT = PAGE.read_text(encoding="utf-8")
IDS = re.findall(r"^## `(.+?)`", TEXT, flags=re.MULTILINE)


@pytest.mark.parametrize("id", IDS)
def test_the_section_of_a_pack_is_made_from_the_pack(id):
    """Where it is not: `python -m tests.packs.packs_page`."""
    assert sections()[id] in TEXT


def test_every_pack_has_one_section():
    """Where one is lacking: `python -m tests.packs.packs_page`."""
    assert sorted(sections()) == IDS


@pytest.mark.parametrize(
    "line",
    (
        # us-peers.md 1.1, Idaho: one in 15 days at high, 45 at moderate
        "| `face_to_face`: Contact face to face | level is high | 1 contact where",
        "within 15 days of the last time",
        "within 45 days of the last time",
        # us-peers.md 1.2, New York 351.6: six a month at greatest
        "| `monthly_contacts`: Contacts of the month | level is greatest | 6 contact",
    ),
)
def test_the_page_shows_the_numbers_of_the_sources(line):
    assert line in TEXT
