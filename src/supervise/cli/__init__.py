"""The command line: `supervise COMMAND`, also as `python -m supervise`."""

from supervise.cli.main import main

__all__ = ["main"]
