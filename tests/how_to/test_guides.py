"""The guides that a stranger follows are followed as written."""

import os
import shlex
import shutil
import subprocess
import sys

import pytest

from tests.how_to.guide import Reader, RunCommand, WriteFile, pattern, steps
from tests.support.environments import clean_environment, is_installed
from tests.support.places import PROJECT, package

GUIDE = PROJECT / "docs" / "how-to" / "publish-an-instrument.md"
EXAMPLE = PROJECT / "examples" / "reentry"

needs_installation = pytest.mark.skipif(
    not is_installed(),
    reason="a stranger's environment finds the library only where it is installed",
)


@pytest.mark.slow
@needs_installation
def test_the_guide_to_publishing_works_as_written(tmp_path):
    reader = Reader(tmp_path)

    for step in steps(GUIDE.read_text(encoding="utf-8")):
        reader.follow(step)


@pytest.mark.slow
@needs_installation
def test_the_example_plugin_works_from_its_wheel_in_a_clean_environment(tmp_path):
    source = tmp_path / "reentry"
    shutil.copytree(EXAMPLE, source)
    shell = clean_environment(tmp_path / "environment")

    def run(command):
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            capture_output=True,
            check=False,
            cwd=source,
            env=shell,
            text=True,
        )
        assert done.returncode == 0, f"$ {command}\n{done.stdout}{done.stderr}"
        return done.stdout

    run("pip wheel --quiet --no-deps --wheel-dir ../wheel .")
    run("rm -r src")
    run("pip install --quiet --no-deps ../wheel/*.whl")

    listed = run("supervise plugins")
    assert "plugin 'reentry' (example-reentry 1.0)" in listed
    assert "a scorer of black boxes" in listed
    run("supervise check reentry example_reentry_screen example_contact")
    run("supervise check example_return_model")
    run("pytest -q -p no:cacheprovider")
    assert "example_return_model" in run("supervise describe example_return_model")


def test_a_guide_is_read_as_files_and_commands():
    text = (
        "Begin.\n\n```console\n$ make\ndone\n$ ls\n```\n\n"
        "Put this into `a/b.py`:\n\n```python\nx = 1\n```\n\n```python\ny = 2\n```\n"
    )

    assert list(steps(text)) == [
        RunCommand("make", ("done",)),
        RunCommand("ls", ()),
        WriteFile("a/b.py", "x = 1\n"),
    ]


@pytest.mark.parametrize(
    ("shown", "printed", "fits"),
    (
        ((), "anything\n", True),
        (("a", "b"), "x\na\nb\n", True),
        (("a", "...", "c"), "a\nb\nb\nc\n", True),
        (("... passed in ...",), "3 passed in 1.2 s\n", True),
        (("a", "b"), "a\nc\nb\n", False),
        (("a",), "b\n", False),
    ),
)
def test_what_a_command_prints_is_compared_with_what_is_shown(shown, printed, fits):
    assert fits == bool(pattern(shown).search(printed))


def test_the_guide_to_adding_an_instrument_touches_three_files_and_no_list(tmp_path):
    guide = (PROJECT / "docs" / "how-to" / "add-an-instrument.md").read_text("utf-8")
    copy = a_copy_of_the_project(tmp_path)
    before = files_in(copy)

    for step in steps(guide):
        match step:
            case WriteFile(path, text):
                (copy / path).write_text(text, encoding="utf-8")
            case RunCommand(command, _):
                run_with_this_python(command, copy)

    added = files_in(copy) - before
    assert added == {
        "src/supervise/instruments/catalogue/county_nights.py",
        "tests/instruments/cases/county_nights.csv",
    }


def run_with_this_python(command, folder):
    """Run a command of a guide in a copy of the project, as if that were installed."""
    module = ("-m", "supervise") if command.startswith("supervise ") else ()
    arguments = [sys.executable, *module, *shlex.split(command)[1:]]
    done = subprocess.run(
        arguments,
        capture_output=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        text=True,
    )
    assert done.returncode == 0, f"$ {command}\n{done.stdout}{done.stderr}"
    assert "county_nights" in done.stdout or "passed" in done.stdout


def a_copy_of_the_project(folder):
    """The package and the tests of instruments, where a stranger may write."""
    left_out = shutil.ignore_patterns("__pycache__", ".*")
    shutil.copytree(package(), folder / "src" / "supervise", ignore=left_out)
    for part in ("__init__.py", "instruments", "support", "conftest.py"):
        source = PROJECT / "tests" / part
        if source.is_dir():
            shutil.copytree(source, folder / "tests" / part, ignore=left_out)
        elif source.exists():
            shutil.copy(source, folder / "tests" / part)
    shutil.copy(PROJECT / "pyproject.toml", folder)
    return folder


def files_in(folder):
    """The files below a folder, save what Python itself leaves."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
