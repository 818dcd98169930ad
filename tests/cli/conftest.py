"""Running a command as a user would, and looking at what it left."""

import csv
import json
from typing import NamedTuple

import pytest

from supervise.cli import main


class Ran(NamedTuple):
    """What a command gave: its status, and what it printed."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys):
    """Run a command; a refused argument gives its status like everything else."""

    def ran(*arguments):
        try:
            status = main([str(each) for each in arguments])
        except SystemExit as stopped:
            status = stopped.code
        return Ran(status, *capsys.readouterr())

    return ran


@pytest.fixture
def scored(run, tmp_path):
    """Score rows given as text, and read the results."""

    def rows(id, content, *arguments, source="in.csv", target="out.csv"):
        (tmp_path / source).write_bytes(
            content if isinstance(content, bytes) else content.encode()
        )
        ran = run(
            "score",
            id,
            "--from",
            tmp_path / source,
            "--to",
            tmp_path / target,
            *arguments,
        )
        assert ran.status == 0, ran.err
        return read(tmp_path / target)

    return rows


def read(path):
    """The rows of a result file."""
    with path.open(encoding="utf-8", newline="") as text:
        if path.suffix == ".json":
            return json.load(text)
        return list(csv.DictReader(text, strict=True))
