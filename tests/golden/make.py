"""Write the file of each kind's present format where it is lacking. No file is changed."""

from pathlib import Path

from supervise.exchange import to_json
from supervise.exchange.kinds import kinds
from tests.exchange.every_value import VALUES

HERE = Path(__file__).parent


def path_of(kind):
    return HERE / f"{kind.name}.{kind.format}.json"


def make():
    for name, kind in kinds().items():
        if not path_of(kind).exists():
            path_of(kind).write_text(to_json(VALUES[name]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    make()
