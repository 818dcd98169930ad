"""What is never kept in the repository, and what is always in the package."""

import re
from importlib import metadata
from pathlib import Path

import pytest

import supervise
from tests.support.places import PROJECT, package, project_files

DISTRIBUTION = "community-supervision"

LOCK_FILES = frozenset(
    {
        "Pipfile.lock",
        "conda-lock.yml",
        "package-lock.json",
        "pdm.lock",
        "pixi.lock",
        "poetry.lock",
        "pylock.toml",
        "uv.lock",
        "yarn.lock",
    }
)

# Each is put together here, so that this file does not break its own rules.
REGISTRY_HOSTS = (
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("crates", "io"),
    ("deb", "debian", "org"),
    ("anaconda", "org"),
)
FORBIDDEN_TEXT = {
    "a package registry's host": re.compile(
        "|".join(r"\.".join(map(re.escape, host)) for host in REGISTRY_HOSTS)
        + r"|\b(?:extra[-_])?index[-_]url\b",
        re.IGNORECASE,
    ),
    "a path of one machine": re.compile(
        r"(?<![\w.~)}-])/(?:work|root|home|Users|opt)/(?!\s|$)[\w.~-]"
        r"|\b[A-Z]:\\Users\\"
    ),
    "a to-do without an issue number": re.compile(
        r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b(?!.{0,40}#\d)"
    ),
    "a conflict marker": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
}


def text_of(path: Path) -> str:
    """The text of a file, or nothing where it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def findings(text: str) -> list[str]:
    """What a text has that no file of ours may have."""
    return [
        f"{text.count(chr(10), 0, found.start()) + 1}: {what}: {found.group()}"
        for what, pattern in FORBIDDEN_TEXT.items()
        for found in pattern.finditer(text)
    ]


def package_files() -> tuple[Path, ...]:
    return tuple(path for path in sorted(package().rglob("*")) if path.is_file())


def test_no_lock_file_is_kept():
    assert [] == [path for path in project_files() if path.name in LOCK_FILES]


def test_no_file_of_the_project_has_forbidden_text():
    found = {
        str(path.relative_to(PROJECT)): found
        for path in project_files()
        if (found := findings(text_of(path)))
    }

    assert {} == found


def test_no_file_of_the_package_has_forbidden_text():
    found = {
        str(path.relative_to(package())): found
        for path in package_files()
        if (found := findings(text_of(path)))
    }

    assert {} == found


@pytest.mark.parametrize(
    "text",
    (
        "see https://" + "pypi" + ".org/project/x",
        "--index" + "-url",
        "open('/" + "work/main/x.csv')",
        "cd /" + "home/avery/project",
        "# TO" + "DO later",
        "<" * 7 + " HEAD",
    ),
)
def test_forbidden_text_is_found(text):
    assert len(findings(f"first line\n{text}\n")) == 1


@pytest.mark.parametrize(
    "text",
    (
        "the coursework/main part, and at/home/away too",
        "# TO" + "DO(#12): when the source names a page",
        "docs/work/plan.md",
        "#!/usr/bin/env bash",
    ),
)
def test_ordinary_text_is_let_through(text):
    assert [] == findings(text)


def test_type_checkers_are_told_that_the_package_has_types():
    assert (package() / "py.typed").is_file()


def test_the_version_is_the_same_in_the_metadata_and_in_the_code():
    assert metadata.version(DISTRIBUTION) == supervise.__version__


def test_the_version_has_a_section_in_the_changelog():
    changelog = text_of(PROJECT / "CHANGELOG.md")

    assert f"## {supervise.__version__}" in changelog


@pytest.mark.parametrize("name", ("LICENSE", "NOTICE"))
def test_the_package_carries_the_notices_its_sources_ask_for(name):
    carried = [
        path.locate().read_text(encoding="utf-8")
        for path in metadata.files(DISTRIBUTION) or ()
        if path.name == name
    ]

    assert [text_of(PROJECT / name)] == carried


def test_the_tests_themselves_do_not_go_into_the_package():
    names = {path.name for path in package_files()}

    assert {"conftest.py", "test_hygiene.py"}.isdisjoint(names)


@pytest.mark.skipif(
    (PROJECT / "src").exists(), reason="run from a checkout, not by `make test`"
)
def test_the_tests_run_against_what_pip_installed():
    assert package().parent.name == "site-packages"
