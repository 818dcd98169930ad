"""A case record to JSON and back beside pydantic, which writes and reads the very same text.

The models of pydantic are derived from the classes that we exchange: the same fields, strict,
closed to unknown fields, each union told by its tag. They check kinds of values and no rule
between them, as our constructors do. The two take turns.
"""

import gc
import statistics
import time
import types
from collections.abc import Mapping
from functools import cache, partial
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from case_file import assessment, case

from supervise.casefile import CaseFile
from supervise.exchange import from_json, to_json
from supervise.exchange.case_files import HELD
from supervise.exchange.tags import is_family, tag_of
from supervise.histories import Unrecognised
from supervise.records import RecordedWorkings, ScaleScore, Workings

ROUNDS = 25
OMITTED = {ScaleScore: {"workings"}}


# -- the same shape for pydantic


@cache
def model_of(kind, *, tagged=False):
    """A model with the fields of a class, and its tag where a union asks for one."""
    from pydantic import ConfigDict, create_model  # noqa: PLC0415 - may be missing

    hints = get_type_hints(kind)
    left_out = OMITTED.get(kind, ())
    fields = {
        field.name: (
            shape_of(hints[field.name]),
            ... if field.default is attrs.NOTHING else None,
        )
        for field in attrs.fields(kind)
        if field.init and field.name not in left_out
    }
    if tagged:
        fields = {"type": (Literal[tag_of(kind)], ...), **fields}
    config = ConfigDict(strict=True, frozen=True, extra="forbid")
    return create_model(kind.__name__, __config__=config, **fields)


def shape_of(annotation):
    """What pydantic is told to expect where a field of ours has an annotation."""
    if annotation is Workings:
        return model_of(RecordedWorkings)
    if annotation is object or is_family(annotation):
        return Any
    if attrs.has(annotation):
        return model_of(annotation)
    inside, origin = get_args(annotation), get_origin(annotation)
    if origin in (Union, types.UnionType):
        return one_of(inside)
    if origin is tuple and inside[-1] is ...:
        return tuple[shape_of(inside[0]), ...]
    if origin in (tuple, frozenset):
        return origin[tuple(shape_of(each) for each in inside)]
    if origin in (Mapping, dict):
        return dict[str, shape_of(inside[1])]
    return annotation


def one_of(kinds):
    """A union: told by its tag where several classes may stand there."""
    from pydantic import Field  # noqa: PLC0415 - may be missing

    classes = [each for each in kinds if attrs.has(each)]
    others = [shape_of(each) for each in kinds if each not in classes]
    if len(classes) < 2:
        return Union[(*map(model_of, classes), *others)]
    models = tuple(model_of(each, tagged=True) for each in classes)
    told = Annotated[Union[models], Field(discriminator="type")]  # noqa: UP007
    return Union[(told, *others)] if others else told


def entry_of(name, model):
    from pydantic import ConfigDict, create_model  # noqa: PLC0415 - may be missing

    return create_model(
        f"{name}_entry",
        __config__=ConfigDict(strict=True, frozen=True, extra="forbid"),
        kind=(Literal[name], ...),
        format=(int, ...),
        value=(model, ...),
    )


def model_of_entry(kind):
    """The model of one entry of a class; a case file has entries inside it."""
    from pydantic import ConfigDict, Field, create_model  # noqa: PLC0415

    if kind is not CaseFile:
        return entry_of(tag_of(kind), model_of(kind))
    held = [
        each for kinds in HELD.values() for each in kinds if each is not Unrecognised
    ]
    records = tuple(entry_of(tag_of(each), model_of(each)) for each in held)
    told = Annotated[Union[records], Field(discriminator="kind")]  # noqa: UP007
    file = create_model(
        "case_file",
        __config__=ConfigDict(strict=True, frozen=True, extra="forbid"),
        person=(shape_of(get_type_hints(CaseFile)["person"]), ...),
        records=(tuple[told, ...], ...),
    )
    return entry_of("case_file", file)


# -- what is written and read


def kept(value):
    """A value as it was read; a fresh sheet explains itself when it is first written."""
    return from_json(to_json(value))


def first_writing():
    taken = []
    for _ in range(ROUNDS):
        fresh = assessment(0)
        taken.append(seconds(partial(to_json, fresh)) * 1000)
    return statistics.median(taken)


def five_years(times=1):
    """150 contacts, 60 sessions, 8 assessments and 120 revisions, all invented."""
    return kept(case(times))


def seconds(work):
    gc.collect()
    begin = time.process_time()
    work()
    return time.process_time() - begin


def compared(name, value, rounds=ROUNDS, repeats=1):
    """Writing and reading by both, in turns; the medians, and their ratio."""
    model = model_of_entry(type(value))
    text = to_json(value)
    theirs = model.model_validate_json(text)
    # They write UTC by its letter, which is no form of ours.
    written = theirs.model_dump_json().replace('Z"', '+00:00"')
    assert from_json(written) == value == from_json(text), "they are not the same shape"
    works = {
        "our writing": lambda: [to_json(value) for _ in range(repeats)],
        "pydantic's writing": lambda: [
            theirs.model_dump_json() for _ in range(repeats)
        ],
        "our reading": lambda: [from_json(text) for _ in range(repeats)],
        "pydantic's reading": lambda: [
            model.model_validate_json(text) for _ in range(repeats)
        ],
    }
    taken = {each: [] for each in works}
    for _ in range(rounds):
        for each, work in works.items():
            taken[each].append(seconds(work) / repeats * 1000)
    medians = {each: statistics.median(times) for each, times in taken.items()}
    write, their_write, read, their_read = medians.values()
    print(f"{name}, {len(text.encode()) / 1000:.0f} kB")
    for each, median in medians.items():
        print(f"  {each + ':':20} {median:8.3f} ms")
    print(
        f"  there and back: {(write + read) / (their_write + their_read):.2f} times "
        f"pydantic (writing {write / their_write:.2f}, reading {read / their_read:.2f})"
    )
    return write + read


def main():
    try:
        import pydantic  # noqa: PLC0415 - asked for only where it is measured
    except ImportError:
        print("pydantic is not installed: pip install --group bench")
        return
    print(f"beside pydantic {pydantic.VERSION}, which checks no rule between fields")
    compared("one assessment, 48 answers", kept(assessment(0)), repeats=10)
    print(f"  its first writing, which explains it: {first_writing():.3f} ms")
    once = compared("a case file of five years", five_years())
    twice = compared("twice as long", five_years(times=2), rounds=9)
    print(f"twice as long takes {twice / once:.2f} times as long")


if __name__ == "__main__":
    main()
