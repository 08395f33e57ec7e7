"""Names that several floors share."""

from collections.abc import Callable

DISTRIBUTION = "kz-uk-facts"
"""What pip installs."""

DESCRIPTOR = "datapackage.json"
"""The file of a data package that says what is in it."""

BESIDE = "factpack:files"
"""The property of the descriptor that lists the files of the package that are no tables: path and hash of each."""

Progress = Callable[[str, float], None]
"""Is told what is being done and which fraction of the whole is done, from 0 to 1; perhaps from another thread."""
