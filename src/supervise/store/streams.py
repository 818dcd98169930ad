"""What a store must do: streams of records, written once, in order, and never two at a time.

There is no query here. What a host looks up, it takes from the records and keeps beside them.
"""

from __future__ import annotations

from typing import Protocol


class Store(Protocol):
    """Streams of records: one for each plan, referral, review or task, and one for a case's facts.

    A record is the text that `to_json` wrote. It is kept character for character, also when its
    kind is not known here. The version of a stream is the number of its records; one that is not
    there has version 0 and no records.
    """

    def append(self, stream: str, *records: str, expected: int) -> int:
        """Add records to the end of a stream, all or none; the stream's version after that.

        `expected` is the version on which they were made. Raises `StaleRevision`, and adds
        nothing, where the stream has another one by now.
        """
        ...

    def read(self, stream: str) -> tuple[str, ...]:
        """The records of a stream, the oldest first."""
        ...

    def streams(self) -> tuple[str, ...]:
        """The streams that have records, sorted."""
        ...

    def redact(self, stream: str, version: int, tombstone: str) -> None:
        """Put a tombstone in the place of the record that made this version, as the law asks.

        Nothing else is ever rewritten. Raises `LookupError` where there is no such record.
        """
        ...
