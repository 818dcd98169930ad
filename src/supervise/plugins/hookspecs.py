"""The hooks: what a plugin may promise, in prose.

A plugin is a module, or an object, whose functions are marked with `hookimpl` and named after a
hook.
A distribution offers it under the entry-point group `supervise`.

For every hook:

- It returns values. It is never handed something to fill or to change.
- It may take fewer arguments than stated here; arguments may be added later, never taken away.
- It does no input or output, reads no clock and no environment, and draws nothing by chance: the
  same call gives the same values.
- It changes nothing that it did not make: not its arguments, not this library, not the host.
- Wrappers are refused: no plugin stands between the host and what another plugin gives.
- Its failure is its own. What it raised, or gave wrongly, stands in the load report under its
  name; the other plugins and the host go on.

This module only promises. Plugins are found and asked in `loading`, and what they gave is judged
in `offers`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from supervise.instruments import Instrument
    from supervise.intensity import Policy
    from supervise.planning import GoalSuggestion, PlanningProfile
    from supervise.plugins.standing import StandingRule
    from supervise.plugins.vocabularies import Vocabulary
    from supervise.records import ScoreSheet

    Suggestions = Sequence[GoalSuggestion]

PROJECT = "supervise"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def supervise_instruments() -> Sequence[Instrument]:  # type: ignore[empty-body]
    """Give the instruments that this plugin brings, as a list or a tuple.

    Called once, when a registry is made.

    Each is a finished `Instrument`: the very class, no subclass, with nothing in it that can
    change later.
    An id may be offered once. One that this library offers stays this library's; of two strangers
    that offer the same id, neither is used, so that installing a package never changes a number.
    The scales that an instrument consumes must exist, and no instrument may wait for itself.

    Error: an instrument that is refused stands in the load report. Asking for it by name raises
    `NotLoaded` and says why.
    """


@hookspec(firstresult=True)
def supervise_score(
    instrument: Instrument,
    answers: Mapping[str, object],
    on: date,
    upstream: Mapping[str, ScoreSheet],
) -> ScoreSheet | None:
    """Score one set of answers to a black box, or give `None` to leave it to others.

    Called for instruments with a `BlackBox` scale only, each time one is scored: what can be
    declared is never asked for here.
    The plugin that brought the instrument is asked first, then the others by name; the first
    sheet counts.

    `answers` cannot be written to and holds only answers to items of this instrument, and those to
    no known item. `upstream` holds the sheets of the instruments that this one consumes.
    Nothing else about the person is given. `black_box_sheet` reads the answers, collects their
    problems and makes the sheet, so that what is left to write is the model.

    The registry makes the sheet again from its raw scores and contributions: a scale scored though
    a required answer is missing, a level of another band, another date or other answers are not
    believed. It writes into the sheet which plugin scored it.

    Error: a failure, or a sheet that breaks these promises, raises `PluginError` for this set of
    answers, and names the plugin.
    """


@hookspec
def supervise_intensity_policies() -> Sequence[Policy]:  # type: ignore[empty-body]
    """Give the policies that recommend an intensity, as a list or a tuple.

    Called once, when a registry is made.

    Each is a finished `Policy`, cited and dated, with its purpose. A policy proposes; it decides
    nothing.
    An id may be offered once, as for instruments; or in several versions by one plugin, each in
    force in a time of its own. Where two are in force on one day, none of them is used.

    Error: a policy that is refused stands in the load report. Asking for it by name raises
    `NotLoaded` and says why.
    """


@hookspec
def supervise_standards() -> Sequence[StandingRule]:  # type: ignore[empty-body]
    """Give contact standards, eligibility criteria, alert rules and response grids.

    As a list or a tuple, of `StandardsPack`, `EligibilityRule`, `AlertRule` and `ResponseGrid`.
    Called once, when a registry is made.

    Each is finished, cited data of one agency. An id may be offered once within its kind, as for
    instruments; packs and criteria may come in several versions, as for policies.

    Error: what is refused stands in the load report. Asking for it by name raises `NotLoaded` and
    says why.
    """


@hookspec
def supervise_goal_suggestions(profile: PlanningProfile, on: date) -> Suggestions:  # type: ignore[empty-body]
    """Give goals that a profile speaks for, each with its reason, as a list or a tuple.

    Called each time a host asks for suggestions.

    `profile` has needs, strengths, kinds of open barriers and readiness as of `on`. It says neither
    who the person is nor anything else of the case. A suggestion is a proposal to people: it
    enters a plan only by a revision that a person makes. No suggestion works on history, a
    relationship or a protected characteristic.

    The registry writes into `source` which plugin made a suggestion. An id is used once.

    Error: a plugin that fails gives nothing this time. Which one it was, and the kind of failure,
    stands beside the suggestions of the others.
    """


@hookspec
def supervise_vocabularies() -> Sequence[Vocabulary]:  # type: ignore[empty-body]
    """Give level schemes, intensity schemes and need domains, as a list or a tuple.

    Called once, when a registry is made.

    A scheme or domain that another plugin gave in exactly the same way is taken once.
    One under the same id that differs is refused: two meanings of one word cannot be told apart
    in a record.

    Error: what is refused stands in the load report.
    """
