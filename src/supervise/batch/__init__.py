"""Scoring many people at once, on any data frame engine, from the same declarations."""

from importlib.util import find_spec

from supervise.errors import MissingPackage

if find_spec("narwhals") is None:
    raise MissingPackage("narwhals", extra="batch")

from supervise.batch.frames import score_frame
from supervise.batch.movements import movements
from supervise.batch.policies import recommend_frame

__all__ = ["movements", "recommend_frame", "score_frame"]
