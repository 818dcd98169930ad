"""What a command does when it is interrupted, or nobody can take what it says."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from supervise.cli import score_command
from supervise.plugins import Registry

PSA = (
    "age_at_arrest,current_violent_offence,pending_charge,prior_misdemeanor,prior_felony,"
    "prior_violent_convictions,recent_fta,old_fta,prior_incarceration\n"
    "40,N,N,N,N,0,0,N,N\n"
)
FULL = Path("/dev/full")
# The output is taken away as a shell would: `COMMAND > /dev/full`, `COMMAND >&-`.
WITH_OUTPUT = "import sys; from supervise.cli import main; sys.exit(main(sys.argv[1:]))"


def started(*arguments, **options):
    return subprocess.run(
        (sys.executable, "-c", WITH_OUTPUT, *arguments),
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
        **options,
    )


def test_an_interrupt_ends_quietly_and_leaves_nothing_behind(
    run, tmp_path, monkeypatch
):
    def interrupted(*_):
        yield "half"
        raise KeyboardInterrupt

    (tmp_path / "in.csv").write_text(PSA, encoding="utf-8")
    monkeypatch.setattr(score_command, "csv_of", interrupted)

    ran = run(
        "score", "psa", "--on", "2026-01-05",
        "--from", tmp_path / "in.csv", "--to", tmp_path / "out.csv",
    )  # fmt: skip

    assert (130, "", "") == ran
    assert ["in.csv"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.skipif(not FULL.exists(), reason="the system has none")
def test_a_full_output_is_said_in_one_line():
    with FULL.open("w", encoding="utf-8") as full:
        ran = started("describe", "psa", stdout=full)

    assert 2 == ran.returncode
    assert "supervise describe: cannot go on (No space left on device)\n" == ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="closing an output is a shell's way")
def test_a_closed_output_is_no_trouble_of_its_own():
    ran = started("instruments", preexec_fn=lambda: os.close(1))

    assert (0, "") == (ran.returncode, ran.stderr)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes by name")
@pytest.mark.parametrize("kind", ("pipe", "folder"))
@pytest.mark.parametrize("suffix", (".csv", ".json"))
def test_what_is_no_ordinary_file_is_not_read(run, tmp_path, kind, suffix):
    source = tmp_path / f"in{suffix}"
    os.mkfifo(source) if kind == "pipe" else source.mkdir()

    for ran in (
        run("score", "psa", "--from", source, "--to", tmp_path / "out.csv"),
        run("explain", "psa", "--from", source),
        run("plan", "show", source),
    ):
        assert (2, "") == (ran.status, ran.out)
        assert ran.err.endswith(f"in{suffix}: it is no ordinary file; name a file\n")
        assert 1 == ran.err.count("\n")


@pytest.mark.skipif(os.name != "posix", reason="the system has no such pipes")
def test_an_output_that_nobody_reads_any_more_is_no_error():
    read_end, write_end = os.pipe()
    os.close(read_end)

    ran = started("describe", "psa", stdout=write_end)

    os.close(write_end)
    assert (0, "") == (ran.returncode, ran.stderr)


def test_trouble_without_an_output_is_still_told(run, monkeypatch):
    def fail():
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Registry, "installed", fail)
    monkeypatch.setattr(sys, "stdout", None)

    ran = run("instruments")

    assert 2 == ran.status
    assert "supervise instruments: cannot go on (Input/output error)\n" == ran.err


class Terminal(io.StringIO):
    """An error output at which somebody looks."""

    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("engine", "shown"),
    (
        ((), "\r2 rows\r3 rows\n"),
        (("--engine", "polars"), "\r2 rows\r3 rows\r3 rows\n"),
    ),
)
def test_somebody_at_a_terminal_sees_how_many_rows_are_done(
    run, tmp_path, monkeypatch, engine, shown
):
    if engine:
        pytest.importorskip("polars", reason="it is what computes")
        monkeypatch.setattr("supervise.cli.engine_scoring.ROWS", 2)
    monkeypatch.setattr("supervise.cli.progress.EVERY", 2)
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    (tmp_path / "in.csv").write_text(PSA + "40,N,N,N,N,0,0,N,N\n" * 2, encoding="utf-8")

    ran = run(
        "score", "psa", "--on", "2026-01-05", *engine,
        "--from", tmp_path / "in.csv", "--to", tmp_path / "out.csv",
    )  # fmt: skip

    assert 0 == ran.status
    assert terminal.getvalue().startswith(shown)
