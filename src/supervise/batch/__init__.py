"""Scoring many people at once, on any data frame engine, from the same declarations."""

from importlib.util import find_spec

if find_spec("narwhals") is None:
    raise ModuleNotFoundError(
        "supervise.batch needs narwhals: pip install 'community-supervision[batch]'",
        name="narwhals",
    )

from supervise.batch.frames import score_frame

__all__ = ["score_frame"]
