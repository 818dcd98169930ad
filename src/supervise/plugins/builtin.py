"""What this library itself brings: a plugin like any other, through the same hooks.

It keeps no list. Each module of the catalogue declares `INSTRUMENT`, each example pack may
declare `POLICY` or `POLICIES`, and standards, criteria, alert rules and response grids.
"""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from supervise import packs
from supervise.instruments import Instrument, catalogue
from supervise.intensity import Policy
from supervise.levels import LOW_MEDIUM_HIGH, LOW_TO_VERY_HIGH
from supervise.needs import DEFAULT_DOMAINS, SEVERITIES
from supervise.plugins.hookspecs import hookimpl
from supervise.plugins.standing import StandingRule
from supervise.plugins.vocabularies import Vocabulary


@hookimpl
def supervise_instruments() -> tuple[Instrument, ...]:
    """The catalogue."""
    return tuple(module.INSTRUMENT for module in _modules(catalogue))


@hookimpl
def supervise_intensity_policies() -> tuple[Policy, ...]:
    """The policies of the example packs."""
    return tuple(policy for pack in _modules(packs) for policy in _policies(pack))


def _policies(pack: ModuleType) -> tuple[Policy, ...]:
    """The policies of a pack: one `POLICY`, several `POLICIES`, or none."""
    one = (pack.POLICY,) if hasattr(pack, "POLICY") else ()
    return (*one, *getattr(pack, "POLICIES", ()))


@hookimpl
def supervise_standards() -> tuple[StandingRule, ...]:
    """The standards, criteria, alert rules and grids of the example packs."""
    found = (value for pack in _modules(packs) for value in _standing(pack))
    return tuple({id(each): each for each in found}.values())


def _standing(pack: ModuleType) -> Iterator[StandingRule]:
    """Whatever of that kind a pack declares under a name of its own."""
    for value in vars(pack).values():
        if isinstance(value, StandingRule):
            yield value


@hookimpl
def supervise_vocabularies() -> tuple[Vocabulary, ...]:
    """The common level schemes and the default domains of need."""
    return (LOW_MEDIUM_HIGH, LOW_TO_VERY_HIGH, SEVERITIES, *DEFAULT_DOMAINS)


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    """The modules of a package by name. Private ones and folders, `superseded` say, are no part."""
    for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda m: m.name):
        if not found.ispkg and not found.name.startswith("_"):
            yield import_module(f"{package.__name__}.{found.name}")
