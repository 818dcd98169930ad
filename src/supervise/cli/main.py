"""Which commands there are, and what is said when one cannot be carried out.

What a command was asked for goes to standard output, everything else to standard error.
The status is 0 when it was done, and 2 when it could not be done as asked; a command may give
another where it says so. It is 130 after an interrupt from the keyboard.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from supervise._version import __version__
from supervise.cli import (
    check_command,
    demo_command,
    describe_command,
    due_command,
    explain_command,
    listing_commands,
    new_plugin_command,
    plan_command,
    score_command,
    tier_command,
    what_if_command,
)
from supervise.cli.wording import shown
from supervise.errors import SuperviseError

DONE = 0
NOT_AS_ASKED = 2
INTERRUPTED = 130
COMMANDS = (
    demo_command,
    listing_commands,
    describe_command,
    score_command,
    explain_command,
    what_if_command,
    plan_command,
    due_command,
    tier_command,
    check_command,
    new_plugin_command,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; `arguments` are those of the process where none are given."""
    asked = _parser().parse_args(arguments)
    status: int | None = DONE
    try:
        status = asked.run(asked)
        _flush()
    except SuperviseError as error:
        print(f"supervise {asked.command}: {shown(str(error))}", file=sys.stderr)
        return NOT_AS_ASKED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more can be said to them.
        _give_up_output()
    except OSError as error:
        why = error.strerror or "output error"
        print(f"supervise {asked.command}: cannot go on ({why})", file=sys.stderr)
        _give_up_output()
        return NOT_AS_ASKED
    return DONE if status is None else status


def _flush() -> None:
    """Write out what was printed; a process may also be started without an output."""
    if sys.stdout is not None:
        sys.stdout.flush()


def _give_up_output() -> None:
    """Let what could not be written go nowhere, also when the process ends."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="supervise",
        description="Assessment, planning and supervision for probation and parole.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", required=True
    )
    for command in COMMANDS:
        command.add_to(commands)
    return parser
