"""Plugins: the hooks, how they are loaded one by one, and the registry that a host owns."""

from supervise.plugins.hookspecs import hookimpl
from supervise.plugins.registry import Registry
from supervise.plugins.report import LoadedPlugin, LoadFailure, LoadReport, Origin
from supervise.plugins.tracing import HookCall, Trace
from supervise.plugins.vocabularies import Vocabularies

__all__ = [
    "HookCall",
    "LoadFailure",
    "LoadReport",
    "LoadedPlugin",
    "Origin",
    "Registry",
    "Trace",
    "Vocabularies",
    "hookimpl",
]
