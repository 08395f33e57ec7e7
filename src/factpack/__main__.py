"""`python -m factpack` is the `factpack` command."""

import sys

from factpack.cli import main

sys.exit(main())
