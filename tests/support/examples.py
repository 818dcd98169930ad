"""The scripts in `examples/`, loaded from their files as a user would run them."""

import importlib.util
import sys
from types import ModuleType

from tests.support.places import PROJECT


def example(path: str) -> ModuleType:
    """The module of an example, by its path below `examples/`."""
    file = PROJECT / "examples" / path
    spec = importlib.util.spec_from_file_location(f"example_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
