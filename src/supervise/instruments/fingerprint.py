"""The fingerprint of a definition: a digest of everything in it that can change a score.

Wording, titles and citations are left out.
The canonical form is that of `supervise.rules.canonical`.
"""

from supervise.instruments.instrument import Instrument
from supervise.rules.canonical import digest


def fingerprint(instrument: Instrument) -> str:
    """The digest of the scoring part of an instrument, in 64 hexadecimal digits."""
    return digest(instrument, with_wording=False)
