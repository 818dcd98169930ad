"""Keeping records: what a host's store must do, and one that keeps them in memory.

It keeps text and reads none of it: what a record says, and who may see it, is decided elsewhere.
"""

from supervise.store.memory import MemoryStore
from supervise.store.streams import Store

__all__ = [
    "MemoryStore",
    "Store",
]
