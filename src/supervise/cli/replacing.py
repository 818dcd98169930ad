"""Writing a file beside its place and renaming it: never half a file under its name."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import BinaryIO, NoReturn

from supervise.errors import UnreadableFile
from supervise.exchange.row_files import is_compressed, writing


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write into; only when all went well does it stand at `path`.

    Whatever goes wrong, and also when the process is asked to stop, nothing is left behind,
    and what stood there before stands there still.
    """
    place = path.resolve()
    if place.exists() and not place.is_file():
        raise UnreadableFile(path.name, "it is no ordinary file", "name a file")
    beside = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with _stopped_politely(), beside.open("xb") as raw:
            yield raw
            raw.flush()
            os.fsync(raw.fileno())
        if place.exists():
            beside.chmod(place.stat().st_mode)
        beside.replace(place)
    except UnicodeEncodeError as error:
        raise UnreadableFile(
            path.name,
            "a text has half a character, which UTF-8 cannot hold",
            "correct it in the input, or write JSON",
        ) from error
    except OSError as error:
        raise UnreadableFile(
            path.name,
            f"it cannot be written ({error.strerror or 'output error'})",
            "name a file in a folder that can be written to and has room",
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def write_pieces(path: Path, pieces: Iterable[str]) -> None:
    """Write pieces of text beside a place and rename them when they are whole."""
    with (
        replacing(path) as raw,
        writing(raw, compressed=is_compressed(path)) as text,
    ):
        text.writelines(pieces)


def refuse_one_file(source: Path, target: Path, source_name: str) -> None:
    """Raise `UnreadableFile` where what is read would be written over."""
    if source.resolve() == target.resolve() or (
        source.exists() and target.exists() and source.samefile(target)
    ):
        raise UnreadableFile(
            target.name,
            f"{source_name} and --to are one file",
            "write to another file",
        )


# Not every system can hang up.
REQUESTS = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
)


@contextmanager
def _stopped_politely() -> Iterator[None]:
    """Let a request to stop unwind like an interrupt from the keyboard.

    A request that is ignored, as `nohup` ignores that of the terminal, stays ignored.
    """

    def stop(number: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    before = {
        request: handler
        for request in REQUESTS
        if (handler := signal.getsignal(request)) is not signal.SIG_IGN
    }
    try:
        for request in before:
            signal.signal(request, stop)
    except ValueError:  # not in the main thread: whoever runs us has its own way
        yield
        return
    try:
        yield
    finally:
        for request, handler in before.items():
            signal.signal(request, handler)
