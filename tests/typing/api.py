"""The library as a type checker sees it in an embedder's code.

Nothing here runs: mypy and pyright read it.
"""

from typing import assert_type

import supervise

assert_type(supervise.__version__, str)
