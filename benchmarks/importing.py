"""`import supervise` beside importing attrs and pluggy, each in a fresh process."""

import statistics
import subprocess
import sys

ROUNDS = 15
WORK = {
    "attrs and pluggy": "import attrs, pluggy",
    "supervise": "import supervise",
}
TIMER = (
    "import time; begin = time.perf_counter(); {}; print(time.perf_counter() - begin)"
)


def milliseconds(statement):
    command = [sys.executable, "-c", TIMER.format(statement)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout) * 1000


def main():
    times = {name: [] for name in WORK}
    for _ in range(ROUNDS):
        for name, statement in WORK.items():
            times[name].append(milliseconds(statement))
    print(f"importing, {ROUNDS} fresh processes in turn")
    base = times["attrs and pluggy"]
    for name, measured in times.items():
        ratio = statistics.median(t / b for t, b in zip(measured, base, strict=True))
        print(
            f"  {name:26} median {statistics.median(measured):6.1f} ms, ratio {ratio:.2f}"
        )


if __name__ == "__main__":
    main()
