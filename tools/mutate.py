"""Change the code a little, one place at a time, and see whether a test notices.

    python -m tools.mutate --share 0.3 rules/tables.py dates.py

Each mutant is tried in a process of its own, against the tests named beside its module in `TESTS`,
which stop at the first failure. A mutant that no test notices has survived: it is listed, and
`tools/surviving_mutants.txt` says of each one that is known why it may. A survivor without a reason
there, a reason without a survivor (where all of a module is tried), or a share of killed ones below
90 %, ends the run with status 1.

How the tests of a mutant are chosen: those of its module are run once without any change, noting
which functions of the module each of them enters. The tests that enter the mutant's function are
asked first, those that killed last before the others, the quickest before the slower; only where
none of them notices it are the remaining tests asked too, so that the order costs time alone.

A mutant within a function that nothing enters before the first test, while modules load, is put
in the place of the function in a process that has loaded all. Any other mutant may change what is
made in loading, so all is loaded anew with it.

A sample is chosen by the text of each place, not by chance, so two runs choose the same.
"""

from __future__ import annotations

import argparse
import functools
import gc
import importlib
import importlib.abc
import importlib.util
import json
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.machinery import ModuleSpec
from types import FrameType, FunctionType, MappingProxyType, ModuleType
from typing import TYPE_CHECKING, NamedTuple

from tools.mutants import (
    PROJECT,
    SOURCE,
    Mutant,
    chosen,
    functions,
    mutants,
    name,
    original,
    source,
)

if TYPE_CHECKING:
    import pytest

REASONS = PROJECT / "tools" / "surviving_mutants.txt"
OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:warnings", "-m", "not slow")
WANTED = 90
HOUR = 3600.0
SURVIVED = "survived"
FAILED = "failed, by no test"
TOO_LONG = "took too long"
# At most so many tests are asked before all files of tests are loaded.
FIRST = 25

RULES = (
    "tests/rules",
    "tests/instruments/test_cases.py",
    "tests/instruments/test_declarations.py",
    "tests/instruments/test_reporting.py",
    "tests/monitoring/test_meaning.py",
)
DIGESTED = ("tests/instruments/test_fingerprint.py",)
CRITERIA = (
    "tests/rules",
    "tests/monitoring/test_standards.py",
    "tests/monitoring/test_eligibility.py",
    "tests/monitoring/test_meaning.py",
    "tests/monitoring/test_traps.py",
    "tests/packs",
)
SCORING = (
    "tests/instruments/test_what_is_shown.py",
    "tests/instruments/test_reporting.py",
    "tests/instruments/test_answers.py",
    "tests/instruments/test_cases.py",
    "tests/instruments/test_consumption.py",
    "tests/analysis/test_provisional.py",
    "tests/plugins/test_black_boxes.py",
    "tests/exchange/test_undated.py",
    "tests/instruments/test_edges.py",
)
PLANS = (
    "tests/planning/test_differences.py",
    "tests/planning/test_applying.py",
    "tests/planning/test_merging.py",
    "tests/planning/test_histories.py",
    "tests/planning/test_carrying.py",
    "tests/planning/test_every_transition.py",
    "tests/planning/test_refused_changes.py",
    "tests/planning/test_footprints.py",
)
EXAMPLES = "tests/test_documentation.py::test_the_examples_of_a_module_run_as_written"
# The tests that are asked about a module, besides the examples in its own text.
TESTS = {
    "dates.py": ("tests/values", *CRITERIA),
    "levels.py": ("tests/values", *RULES, *DIGESTED),
    "rules/canonical.py": (*RULES, *DIGESTED),
    "rules/choices.py": (*RULES, "tests/intensity/test_policy.py"),
    "rules/code_tables.py": (*RULES, *DIGESTED),
    "rules/counting.py": RULES,
    "rules/criteria.py": CRITERIA,
    "rules/evaluation.py": RULES,
    "rules/kinds.py": RULES,
    "rules/reading.py": RULES,
    "rules/source_text.py": RULES,
    "rules/spans.py": CRITERIA,
    "rules/tables.py": (*RULES, *DIGESTED),
    "rules/terms.py": RULES,
    "rules/timeline.py": CRITERIA,
    "instruments/adjusting.py": SCORING,
    "instruments/answers.py": SCORING,
    "instruments/asking.py": SCORING,
    "instruments/check_bands.py": ("tests/instruments/test_declarations.py", *SCORING),
    "instruments/engine.py": SCORING,
    "instruments/findings.py": SCORING,
    "instruments/generated.py": SCORING,
    "instruments/mentions.py": (
        "tests/instruments/test_workings.py",
        *SCORING,
        "tests/instruments/test_declarations.py",
    ),
    "instruments/recipes.py": SCORING,
    "instruments/results.py": SCORING,
    "instruments/scoring.py": SCORING,
    "instruments/workings.py": ("tests/instruments/test_workings.py", *SCORING),
    "planning/clashes.py": PLANS,
    "planning/differences.py": PLANS,
    "planning/drafts.py": PLANS,
    "planning/effects.py": PLANS,
    "planning/footprints.py": PLANS,
    "planning/goal_effects.py": PLANS,
    "planning/history.py": PLANS,
    "planning/merging.py": PLANS,
    "planning/revisions.py": PLANS,
}


