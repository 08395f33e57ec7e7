"""Names that several floors share."""

DISTRIBUTION = "kz-uk-facts"
"""What pip installs."""

DESCRIPTOR = "datapackage.json"
"""The file of a data package that says what is in it."""
