"""The converter between values and plain JSON: strict, lossless, made when first needed.

Every field is written out, also where it has its default, so that a default that changes later
changes nothing that is stored. A field that a class has gained since takes its default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, cast, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from supervise.exchange import anything, scalars, tags
from supervise.exchange.contradictions import RULES, checked
from supervise.exchange.scalars import WrongForm, exactly
from supervise.exchange.supervision_forms import add_supervision_forms
from supervise.records import RecordedWorkings, ScaleScore, ScoreSheet, Workings

Reader = Callable[[Any, Any], Any]
Writer = Callable[[Any], Any]

AS_THEY_ARE = (str, int, bool)
"""What stands in JSON as it is in Python."""


@cache
def converter() -> Converter:
    """The one converter. It holds no value, only how classes are read and written."""
    made = Converter(forbid_extra_keys=True, detailed_validation=True)
    _add_scalars(made)
    _add_collections(made)
    made.register_structure_hook_factory(attrs.has, _class_reader)
    made.register_unstructure_hook_factory(attrs.has, _class_writer)
    for several in (tags.is_union, tags.is_family):
        made.register_structure_hook_factory(several, tags.union_reader)
        made.register_unstructure_hook_factory(several, tags.union_writer)
    made.register_structure_hook_func(
        lambda wanted: wanted is object, lambda found, _: anything.read(found, made)
    )
    made.register_unstructure_hook_func(
        lambda wanted: wanted is object, lambda value: anything.write(value, made)
    )
    _add_score_sheets(made)
    add_supervision_forms(made)
    for kind in RULES.keys() - {ScaleScore, ScoreSheet}:
        # They are made when they are first asked for, like those of every other class.
        made.register_structure_hook_factory(_is_class(kind), _checked_reader)
    return made


def _add_scalars(made: Converter) -> None:
    for kind in (bool, int, float, str):
        made.register_structure_hook(kind, exactly(kind))
    made.register_structure_hook(date, scalars.read_date)
    made.register_structure_hook(datetime, scalars.read_moment)
    made.register_structure_hook(time, scalars.read_time)
    made.register_structure_hook(Decimal, scalars.read_decimal)
    made.register_unstructure_hook(float, scalars.write_float)
    made.register_unstructure_hook(date, date.isoformat)
    made.register_unstructure_hook(datetime, datetime.isoformat)
    made.register_unstructure_hook(time, time.isoformat)
    made.register_unstructure_hook(Decimal, scalars.write_decimal)


def _add_collections(made: Converter) -> None:
    made.register_structure_hook_factory(_is(tuple), _tuple_reader)
    made.register_unstructure_hook_factory(_is(tuple), _tuple_writer)
    made.register_structure_hook_factory(_is(frozenset), _set_reader)
    made.register_unstructure_hook_factory(_is(frozenset), _set_writer)
    made.register_structure_hook_factory(_is_mapping, _mapping_reader)
    made.register_unstructure_hook_factory(_is_mapping, _mapping_writer)


def _is(kind: type) -> Callable[[Any], bool]:
    return lambda wanted: wanted is kind or get_origin(wanted) is kind


def _is_mapping(wanted: Any) -> bool:  # noqa: ANN401 - any annotation
    return get_origin(wanted) in (Mapping, dict)


def _class_reader(kind: Any, made: Converter) -> Reader:  # noqa: ANN401 - a class
    read = make_dict_structure_fn(kind, made, _cattrs_forbid_extra_keys=True)

    def read_object(found: Any, wanted: Any) -> Any:  # noqa: ANN401 - as cattrs
        if type(found) is not dict:
            raise WrongForm("an object", found)
        return read(found, wanted)

    return read_object


def _is_class(kind: type) -> Callable[[Any], bool]:
    return lambda wanted: wanted is kind


def _checked_reader(kind: Any, made: Converter) -> Reader:  # noqa: ANN401 - a class
    return checked(kind, _class_reader(kind, made))


def _class_writer(kind: Any, made: Converter) -> Writer:  # noqa: ANN401 - a class
    return make_dict_unstructure_fn(kind, made)


def _each(
    found: Any,  # noqa: ANN401 - an array or an object of JSON
    places: Any,  # noqa: ANN401 - the places in it
    read: Callable[[Any, Any], Any],
    wanted: object,
) -> list[Any]:
    """Every element read; all that is wrong with them is reported together."""
    values, errors = [], []
    for place in places:
        try:
            values.append(read(found[place], place))
        except Exception as error:  # noqa: BLE001 - all of them are reported below
            error.add_note(IterableValidationNote("element", place, wanted))
            errors.append(error)
    if errors:
        # cattrs gives its groups a third argument that their base does not have.
        group = cast("Callable[..., ExceptionGroup]", IterableValidationError)
        raise group("elements", errors, type(found))
    return values


def _array(found: object) -> list[Any]:
    if type(found) is not list:
        raise WrongForm("an array", found)
    return found


def _tuple_reader(wanted: Any, made: Converter) -> Reader:  # noqa: ANN401 - an annotation
    kinds = get_args(wanted)
    if kinds[-1] is Ellipsis:

        def read_all(found: Any, _: Any) -> Any:  # noqa: ANN401 - as cattrs
            one = lambda each, _: made.structure(each, kinds[0])  # noqa: E731
            return tuple(_each(_array(found), range(len(found)), one, wanted))

        return read_all

    def read(found: Any, _: Any) -> Any:  # noqa: ANN401 - as cattrs
        if len(_array(found)) != len(kinds):
            raise WrongForm(f"an array of {len(kinds)}", found)
        one = lambda each, place: made.structure(each, kinds[place])  # noqa: E731
        return tuple(_each(found, range(len(found)), one, wanted))

    return read


def _writer_of(kind: Any, made: Converter) -> Writer:  # noqa: ANN401 - an annotation
    """The writer of a kind, looked up when it is first used: a class may hold itself."""
    found: list[Writer] = []

    def write(value: Any) -> Any:  # noqa: ANN401 - any value
        if not found:
            found.append(made.get_unstructure_hook(kind))
        return found[0](value)

    return write


def _tuple_writer(wanted: Any, made: Converter) -> Writer:  # noqa: ANN401 - an annotation
    kinds = get_args(wanted)
    if kinds[-1] is Ellipsis:
        if kinds[0] in AS_THEY_ARE:
            return list
        write = _writer_of(kinds[0], made)
        return lambda values: [write(each) for each in values]
    writers = [_writer_of(kind, made) for kind in kinds]
    return lambda values: [one(each) for each, one in zip(values, writers, strict=True)]


def _set_reader(wanted: Any, made: Converter) -> Reader:  # noqa: ANN401 - an annotation
    (kind,) = get_args(wanted)

    def read(found: Any, _: Any) -> Any:  # noqa: ANN401 - as cattrs
        one = lambda each, _: made.structure(each, kind)  # noqa: E731
        values = _each(_array(found), range(len(found)), one, wanted)
        if len(set(values)) != len(values):
            raise WrongForm("an array without repeats", found)
        return frozenset(values)

    return read


def _set_writer(wanted: Any, made: Converter) -> Writer:  # noqa: ANN401 - an annotation
    (kind,) = get_args(wanted)
    write = _writer_of(kind, made)
    return lambda values: sorted(map(write, values))


def _mapping_reader(wanted: Any, made: Converter) -> Reader:  # noqa: ANN401 - an annotation
    _, kind = get_args(wanted)

    def read(found: Any, _: Any) -> Any:  # noqa: ANN401 - as cattrs
        if type(found) is not dict:
            raise WrongForm("an object", found)
        one = lambda each, _: made.structure(each, kind)  # noqa: E731
        return dict(zip(found, _each(found, found, one, wanted), strict=True))

    return read


def _mapping_writer(wanted: Any, made: Converter) -> Writer:  # noqa: ANN401 - an annotation
    _, kind = get_args(wanted)
    write_one = _writer_of(kind, made)

    def write(values: Any) -> dict[str, Any]:  # noqa: ANN401 - as cattrs
        if not all(type(name) is str for name in values):
            raise TypeError("the names of a mapping must be text to be written as JSON")
        return {name: write_one(each) for name, each in values.items()}

    return write


def _add_score_sheets(made: Converter) -> None:
    """A sheet's workings are written out once; its scales find them again when it is read."""
    read_scale = make_dict_structure_fn(
        ScaleScore,
        made,
        _cattrs_forbid_extra_keys=True,
        workings=override(omit=True),
    )
    made.register_structure_hook(ScaleScore, checked(ScaleScore, read_scale))
    made.register_unstructure_hook(
        ScaleScore,
        make_dict_unstructure_fn(ScaleScore, made, workings=override(omit=True)),
    )
    made.register_structure_hook_func(
        lambda wanted: wanted is Workings,
        lambda found, _: made.structure(found, RecordedWorkings),
    )
    made.register_unstructure_hook_func(
        lambda wanted: wanted is Workings,
        lambda value: made.unstructure(value.recorded()),
    )
    read = checked(ScoreSheet, _class_reader(ScoreSheet, made))

    def read_sheet(found: Any, wanted: Any) -> ScoreSheet:  # noqa: ANN401 - as cattrs
        sheet: ScoreSheet = read(found, wanted)
        scales = (attrs.evolve(each, workings=sheet.workings) for each in sheet.scales)
        return attrs.evolve(sheet, scales=tuple(scales))

    made.register_structure_hook(ScoreSheet, read_sheet)