class _Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads the mutant where its module is asked for."""

    def __init__(self, mutant: Mutant) -> None:
        name = mutant.module.removesuffix(".py").removesuffix("/__init__")
        self.name = "supervise." + name.replace("/", ".")
        self.path = source(mutant.module)
        self.code = mutant.code

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> ModuleSpec | None:
        """Where the module is, if it is the mutant's."""
        del path, target
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the mutant."""
        exec(self.code, vars(module))  # noqa: S102  its own code, changed


def apart(work: Callable[[], str], most: float) -> str:
    """What `work` says in a process of its own, if it says so in time."""
    read, write = os.pipe()
    if (child := os.fork()) == 0:
        said = FAILED
        try:
            os.setsid()
            nowhere = os.open(os.devnull, os.O_WRONLY)
            for stream in (1, 2):
                os.dup2(nowhere, stream)
            said = work()
        finally:
            with os.fdopen(write, "w", encoding="utf-8") as pipe:
                pipe.write(said)
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb", buffering=0) as pipe:
        said = _all_of(pipe.fileno(), time.monotonic() + most)
    if said == TOO_LONG:
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return said or TOO_LONG


def no_longer_than(seconds: float) -> None:
    """End this process if it works much longer than a test has taken without any change."""
    signal.setitimer(signal.ITIMER_PROF, 5 * seconds + 5)


def _all_of(pipe: int, end: float) -> str:
    said = b""
    while select.select([pipe], [], [], max(0.0, end - time.monotonic()))[0]:
        more = os.read(pipe, 1 << 16)
        if not more:
            return said.decode()
        said += more
    return TOO_LONG


class Asking:
    """Within pytest: asks tests in an order, or only some, and keeps the one that failed."""

    def __init__(
        self,
        order: Sequence[str] = (),
        only: Iterable[str] = (),
        seconds: Mapping[str, float] = MappingProxyType({}),
    ) -> None:
        self.seconds = seconds
        self.order = {test: number for number, test in enumerate(order)}
        self.only = frozenset(only)
        self.failed = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out and sort."""
        if self.only:
            items[:] = [each for each in items if each.nodeid in self.only]
        items.sort(key=lambda each: self.order.get(each.nodeid, len(self.order)))

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Give a test its time."""
        if nodeid in self.seconds:
            no_longer_than(self.seconds[nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the first failure."""
        if report.failed and not self.failed:
            self.failed = report.nodeid


def asked_about(module: str) -> list[str]:
    """The tests of a module, among them the examples in its own text."""
    dotted = "supervise." + module.removesuffix(".py").replace("/", ".")
    return [*TESTS[module], f"{EXAMPLES}[{dotted}]"]


