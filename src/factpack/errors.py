"""The errors of factpack: two families under one root.

    FactpackError
    ├── DefinitionError     the code that defines a dataset is wrong (a record class, a rule); raised on import
    └── DataError           what the user handed in cannot be worked with at all (a missing folder, a locked package)

Mistakes *in* the seeds or the tables are never raised: they are findings (`factpack.findings`).
"""

from factpack.names import DISTRIBUTION


class FactpackError(Exception):
    """The root of all errors that factpack raises on purpose; its message is one sentence for people."""


class DefinitionError(FactpackError):
    """A dataset's code is wrong: a record class, a rule or a registration."""


class DataError(FactpackError):
    """What was handed in cannot be worked with at all."""


def install(extra: str) -> str:
    """The command that installs an extra of this distribution."""
    return f"pip install '{DISTRIBUTION}[{extra}]'"
