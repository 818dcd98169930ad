"""Carrying out a guide as it is written: its files are written, its commands are run."""

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from tests.support.environments import stand_in_for_the_index, variables

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^Put this into `([^`]+)`:\s*\Z", re.MULTILINE)
PROMPT = "$ "
ANYTHING = "..."


class WriteFile(NamedTuple):
    """A file that the guide has the reader write."""

    path: str
    text: str


class RunCommand(NamedTuple):
    """A command that the guide has the reader run, and what it says that it prints."""

    command: str
    prints: tuple[str, ...]


def steps(text):
    """What a guide has its reader do, in order."""
    for block in FENCE.finditer(text):
        kind, content = block.groups()
        named = FILE.search(text[: block.start()].rstrip())
        if kind == "console":
            yield from _commands(content)
        elif named is not None:
            yield WriteFile(named[1], content)


def _commands(content):
    command, prints = None, []
    for line in content.splitlines():
        if line.startswith(PROMPT):
            if command is not None:
                yield RunCommand(command, tuple(prints))
            command, prints = line.removeprefix(PROMPT), []
        else:
            prints.append(line)
    yield RunCommand(command, tuple(prints))


def pattern(prints):
    """What a command prints, as the guide shows it: `...` stands for anything."""
    return re.compile("".join(map(_line, prints)))


def _line(shown):
    if shown == ANYTHING:
        return r"(?:[^\n]*\n)*?"
    return re.escape(shown).replace(r"\.\.\.", r"[^\n]*") + r"[ ]*(?:\n|\Z)"


class Reader:
    """Somebody who does what a guide says, in a folder of their own."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.environment = None

    def follow(self, step):
        """Do one step; what goes otherwise than the guide says is an assertion."""
        match step:
            case WriteFile(path, text):
                target = self.folder / path
                assert target.parent.is_dir(), f"no folder for {path}"
                target.write_text(text, encoding="utf-8")
            case RunCommand(command, prints):
                self._run(command, prints)

    def _run(self, command, prints):
        if command.startswith("cd "):
            self.folder = self.folder / command.removeprefix("cd ")
            return
        if command == ". .venv/bin/activate":
            self.environment = self.folder / ".venv"
            stand_in_for_the_index(self.environment)
            return
        finished = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            capture_output=True,
            check=False,
            cwd=self.folder,
            env=variables(self.environment),
            text=True,
        )
        said = finished.stdout + finished.stderr
        assert finished.returncode == 0, f"$ {command}\n{said}"
        assert pattern(prints).search(finished.stdout), f"$ {command}\n{said}"
