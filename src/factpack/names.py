"""Names that several floors share."""

from collections.abc import Callable

DISTRIBUTION = "kz-uk-facts"
"""What pip installs."""

DESCRIPTOR = "datapackage.json"
"""The file of a data package that says what is in it."""

Progress = Callable[[str, float], None]
"""Is told what is being done and which fraction of the whole is done, from 0 to 1; perhaps from another thread."""
