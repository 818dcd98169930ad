"""The guides that a stranger follows are followed as written."""

import shutil
import subprocess

import pytest

from tests.how_to.guide import Reader, RunCommand, WriteFile, pattern, steps
from tests.support.environments import clean_environment, is_installed
from tests.support.places import PROJECT

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
