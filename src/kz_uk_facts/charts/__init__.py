"""The pictures: one a module, all drawn with what `look` has; needs the extra `plot`."""

from kz_uk_facts.charts.minerals import minerals
from kz_uk_facts.charts.speakers import speakers
from kz_uk_facts.charts.svg import save
from kz_uk_facts.charts.topics import sectors
from kz_uk_facts.charts.trade import trade

__all__ = ["minerals", "save", "sectors", "speakers", "trade"]
