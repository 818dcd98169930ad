"""The search for inputs that make a reader fail, guided by coverage: `make fuzz`.

`python -m tests.fuzzing.search READER [options of libFuzzer]` looks until it finds one, or for
the time that is given. What is new goes to build/fuzz/READER; the corpus is only read.
"""

import random
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["supervise", "json", "csv"]):
    from tests.fuzzing.readers import READERS

from tests.fuzzing.mutations import mutated

LONGEST = 40_000


def main(arguments):
    name, *options = arguments
    reader = READERS[name]
    samples = [path.read_bytes() for path in reader.samples()]
    found = Path("build/fuzz") / name
    found.mkdir(parents=True, exist_ok=True)

    def mutate(data, most, seed):
        chance = random.Random(seed)  # the seed is the fuzzer's
        if chance.random() < 0.3:
            return atheris.Mutate(data, most)
        return mutated(data, chance.choice(samples), chance)[:most]

    folders = [found, reader.corpus, *reader.seeds]
    atheris.Setup(
        [
            sys.argv[0],
            *map(str, folders),
            f"-artifact_prefix={found}-",
            f"-max_len={LONGEST}",
            "-timeout=20",
            "-print_final_stats=1",
            *options,
        ],
        reader.run,
        custom_mutator=mutate,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
