"""A plugin of supervise: an invented instrument, a policy, and a model that scores a black box."""

from collections.abc import Mapping
from datetime import date

from example_reentry import contact_policy, return_model, screen
from supervise.instruments import Instrument
from supervise.intensity import Policy
from supervise.plugins import hookimpl
from supervise.records import ScoreSheet


@hookimpl
def supervise_instruments() -> list[Instrument]:
    """The screen, and the instrument that the model scores."""
    return [screen.INSTRUMENT, return_model.INSTRUMENT]


@hookimpl
def supervise_intensity_policies() -> list[Policy]:
    """The policy."""
    return [contact_policy.POLICY]


@hookimpl
def supervise_score(
    instrument: Instrument, answers: Mapping[str, object], on: date
) -> ScoreSheet | None:
    """Score our own black box, and leave every other to others."""
    if instrument.id == return_model.INSTRUMENT.id:
        return return_model.scored(answers, on)
    return None
