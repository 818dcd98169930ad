"""`new-plugin`: a plugin of one's own to begin with; nothing is overwritten."""

import pytest

NAMES = (
    "README.md",
    "pyproject.toml",
    "src/county_screen/__init__.py",
    "src/county_screen/instrument.py",
    "tests/cases/county_screen.csv",
    "tests/test_conformance.py",
)


def test_the_files_are_written_and_named(run, tmp_path):
    ran = run("new-plugin", "county-screen", "--in", tmp_path)

    home = tmp_path / "county-screen"
    assert ran.status == 0
    assert [str(home / name) for name in NAMES] == ran.out.splitlines()
    assert all((home / name).is_file() for name in NAMES)


def test_no_place_is_left_unfilled(run, tmp_path):
    run("new-plugin", "county-screen", "--in", tmp_path)

    for name in NAMES:
        text = (tmp_path / "county-screen" / name).read_text(encoding="utf-8")
        assert "@id@" not in text
        assert "@package@" not in text
        assert "@distribution@" not in text


def test_what_is_there_is_not_overwritten(run, tmp_path):
    (tmp_path / "county-screen").mkdir()

    ran = run("new-plugin", "county-screen", "--in", tmp_path)

    assert ran.status == 2
    assert "is there already; choose another name" in ran.err
    assert [] == list((tmp_path / "county-screen").iterdir())


@pytest.mark.parametrize("name", ("County Screen", "county_screen", "-x", "", "../x"))
def test_another_name_is_refused(run, tmp_path, name):
    ran = run("new-plugin", f"--in={tmp_path}", "--", name)

    assert ran.status == 2
    assert "use lower-case words with hyphens" in ran.err
    assert [] == list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_told(run, tmp_path):
    (tmp_path / "file").write_text("")

    ran = run("new-plugin", "county-screen", "--in", tmp_path / "file")

    assert ran.status == 2
    assert "cannot be made" in ran.err
