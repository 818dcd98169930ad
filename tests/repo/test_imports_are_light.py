"""`import supervise` costs little and does nothing."""

import json
import subprocess
import sys

import pytest

ASKED_FOR_LATER = (
    "_pytest",
    "cattrs",
    "hypothesis",
    "jinja2",
    "narwhals",
    "pytest",
    "rich",
    "sqlalchemy",
    "sqlite3",
)
AT_MOST = {"attr", "attrs", "pluggy"}

# Notes what an import changes in a fresh interpreter, and prints it as JSON.
WATCH = """
import json, logging, sys, warnings
logging.getLogger(), warnings.filters

opened = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        mode = arguments[1] or "r"
        code = arguments[0].endswith((".py", ".pyc", ".so", ".pyd"))
        if not code or set(mode) & set("wax+"):
            opened.append(arguments[0])
    elif event.startswith(("socket.", "subprocess.", "os.system")):
        opened.append(event)

def state():
    return {
        "loggers": sorted(logging.root.manager.loggerDict),
        "handlers": len(logging.root.handlers),
        "warnings": len(warnings.filters),
        "finders": len(sys.meta_path),
        "path hooks": len(sys.path_hooks),
    }

before, modules = state(), set(sys.modules)
sys.addaudithook(watch)
__import__(sys.argv[1])
noted = list(opened)
after = state()
site = [
    name
    for name in set(sys.modules) - modules
    if "site-packages" in (getattr(sys.modules[name], "__file__", None) or "")
]
print(json.dumps({
    "modules": sorted(set(sys.modules) - modules),
    "from_outside": sorted({name.partition(".")[0] for name in site}),
    "opened": noted,
    "changed": {key: after[key] for key in after if after[key] != before[key]},
}))
"""


def effects_of_importing(module, folder, *, path=None):
    """What changes in a fresh interpreter when it imports a module."""
    start = "" if path is None else f"import sys; sys.path.insert(0, {str(path)!r})\n"
    finished = subprocess.run(
        # -B: Python's own bytecode cache is no doing of the module's.
        [sys.executable, "-I", "-B", "-c", start + WATCH, module],
        capture_output=True,
        check=True,
        cwd=folder,
        text=True,
    )
    *printed, last = finished.stdout.splitlines()
    return json.loads(last) | {"printed": printed, "warned": finished.stderr}


@pytest.fixture(scope="module")
def effects(tmp_path_factory):
    folder = tmp_path_factory.mktemp("empty")
    return effects_of_importing("supervise", folder) | {"left": list(folder.iterdir())}


@pytest.mark.parametrize("name", ASKED_FOR_LATER)
def test_a_heavy_package_stays_out_until_it_is_asked_for(effects, name):
    assert name not in effects["modules"]


def test_only_attrs_and_pluggy_come_along(effects):
    assert set(effects["from_outside"]) - AT_MOST <= {"supervise"}


def test_the_packages_that_may_come_along_are_seen_when_they_do(tmp_path):
    found = effects_of_importing("attrs", tmp_path)

    assert set(found["from_outside"]) == {"attr", "attrs"}


def test_importing_prints_nothing(effects):
    assert ([], "") == (effects["printed"], effects["warned"])


def test_importing_reads_and_writes_no_file_and_opens_no_connection(effects):
    assert ([], []) == (effects["opened"], effects["left"])


def test_importing_registers_nothing(effects):
    assert {} == effects["changed"]


def test_a_module_with_effects_is_caught(tmp_path):
    (tmp_path / "busy.py").write_text(
        "import logging, warnings\n"
        "logging.getLogger('busy').warning('here')\n"
        "logging.basicConfig()\n"
        "warnings.simplefilter('ignore')\n"
        "open('left.txt', 'w').close()\n"
        "print('hello')\n"
    )

    found = effects_of_importing("busy", tmp_path, path=tmp_path)

    assert found["opened"] == ["left.txt"]
    assert found["printed"] == ["hello"]
    assert found["warned"] == "here\n"
    assert {"loggers", "handlers", "warnings"} <= set(found["changed"])
