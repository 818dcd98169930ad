"""What is read off a case file, and by which settings: states, views, summaries, coverage."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs
from hypothesis import strategies as st

from supervise.casefile import (
    AttentionSettings,
    CaseFile,
    CaseState,
    CaseView,
    Chain,
    Coverage,
    NoteTemplate,
    Scope,
    TemplateField,
    TimelineEntry,
    chain_of,
    coverage,
    state_of,
    view_of,
)
from supervise.people import NEVER_TO_THE_PERSON, Role, Sensitivity
from supervise.testing.strategies.case_files import (
    LAST_DAY,
    case_files,
    timeline_entries,
)
from supervise.testing.strategies.fields import (
    SoFar,
    Stated,
    Strategy,
    from_fields,
    identifiers,
    several,
    values_of,
)


def _states() -> st.SearchStrategy[CaseState]:
    """Cases as they stood at the end of everything in their files."""
    return case_files(most=1).map(lambda file: state_of(file, as_of=LAST_DAY))


def _views() -> st.SearchStrategy[CaseView]:
    return st.builds(
        lambda file, scope: view_of(file, scope, as_of=LAST_DAY),
        case_files(most=1),
        values_of(Scope),
    )


def _chains() -> st.SearchStrategy[Chain]:
    return _states().map(chain_of)


def _coverages() -> st.SearchStrategy[Coverage]:
    return from_fields(Coverage) | _states().map(coverage)


def _entries() -> st.SearchStrategy[TimelineEntry]:
    return from_fields(TimelineEntry) | timeline_entries()


def _sensitivities(so_far: SoFar) -> Strategy:
    """What a scope may see: of victims and third parties the person sees nothing."""
    of_person = so_far["role"] is Role.PERSON
    seen = [s for s in Sensitivity if not (of_person and s in NEVER_TO_THE_PERSON)]
    return st.frozensets(st.sampled_from(seen), max_size=3)


def _organisation(so_far: SoFar) -> Strategy:
    named = identifiers("organisation")
    return named if so_far["role"] is Role.PROVIDER else st.just("") | named


def _fields_of_templates() -> Strategy:
    """Fields of a template, the first of them required."""
    drawn = several(values_of(TemplateField), least=1)
    return drawn.map(lambda each: (attrs.evolve(each[0], required=True), *each[1:]))


OWN: Mapping[type, Callable[[], Strategy]] = {
    CaseFile: case_files,
    CaseState: _states,
    CaseView: _views,
    Chain: _chains,
    Coverage: _coverages,
    TimelineEntry: _entries,
}

STATED: Mapping[type, Mapping[str, Stated]] = {
    AttentionSettings: {"still_after_days": st.integers(60, 90)},
    NoteTemplate: {"fields": _fields_of_templates()},
    Scope: {"organisation": _organisation, "sensitivities": _sensitivities},
}
