"""The fingerprint of a definition: a digest of everything in it that can change a score.

Wording, titles and citations are left out: they have a digest of their own.
The canonical form is that of `supervise.rules.canonical`.
"""

from supervise.instruments.instrument import Instrument
from supervise.rules.canonical import digest


def fingerprint(instrument: Instrument) -> str:
    """The digest of the scoring part of an instrument, in 64 hexadecimal digits."""
    return digest(instrument, with_wording=False)


def wording_fingerprint(instrument: Instrument) -> str:
    """The digest of the whole declaration, wording and citations included."""
    return digest(instrument, with_wording=True)
