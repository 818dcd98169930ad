"""Tables that say something about a published code, kept as CSV beside a declaration.

A table is a value: its rows belong to the fingerprint of whatever uses it.
"""

import csv
import hashlib
from collections.abc import Iterable, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType

import attrs

from supervise.errors import DeclarationError


@attrs.frozen
class CodeTable:
    """What one column of a published table says about each code.

    A code whose cell is empty is known, and nothing is said about it.
    """

    name: str
    value_column: str
    rows: tuple[tuple[str, str], ...]
    lookup: Mapping[str, str] = attrs.field(init=False, eq=False)
    digest: str = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        lookup = dict(self.rows)
        if len(lookup) != len(self.rows):
            raise DeclarationError(
                f"table '{self.name}'", ["a code stands in two rows"]
            )
        text = "\n".join(f"{code}\t{said}" for code, said in sorted(self.rows))
        object.__setattr__(self, "lookup", MappingProxyType(lookup))
        object.__setattr__(self, "digest", hashlib.sha256(text.encode()).hexdigest())

    def __repr__(self) -> str:
        return f"<table {self.name}: {self.value_column} of {len(self.rows)} codes>"

    def __reduce__(self) -> tuple[type["CodeTable"], tuple[object, ...]]:
        return CodeTable, (self.name, self.value_column, self.rows)

    @property
    def values(self) -> frozenset[str]:
        """Everything the table can say."""
        return frozenset(said for _, said in self.rows if said)


def read_code_table(
    package: str | None, file: str, *, code: str, value: str
) -> CodeTable:
    """The table in a CSV file beside a declaration.

    `package` is the declaring package, usually `__package__`; `code` and `value` name columns.
    """
    with beside(package, file).open(encoding="utf-8") as lines:
        return table_of(file, csv.DictReader(lines), code=code, value=value)


def beside(package: str | None, file: str) -> Traversable:
    """A file in the folder of a declaring package."""
    if package is None:
        raise DeclarationError(
            f"table '{file}'",
            ["its declaration is not in a package; put both into one"],
        )
    return resources.files(package).joinpath(file)


def table_of(
    name: str, rows: Iterable[Mapping[str, str]], *, code: str, value: str
) -> CodeTable:
    """A table from rows that have a code column and a value column."""
    return CodeTable(name, value, tuple((row[code], row[value]) for row in rows))
