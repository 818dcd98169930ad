"""A store that keeps records in memory: for tests, for trials, and as the measure of others.

It forgets all when the process ends.
"""

from __future__ import annotations

from threading import Lock

from supervise.errors import StaleRevision


class MemoryStore:
    """Streams of records in memory; any number of threads may use it.

    >>> store = MemoryStore()
    >>> store.append("plan/p1", '{"kind": "revision"}', expected=0)
    1
    >>> store.read("plan/p1")
    ('{"kind": "revision"}',)
    """

    def __init__(self) -> None:
        self._records: dict[str, tuple[str, ...]] = {}
        self._one_at_a_time = Lock()

    def __repr__(self) -> str:
        return f"<store of {len(self._records)} streams in memory>"

    def append(self, stream: str, *records: str, expected: int) -> int:
        """Add records to the end of a stream, all or none; the stream's version after that."""
        with self._one_at_a_time:
            before = self._records.get(stream, ())
            if len(before) != expected:
                raise StaleRevision(f"a record of '{stream}'", expected, len(before))
            if records:
                self._records[stream] = (*before, *records)
            return len(before) + len(records)

    def read(self, stream: str) -> tuple[str, ...]:
        """The records of a stream, the oldest first."""
        return self._records.get(stream, ())

    def streams(self) -> tuple[str, ...]:
        """The streams that have records, sorted."""
        return tuple(sorted(self._records))

    def redact(self, stream: str, version: int, tombstone: str) -> None:
        """Put a tombstone in the place of the record that made this version."""
        with self._one_at_a_time:
            records = self._records.get(stream, ())
            if not 1 <= version <= len(records):
                raise LookupError(f"'{stream}' has no record {version}")
            before, after = records[: version - 1], records[version:]
            self._records[stream] = (*before, tombstone, *after)
