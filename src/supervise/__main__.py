"""`python -m supervise` is the command line."""

import sys

from supervise.cli import main

if __name__ == "__main__":
    sys.exit(main())
