"""Scoring many people at once, on any data frame engine, from the same declarations."""

from importlib.util import find_spec

from supervise.errors import MissingPackage

if find_spec("narwhals") is None:
    raise MissingPackage("narwhals", extra="batch")

from supervise.batch.frames import score_frame

__all__ = ["score_frame"]
