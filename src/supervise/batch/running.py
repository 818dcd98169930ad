"""Running a batch on a frame by expressions of the frame's own engine.

A lazy frame stays lazy: nothing is collected here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from supervise.batch.batches import Batch, Schema
from supervise.batch.dating import Dating, dated
from supervise.batch.dialects import NARWHALS, Dialect
from supervise.batch.expressions import Expression, Operation, nothing
from supervise.batch.plan import Plan, plan_of
from supervise.batch.problems import problems
from supervise.batch.results import Result
from supervise.batch.stages import Stage, Stages, needed
from supervise.exchange.columns import result_columns

AnyFrame = nw.DataFrame[Any] | nw.LazyFrame[Any]


@attrs.frozen(eq=False)
class Computation:
    """The columns of a batch: those that lead to the results, stage by stage, and the results."""

    stages: tuple[tuple[Stage, frozenset[str]], ...]
    results: Mapping[str, Expression]


def computation_of(
    batch: Batch, schema: Schema, *, has_epoch: bool = False
) -> Computation:
    """What is to be computed for frames of one schema."""
    dates = Stages("date", has_epoch=has_epoch)
    dating = dated(batch.on, schema, dates)
    plans: dict[str, Plan] = {}
    stages = dates.in_order()
    for each in batch.instruments:
        plan = plan_of(each, schema, dating, plans, has_epoch=has_epoch)
        plans[each.id] = plan
        stages += plan.stages.in_order()
    results = {
        name: each.does(Operation.TO_WHOLE) if batch.type_of(name) is int else each
        for name, each in _results(plans, dating).items()
    }
    return Computation(tuple(needed(stages, results)), results)


def _results(plans: Mapping[str, Plan], dating: Dating) -> dict[str, Expression]:
    """The columns of the contract, in its order."""
    found: list[Expression] = []
    faults = list(dating.faults)
    for plan in plans.values():
        for columns in plan.scales.values():
            found += _columns_of(columns.state.status, columns.result)
        faults += plan.faults
    found.append(_or_nothing(problems(faults), ""))
    names = result_columns([plan.instrument for plan in plans.values()])
    return dict(zip(names, found, strict=True))


def _columns_of(status: Expression, result: Result) -> tuple[Expression, ...]:
    return (
        status,
        _or_nothing(result.score, 0.0),
        _or_nothing(result.percent, 0.0),
        _or_nothing(result.level, ""),
        _or_nothing(result.basis, ""),
        _or_nothing(result.flags, ""),
    )


def _or_nothing(found: Expression | None, like: float | str) -> Expression:
    """A column, or one of the same type in which nothing stands."""
    return nothing(like) if found is None else found


def run(batch: Batch, frame: AnyFrame) -> Any:  # noqa: ANN401 - the engine's own frame
    """The frame with its results, as the engine's own."""
    schema = readable_schema(frame)
    batch.refuse(schema, frame.collect_schema().names())
    if frame.implementation.is_polars():
        return _run_on_polars(batch, frame, schema)
    computation = computation_of(batch, schema)
    found: AnyFrame = frame
    own = frame.collect_schema().names()
    for stage, after in computation.stages:
        kept = [name for name in found.collect_schema().names() if name in after]
        said = {name: NARWHALS.say(each) for name, each in stage.items()}
        found = found.select(*dict.fromkeys((*own, *kept)), **said)
    results = {name: NARWHALS.say(each) for name, each in computation.results.items()}
    return found.select(*own, **results).to_native()


def _run_on_polars(batch: Batch, frame: AnyFrame, schema: Schema) -> Any:  # noqa: ANN401
    """Polars has the words of narwhals: said directly, they need no translation.

    An eager frame is computed lazily within, so that what is in between is not kept.
    """
    dialect = Dialect(nw.get_native_namespace(frame), has_epoch=True)
    computation = computation_of(batch, schema, has_epoch=True)
    native = frame.lazy().to_native()
    for stage, _ in computation.stages:
        native = native.with_columns(**{n: dialect.say(e) for n, e in stage.items()})
    results = {name: dialect.say(each) for name, each in computation.results.items()}
    native = native.select(*frame.collect_schema().names(), **results)
    return native.collect() if isinstance(frame, nw.DataFrame) else native


def readable_schema(frame: AnyFrame) -> Schema:
    """The types of a frame's columns, without those that hold nothing at all."""
    schema = frame.collect_schema()
    return {
        name: dtype
        for name, dtype in schema.items()
        if not (isinstance(dtype, nw.Unknown) and _is_nothing(frame, name))
    }


def _is_nothing(frame: AnyFrame, name: str) -> bool:
    """Whether the type of a column is the engine's type for nothing."""
    native, engine = frame.to_native(), frame.implementation
    if engine.is_polars():
        sort = str(native.collect_schema()[name])
    elif engine.is_duckdb():
        sort = str(native.types[native.columns.index(name)]).strip('"')
    elif engine.is_pyarrow():
        sort = str(native.schema.field(name).type)
    else:
        sort = str(native.schema[name].dataType.simpleString())
    return sort.lower() in {"null", "void"}
