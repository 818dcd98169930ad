"""What is checked: an instrument, a policy, a plugin, each with what the checks need to know.

Subjects are made once and looked at by many checks; no check changes one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import islice
from types import MappingProxyType

import attrs

from supervise.instruments import BlackBox, Instrument, Item, score, stated_upstream
from supervise.instruments.engine import ScaleUse, prepared
from supervise.intensity import Policy, Recommendation, recommend
from supervise.monitoring import Duty, StandardsPack, compile_standards, duties
from supervise.plugins import LoadedPlugin, Registry
from supervise.records import Assessment, ScoreSheet, Status
from supervise.rules import Timeline
from supervise.testing.answer_sheets import Filled, filled_forms
from supervise.testing.case_timelines import calendars_for
from supervise.testing.golden_cases import GoldenCase
from supervise.testing.outcomes import NothingToCheck

Score = Callable[[Mapping[str, object], date], ScoreSheet]
Recommend = Callable[
    [Iterable[Assessment | ScoreSheet], Mapping[str, object], date], Recommendation
]
Reckon = Callable[[Timeline, date], tuple[Duty, ...]]
MOST_FORMS = 12
DONE = frozenset({Status.SCORED, Status.NOT_APPLICABLE})


@attrs.frozen(slots=False, kw_only=True, eq=False)
class InstrumentSubject:
    """An instrument, how it is scored, and forms filled in for it.

    `score` is the door that is tested: the library's own unless a host has another.
    `chain` are the instruments whose scales it consumes, itself last.
    """

    instrument: Instrument
    chain: tuple[Instrument, ...]
    score: Score
    cases: tuple[GoldenCase, ...] = ()

    @property
    def name(self) -> str:
        """How results name it."""
        return f"instrument '{self.instrument.id}'"

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every item that its sheet may need, of the whole chain."""
        return {item.id: item for each in self.chain for item in each.items}

    @cached_property
    def uses(self) -> Mapping[str, ScaleUse]:
        """What each scale mentions and requires."""
        return prepared(self.instrument).uses

    @cached_property
    def candidates(self) -> tuple[Filled, ...]:
        """Filled forms, whether or not they can be scored."""
        return tuple(filled_forms(self.chain))

    @cached_property
    def forms(self) -> tuple[Filled, ...]:
        """Filled forms of which every scale is scored; where there are none, or does not apply."""
        scored = tuple(islice(self.scored_forms(), MOST_FORMS))
        return scored or tuple(
            islice(filter(self._applies_in_part, self.candidates), MOST_FORMS)
        )

    def scored_forms(self) -> Iterator[Filled]:
        """Every filled form of which every scale is scored."""
        return filter(self._is_scored, self.candidates)

    def _is_scored(self, form: Filled) -> bool:
        return self._statuses(form) == {Status.SCORED}

    def _applies_in_part(self, form: Filled) -> bool:
        found = self._statuses(form)
        return Status.SCORED in found and found <= DONE

    def _statuses(self, form: Filled) -> set[Status]:
        try:
            sheet = self.score(dict(form.answers), form.on)
        except Exception:  # noqa: BLE001  a check of its own says that scoring raises
            return set()
        return {scale.status for scale in sheet}

    def some_forms(self, most: int = 3) -> tuple[Filled, ...]:
        """A few forms that can be scored; a check is skipped where there are none."""
        if not self.forms:
            raise NothingToCheck("no filled form could be scored")
        return self.forms[:most]

    def sheet(self, form: Filled) -> ScoreSheet:
        """The sheet of a form; a check is skipped where scoring raises, which another tells."""
        try:
            return self.score(dict(form.answers), form.on)
        except Exception as raised:
            raise NothingToCheck(f"scoring raised {type(raised).__name__}") from raised

    def worked_sheet(
        self, answers: Mapping[str, object], on: date, stated: Mapping[str, str]
    ) -> ScoreSheet:
        """The sheet of a worked example, which may state the results that it consumes."""
        if not stated:
            return self.sheet(Filled(answers, on))
        upstream = stated_upstream(self.instrument, stated, on=on)
        return score(self.instrument, answers, on=on, upstream=upstream)

    def steady_sheet(self, form: Filled) -> ScoreSheet:
        """The sheet of a form, where scoring it again gives the same."""
        first, second = self.sheet(form), self.sheet(form)
        if first != second:
            raise NothingToCheck("scoring the same answers twice gives two results")
        return first

    def required(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each item of its own that scales cannot do without, with those scales."""
        own = {item.id for item in self.instrument.items if item.blank is None}
        needed: dict[str, list[str]] = {}
        for id, use in self.uses.items():
            for requirement in use.requires:
                if len(requirement) == 1 and requirement <= own:
                    needed.setdefault(next(iter(requirement)), []).append(id)
        yield from ((item, tuple(scales)) for item, scales in needed.items())


@attrs.frozen(slots=False, kw_only=True, eq=False)
class PolicySubject:
    """A policy, how it recommends, and the instruments that it may read."""

    policy: Policy
    recommend: Recommend
    instruments: Mapping[str, Instrument] = MappingProxyType({})

    @property
    def name(self) -> str:
        """How results name it."""
        return f"policy '{self.policy.id}'"


@attrs.frozen(kw_only=True, eq=False)
class StandardsSubject:
    """A pack of standards, and how duties are reckoned by it."""

    pack: StandardsPack
    duties: Reckon

    @property
    def name(self) -> str:
        """How results name it."""
        return f"standards '{self.pack.id}'"


@attrs.frozen(kw_only=True, eq=False)
class PluginSubject:
    """A plugin: how it loaded, and how to load it once more."""

    loaded: LoadedPlugin
    registry: Registry
    again: Callable[[], Registry]

    @property
    def name(self) -> str:
        """How results name it."""
        return f"plugin '{self.loaded.origin.plugin}'"


Subject = InstrumentSubject | PolicySubject | StandardsSubject | PluginSubject


def instrument_subject(
    instrument: Instrument,
    registry: Registry | None = None,
    *,
    cases: Iterable[GoldenCase] = (),
    score_by: Score | None = None,
) -> InstrumentSubject:
    """An instrument to check.

    `registry` is needed where it consumes others or is a black box.
    `score_by` checks another way of scoring it, for example a host's own service.

    Raises `TypeError` where a registry is needed and not given.
    """
    boxed = any(isinstance(scale, BlackBox) for scale in instrument.scales)
    if registry is None and score_by is None and (boxed or instrument.consumes):
        raise TypeError(
            f"'{instrument.id}' is scored with others, or by a plugin: give the registry"
        )
    chain = registry.chain(instrument.id) if registry is not None else (instrument,)

    def by_library(answers: Mapping[str, object], on: date) -> ScoreSheet:
        if registry is not None:
            return registry.score(instrument.id, answers, on=on)
        return score(instrument, answers, on=on)

    return InstrumentSubject(
        instrument=instrument,
        chain=chain,
        score=score_by or by_library,
        cases=tuple(cases),
    )


def policy_subject(
    policy: Policy,
    registry: Registry | None = None,
    *,
    recommend_by: Recommend | None = None,
) -> PolicySubject:
    """A policy to check. `registry` has the instruments that it reads."""

    def by_library(
        assessments: Iterable[Assessment | ScoreSheet],
        facts: Mapping[str, object],
        on: date,
    ) -> Recommendation:
        return recommend(policy, assessments, facts, on=on)

    return PolicySubject(
        policy=policy,
        recommend=recommend_by or by_library,
        instruments=registry.instruments if registry is not None else {},
    )


def standards_subject(
    pack: StandardsPack, *, reckon_by: Reckon | None = None
) -> StandardsSubject:
    """A pack of standards to check.

    `reckon_by` checks another way of reckoning duties, for example a host's own service.
    """
    ready = compile_standards(pack, calendars_for(pack))

    def by_library(timeline: Timeline, on: date) -> tuple[Duty, ...]:
        return duties(ready, timeline, on=on)

    return StandardsSubject(pack=pack, duties=reckon_by or by_library)


def plugin_subject(plugin: object) -> PluginSubject:
    """A plugin that is handed over rather than installed."""
    registry = Registry.of(plugin, strict=False)
    loaded = registry.report.plugins[0]
    return PluginSubject(
        loaded=loaded,
        registry=registry,
        again=lambda: Registry.of(plugin, strict=False),
    )
