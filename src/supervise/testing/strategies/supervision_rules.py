"""What an agency declares of supervision: grids, ladders, caps, alerts, reminders, eligibility."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from hypothesis import strategies as st

from supervise.dates import Length, Unit
from supervise.levels import IntensityScheme, LevelScheme
from supervise.monitoring import (
    AlertRule,
    Almost,
    Cell,
    ConditionLibrary,
    ContactOutcome,
    Criterion,
    CustodyCap,
    CustodyCaps,
    EligibilityRule,
    EnforcementLadder,
    FitTerms,
    LadderStep,
    PublishedCondition,
    ReminderRule,
    Response,
    ResponseGrid,
    RuleVersions,
    ServiceLimit,
    Standards,
    StandardsPack,
    compile_standards,
)
from supervise.monitoring.alerts import NOBODY_OF_THE_AGENCY
from supervise.monitoring.reminders import Channel
from supervise.monitoring.responses import Absence
from supervise.people import Role
from supervise.sources import Source
from supervise.testing.strategies.answers import WORDS
from supervise.testing.strategies.contact_packs import standards_packs
from supervise.testing.strategies.fields import (
    SoFar,
    Stated,
    Strategy,
    identifiers,
    only_if,
    perhaps,
    several,
    values_of,
)
from supervise.testing.strategies.values import CODES

COUNTED = st.integers(1, 9)
LEVELS = ("low", "medium", "high")
CALENDAR_TIME = st.builds(
    Length, COUNTED, st.sampled_from([u for u in Unit if u is not Unit.BUSINESS_DAY])
)
HUMANS = [role for role in Role if role is not Role.SYSTEM]
ENFORCED = ContactOutcome(
    code="missed",
    title="Did not come",
    attended=False,
    enforceable=True,
    absence=Absence.UNACCEPTABLE,
)


def _absences(so_far: SoFar) -> Strategy:
    """Of which kind an absence was; only an unacceptable one can be enforced."""
    if so_far["attended"]:
        return st.none()
    if so_far["enforceable"]:
        return st.just(Absence.UNACCEPTABLE)
    return st.sampled_from(Absence)


def _almosts(so_far: SoFar) -> Strategy:
    """Relaxations of criteria that the rule has."""
    ids = [each.id for each in so_far["criteria"]]
    return several(
        st.builds(
            Almost,
            lacking=several(st.sampled_from(ids), least=1),
            within_days=perhaps(COUNTED),
            at_most=perhaps(COUNTED),
            title=WORDS,
        )
    )


def _caps() -> Strategy:
    """Caps for the first, the second and so on."""
    most = st.lists(perhaps(COUNTED), min_size=1, max_size=3)
    return most.map(
        lambda each: tuple(
            CustodyCap(nth=nth, most_days=days, citation="invented")
            for nth, days in enumerate(each, 1)
        )
    )


def _steps() -> Strategy:
    """Steps of a ladder, each after more outcomes than the one before."""
    after = st.lists(COUNTED, min_size=1, max_size=2, unique=True).map(sorted)
    step = {
        "proposes": identifiers("response"),
        "first_response": WORDS,
        "citation": WORDS,
    }
    return after.flatmap(
        lambda numbers: st.tuples(
            *(st.builds(LadderStep, after=st.just(n), **step) for n in numbers)
        )
    )


@st.composite
def response_grids(draw: st.DrawFn) -> ResponseGrid:
    """Grids of which every cell is stated, and offers a response that a human may decide."""
    severities = LevelScheme("invented_severity", CODES[: draw(st.integers(1, 2))])
    intensities = IntensityScheme("invented_contact", CODES[: draw(st.integers(1, 2))])
    responses = draw(several(values_of(Response), least=1))
    offered = several(st.sampled_from([each.code for each in responses]), least=1)
    return ResponseGrid(
        id="invented_grid",
        version="1",
        title="Invented grid",
        source=draw(values_of(Source)),
        severities=severities,
        intensities=intensities,
        responses=responses,
        cells=tuple(
            Cell(severity, intensity, draw(offered))
            for severity in severities.codes
            for intensity in intensities.codes
        ),
        within=draw(perhaps(CALENDAR_TIME)),
        incentives_to_sanctions=draw(perhaps(st.just(Fraction(4)))),
        example=draw(st.just("") | WORDS),
    )


def _compiled() -> st.SearchStrategy[Standards]:
    return standards_packs().map(compile_standards)


def _versions() -> st.SearchStrategy[RuleVersions[StandardsPack]]:
    return standards_packs().map(lambda pack: RuleVersions(pack.id, (pack,)))


OWN: Mapping[type, Callable[[], Strategy]] = {
    ResponseGrid: response_grids,
    RuleVersions: _versions,
    Standards: _compiled,
    StandardsPack: standards_packs,
}

STATED: Mapping[type, Mapping[str, Stated]] = {
    AlertRule: {
        "evidence_days": COUNTED,
        "owner": st.sampled_from([r for r in Role if r not in NOBODY_OF_THE_AGENCY]),
        "within_days": perhaps(COUNTED),
    },
    Almost: {"lacking": several(identifiers("criterion"), least=1)},
    ConditionLibrary: {"conditions": several(values_of(PublishedCondition), least=1)},
    ContactOutcome: {"absence": _absences},
    Criterion: {
        "ability_to_pay": only_if(
            lambda so_far: so_far["about_money"], identifiers("state"), ""
        ),
    },
    CustodyCaps: {
        "caps": _caps(),
        "counted_within": perhaps(CALENDAR_TIME),
        "most_in_all": perhaps(COUNTED),
    },
    EligibilityRule: {
        "criteria": several(values_of(Criterion), least=1),
        "almost": _almosts,
    },
    EnforcementLadder: {
        "outcomes": several(values_of(ContactOutcome)).map(
            lambda others: (ENFORCED, *others)
        ),
        "steps": _steps(),
        "counts_for": CALENDAR_TIME,
    },
    FitTerms: {
        "order": st.sampled_from((LEVELS[:2], LEVELS)),
        "standards": several(identifiers("standard"), least=1),
        "enough": st.sampled_from((Fraction(1), Fraction(4, 5))),
        "service_limits": lambda so_far: several(
            st.builds(
                ServiceLimit,
                level=st.sampled_from(so_far["order"]),
                most_minutes=COUNTED,
                citation=WORDS,
            )
        ),
    },
    LadderStep: {"after": COUNTED},
    PublishedCondition: {
        "wording": st.sampled_from(("Report as you are told.", "Live at [place].")),
        "blanks": lambda so_far: st.just(
            ("place",) if "[place]" in so_far["wording"] else ()
        ),
        "replaces": st.just("") | identifiers("earlier"),
    },
    ReminderRule: {
        "days_before": several(st.integers(0, 9), least=1),
        "channels": several(st.sampled_from(Channel), least=1),
    },
    Response: {
        "authority": st.frozensets(st.sampled_from(HUMANS), min_size=1, max_size=3)
    },
}
