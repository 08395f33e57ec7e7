"""The facts of one Russian news article on Kazakhstan-UK relations (February 2026), each tied to the words that say it.

>>> import kz_uk_facts as kz
>>> indicators = kz.load("indicators")
"""

from kz_uk_facts import plot
from kz_uk_facts.loading import basis, cite, explain, load, path, schema, tables

__all__ = ["basis", "cite", "explain", "load", "path", "plot", "schema", "tables"]