class Known(NamedTuple):
    """What is known of a module's tests: from one run without any change, and from mutants."""

    seconds: dict[str, float]
    entering: dict[str, list[int]]
    killers: list[str]

    @property
    def most(self) -> float:
        """How long a mutant may take."""
        return 3 * sum(self.seconds.values()) + 60

    def order(self, function: int | None) -> list[str]:
        """In which order the tests are asked of a mutant of a function, given by its number."""
        recent = {test: -number for number, test in enumerate(self.killers)}
        return sorted(
            self.seconds,
            key=lambda test: (
                function is not None and function not in self.entering[test],
                recent.get(test, 1),
                self.seconds[test],
            ),
        )

    def note(self, outcome: str) -> None:
        """Ask a test early that has just killed a mutant."""
        if outcome in self.killers:
            self.killers.remove(outcome)
        if outcome in self.seconds:
            self.killers.append(outcome)


class Survey:
    """Within pytest: one run without any change, then the mutants that can be put in place."""

    def __init__(self, module: str, picked: Sequence[Mutant]) -> None:
        self.path = str(source(module))
        self.picked = picked
        self.functions = functions(original(module))
        self.entered: set[tuple[str, int]] = set()
        self.asking = Asking()
        self.known = Known({}, {}, [])
        self.outcomes: dict[int, str] = {}

    def trace(self, frame: FrameType, event: str, argument: object) -> None:
        """Note a function of the module that is entered."""
        del event, argument
        code = frame.f_code
        if code.co_filename == self.path:
            self.entered.add(name(code))

    def numbers(self) -> list[int]:
        """Which functions have been entered."""
        return [
            number
            for number, each in enumerate(self.functions)
            if name(each) in self.entered
        ]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the first failure."""
        self.asking.pytest_runtest_logreport(report)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """All is loaded: see what each test enters, then try mutants."""
        sys.settrace(None)
        loading = self.numbers()
        noted = apart(lambda: self._enter(session.items), HOUR)
        if session.testsfailed or not noted.startswith("{"):
            return True
        for test, (seconds, entering) in json.loads(noted).items():
            self.known.seconds[test] = seconds
            self.known.entering[test] = entering
        items = {each.nodeid: each for each in session.items}
        held = [each for each in gc.get_objects() if self._is_held(each)]
        for number, mutant in enumerate(self.picked):
            if mutant.function is None or mutant.function in loading:
                continue
            order = self.known.order(mutant.function)
            asked = [items[test] for test in order]
            work = functools.partial(self._put, held, mutant, asked)
            outcome = apart(work, self.known.most)
            if outcome != FAILED:
                self.outcomes[number] = outcome
                self.known.note(outcome)
        return True

    def _is_held(self, each: object) -> bool:
        return type(each) is FunctionType and each.__code__.co_filename == self.path

    def _enter(self, items: Sequence[pytest.Item]) -> str:
        """Run every test, noting how long it takes and which functions it enters."""
        noted: dict[str, tuple[float, list[int]]] = {}
        threading.settrace(self.trace)
        for item, following in zip(items, [*items[1:], None], strict=True):
            self.entered.clear()
            begun = time.perf_counter()
            sys.settrace(self.trace)
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            sys.settrace(None)
            noted[item.nodeid] = (time.perf_counter() - begun, self.numbers())
        return self.asking.failed or json.dumps(noted)

    def _put(
        self, held: Sequence[FunctionType], mutant: Mutant, items: Sequence[pytest.Item]
    ) -> str:
        """Put a mutant's function in the place of the module's, and ask the tests."""
        assert mutant.function is not None
        after = functions(mutant.code)[mutant.function]
        places = [each for each in held if name(each.__code__) == name(after)]
        assert places, f"{name(after)} is nowhere"
        for each in places:
            each.__code__ = after
        for item, following in zip(items, [*items[1:], None], strict=True):
            no_longer_than(self.known.seconds[item.nodeid])
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.asking.failed:
                return self.asking.failed
        return SURVIVED


def survey(module: str, picked: Sequence[Mutant]) -> tuple[Known, dict[int, str]]:
    """What the tests of a module enter, and what became of the mutants put in place."""

    def work() -> str:
        import pytest  # noqa: PLC0415  loaded by the parent

        surveyor = Survey(module, picked)
        sys.settrace(surveyor.trace)
        pytest.main([*OPTIONS, *asked_about(module)], plugins=[surveyor])
        return json.dumps([surveyor.known, [*surveyor.outcomes.items()]])

    known, outcomes = json.loads(apart(work, 24 * HOUR))
    if not known[0]:
        raise SystemExit(f"{module}: its tests fail without any change")
    return Known(*known), dict(outcomes)


def loaded_anew(mutant: Mutant, known: Known) -> str:
    """What becomes of a mutant when all is loaded with it."""
    order = known.order(mutant.function)
    first, _, _ = order[0].partition("::")
    some = [test for test in order if test.startswith(f"{first}::")][:FIRST]

    def work() -> str:
        import pytest  # noqa: PLC0415  loaded by the parent

        sys.meta_path.insert(0, _Loader(mutant))
        for files, only in (([first], some), (asked_about(mutant.module), ())):
            asking = Asking(order, only, known.seconds)
            ended = pytest.main([*OPTIONS, *files], plugins=[asking])
            if ended not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
                return asking.failed or FAILED
        return SURVIVED

    return apart(work, known.most)


def reasons() -> dict[str, str]:
    """Why each survivor that is known may survive."""
    known: dict[str, str] = {}
    why = ""
    for line in REASONS.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            why = line.removeprefix("# ")
        elif line.strip():
            known[line] = why
    return known


class Tally(NamedTuple):
    """What became of the mutants of a module, or of all."""

    killed: int
    tried: int
    wrong: int

    def __str__(self) -> str:
        return f"{self.killed} of {self.tried} killed"


def try_module(module: str, share: float, why: dict[str, str]) -> Tally:
    """Try the mutants of a module and list what survives."""
    begun = time.monotonic()
    picked = chosen(list(mutants(module)), share)
    known, outcomes = survey(module, picked)
    for number, mutant in enumerate(picked):
        if number not in outcomes:
            outcomes[number] = loaded_anew(mutant, known)
            known.note(outcomes[number])
    said = {each.key: outcomes[number] for number, each in enumerate(picked)}
    survivors = [each for each in picked if said[each.key] == SURVIVED]
    stale = [key for key in why if said.get(key, "") != SURVIVED and share == 1]
    stale = [key for key in stale if key.startswith(f"{module} ")]
    unexplained = sum(each.key not in why for each in survivors)
    tally = Tally(len(picked) - len(survivors), len(picked), len(stale) + unexplained)
    print(f"{module}: {tally}, {time.monotonic() - begun:.0f} s", flush=True)
    for each in picked:
        if said[each.key] in {SURVIVED, TOO_LONG}:
            slow = said[each.key] == TOO_LONG
            reason = TOO_LONG if slow else why.get(each.key, "NO REASON GIVEN")
            print(f"  line {each.line}: {each.key}\n    {reason}", flush=True)
    for key in stale:
        print(f"  NO SURVIVOR: {key}", flush=True)
    return tally


def main() -> int:
    """Try the modules that are named, or all."""
    parser = argparse.ArgumentParser(description="Mutation testing.")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("modules", nargs="*", default=[*TESTS])
    asked = parser.parse_args()
    sys.path.insert(0, str(SOURCE.parent))
    os.chdir(PROJECT)
    os.environ["HYPOTHESIS_PROFILE"] = "mutation"
    for once_for_all in ("hypothesis.strategies", "pytest"):
        importlib.import_module(once_for_all)
    why = reasons()
    tallies = [try_module(each, asked.share, why) for each in asked.modules]
    total = Tally(*map(sum, zip(*tallies, strict=True)))
    print(f"{total}: {100 * total.killed / total.tried:.1f} %")
    return int(total.wrong > 0 or 100 * total.killed < WANTED * total.tried)


if __name__ == "__main__":
    sys.exit(main())
