"""An invented policy for tests: nobody's rule."""

from supervise.dates import Period
from supervise.intensity import (
    Clause,
    Policy,
    Standing,
    coded,
    first,
    highest,
    level_of,
    percent_of,
    silent_if_blank,
    yes_no,
)
from supervise.intensity.inputs import IfBlank
from supervise.levels import LOW_MEDIUM_HIGH, IntensityScheme
from supervise.rules import NOTHING, cut, first_match, mapped, stated
from supervise.sources import Purpose, Source

SOURCE = Source(
    citation="Invented.", licence="CC0-1.0", population="none", checked="2026-08-01"
)
CONTACT = IntensityScheme("invented_contact", ("light", "regular", "close"))

in_custody = yes_no(
    "in_custody", "in custody", blank=IfBlank(value=False, because="p. 1: free")
)
likelihood = percent_of("invented_tool", "general", replaceable=("static",))
judged = level_of("invented_rating", "overall", LOW_MEDIUM_HIGH)
register = coded(
    "register", "on a register", "none", "one", blank=silent_if_blank("p. 2")
)

CUSTODY = Clause(
    "custody",
    "In custody",
    says=stated("not_supervised"),
    when=in_custody.yes,
    citation="p. 1",
)
SCORE = Clause(
    "score",
    "Percent of the group",
    says=mapped(
        cut(likelihood, "0", "25", "75"),
        {"0": "light", "25": "regular", "75": "close"},
    ),
    citation="p. 2, table 1",
)
RATING = Clause(
    "rating",
    "Judged rating",
    says=mapped(judged, {"low": "light", "medium": "regular", "high": "close"}),
    citation="p. 2, table 2",
)
REGISTER = Clause(
    "register",
    "On a register",
    says=first_match((register.is_("one"), "close"), otherwise=NOTHING),
    citation="p. 3",
)


def policy(**changes):
    """The invented policy, with some of its fields changed."""
    fields = {
        "id": "invented_policy",
        "version": "1",
        "title": "Invented",
        "purpose": Purpose.SUPERVISION,
        "source": SOURCE,
        "in_force": Period("2025-01-01", "2026-12-31"),
        "scheme": CONTACT,
        "inputs": (in_custody, likelihood, judged, register),
        "rule": first(CUSTODY, highest(SCORE, RATING, REGISTER)),
        "standings": (Standing(code="not_supervised", title="not supervised"),),
    }
    return Policy(**(fields | changes))


POLICY = policy()
