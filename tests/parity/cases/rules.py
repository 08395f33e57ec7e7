"""Named rules (`factpack:rules`) that rows break, and rules that cannot be run."""

from collections.abc import Sequence

from .case import Case, Json, Package, fields, table

OURS = "the rules are a property of factpack's"


def rules(*texts: str) -> list[Json]:
    """Rules of these expressions, by the names r1, r2 …."""
    return [{"name": f"r{number}", "sql": sql, "description": "As said."} for number, sql in enumerate(texts, 1)]


def broken(name: str, sql: str, bad: Sequence[object], sound: Sequence[object], rule: str = "rule/r1") -> Case:
    """A row (low, high, word) that breaks a rule, and one that keeps it."""
    broken, whole = (_package([row], rules(sql)) for row in (bad, sound))
    return Case(name, rule, broken, whole, why=OURS)


def unusable(name: str, bad: object, sound: object, rule: str = "descriptor/wrong-rule") -> Case:
    """Rules that cannot be run, and rules that can."""
    broken, whole = (_package([(1, 2, "a")], told) for told in (bad, sound))
    return Case(name, rule, broken, whole, why=OURS)


def _package(rows: Sequence[Sequence[object]], told: object) -> Package:
    columns = dict(zip(("low", "high", "word"), map(list, zip(*rows, strict=True)), strict=True))
    specs = fields(low="integer", high="integer", word="string")
    return Package([table(columns, specs, **{"factpack:rules": told})])


SOUND = rules("low <= high")

CASES = (
    broken("rule of two columns", "low <= high", (2, 1, "a"), (1, 2, "a")),
    broken("rule with a function", "length(word) >= low", (2, 3, "a"), (1, 3, "a")),
    broken("rule with a pattern", "regexp_full_match(word, '[a-z]+')", (1, 2, "A"), (1, 2, "a")),
    broken("rule with a quote in it", "word <> 'it''s'", (1, 2, "it's"), (1, 2, "its")),
    unusable("rule of a column that is not there", rules("deep <= high"), SOUND),
    unusable("rule that is no expression", rules("low <="), SOUND),
    unusable("rule that is neither true nor false", rules("low + high"), rules("low + high > 0")),
    unusable("rule that compares what cannot be compared", rules("word + 1 > 5"), SOUND),
    unusable("rule that reads a file", rules("(SELECT count(*) FROM 'datapackage.json') > 0"), SOUND),
    unusable("rule that ends its statement", rules("low <= high; DROP TABLE things"), SOUND),
    unusable("rule without its text", [{"name": "r1"}], SOUND, "descriptor/wrong-shape"),
)
