"""Files whose rows are sets of answers: how one is opened, and what it has in it.

The suffix of its name says what a file is; `.gz` after it says that it is compressed.
A file that cannot be read raises `UnreadableFile`; a row that is wrong is a row with a fault.
Which columns are items, and what their cells mean, is not known here.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, TextIO

import attrs

from supervise.errors import UnreadableFile


class FileFormat(StrEnum):
    """The kinds of file that can be read and written."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


@attrs.frozen
class FileRow:
    """One row as it stands in a file: its cells by column, and its place, from 1.

    `fault` says what is wrong with the row as a whole; its cells then cannot be trusted.
    """

    number: int
    cells: dict[str, object] = attrs.field(repr=False)
    fault: str = ""


def format_of(path: Path) -> FileFormat:
    """What kind of file a name is of.

    >>> format_of(Path("answers.csv.gz"))
    <FileFormat.CSV: 'csv'>
    """
    parts = [part.lower() for part in path.suffixes]
    last = parts[-2:] if parts[-1:] == [".gz"] else parts[-1:]
    kind = last[0].removeprefix(".") if last else ""
    if kind in tuple(FileFormat) and (kind, parts[-1]) != ("parquet", ".gz"):
        return FileFormat(kind)
    raise UnreadableFile(
        path.name,
        f"the name ends in {path.suffix or 'nothing'!r}, which says no format",
        "name it .csv, .csv.gz, .json, .json.gz or .parquet",
    )


def is_compressed(path: Path) -> bool:
    """Whether the name says that the file is compressed."""
    return path.suffix.lower() == ".gz"


@contextmanager
def reading(path: Path) -> Iterator[TextIO]:
    """The text of a file: UTF-8, with or without a byte order mark, line ends as they are."""
    with _explained(path), _ordinary(path).open("rb") as raw:
        plain: BinaryIO = raw
        if is_compressed(path):
            plain = gzip.GzipFile(fileobj=raw, mode="rb")  # type: ignore[assignment]
        with io.TextIOWrapper(plain, encoding="utf-8-sig", newline="") as text:
            yield text


def _ordinary(path: Path) -> Path:
    """The path, unless a pipe or a device stands there: files are read more than once."""
    if path.exists() and not path.is_file():
        raise UnreadableFile(path.name, "it is no ordinary file", "name a file")
    return path


@contextmanager
def writing(raw: BinaryIO, *, compressed: bool) -> Iterator[TextIO]:
    """A text that goes into an open file as UTF-8; the same text gives the same bytes."""
    plain: BinaryIO = raw
    if compressed:
        # No name and no time: what is written depends on the rows alone.
        plain = gzip.GzipFile("", "wb", fileobj=raw, mtime=0)  # type: ignore[assignment]
    text = io.TextIOWrapper(plain, encoding="utf-8", newline="")
    yield text
    text.flush()
    text.detach()
    if plain is not raw:
        plain.close()


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What goes wrong while a file is read, in words that say what to do."""
    name = path.name
    try:
        yield
    except FileNotFoundError as error:
        raise UnreadableFile(
            name, "there is no such file", "check the name and the folder"
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(name, "it is not UTF-8", "save it as UTF-8") from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableFile(
            name, "it is not a whole gzip file", "compress it again, or drop the .gz"
        ) from error
    except OSError as error:
        raise UnreadableFile(
            name,
            f"it cannot be read ({error.strerror or 'input error'})",
            "give a file that can be read",
        ) from error
