"""Resources that are not Parquet: both tools read their rows through frictionless."""

from collections.abc import Sequence

from .case import Case, Draft, Json, Package, Step, Table, field
from .integrity import a_fifo, flip, holds, one_byte_more, removed, sealed, states, weighed

SPECS = [field("string") | {"name": "a"}, field("integer", minimum=0) | {"name": "b"}]
THINGS = Package([Table({"a": ["beta", "gamma"], "b": [1, 2]}, {"fields": SPECS}, "things", "csv")])


def rows(name: str, kind: str, *lines: str, schema: Json | None = None, why: str = "") -> Case:
    """A CSV file of which the last line is wrong."""
    sound = Package([Table({}, {"fields": SPECS} | (schema or {}), "things", "csv")])
    bad, good = (sound.but(holds("\n".join(["a,b", *lines[:-2], line, ""]).encode())) for line in lines[-2:])
    return Case(name, f"frictionless/{kind}", bad, good, why=why)


def file(  # noqa: PLR0913 a case is declared in one call
    name: str, rule: str, bad: Sequence[Step], sound: Sequence[Step] = (), *, why: str = "", hangs: bool = False
) -> Case:
    """A CSV file that is not what was published."""
    return Case(name, rule, THINGS.but(*bad), THINGS.but(*sound), why=why, hangs=hangs)


def inline(name: str, kind: str, bad: list[Json], sound: list[Json], *, why: str = "") -> Case:
    """Rows in the descriptor itself."""
    broken, whole = (THINGS.but(_within(data)) for data in (bad, sound))
    return Case(name, f"frictionless/{kind}", broken, whole, why=why)


def _within(data: list[Json]) -> Step:
    def replace(draft: Draft) -> None:
        del draft.resource["path"], draft.resource["format"]
        draft.resource["data"] = data

    return replace


FOR_EVER = "waits for ever for somebody to write into it"
UTF8 = states(encoding="utf-8")

CASES = (
    rows("CSV: a word for an integer", "type-error", "x,1", "y,two", "y,2"),
    rows("CSV: below minimum", "constraint-error", "x,1", "y,-2", "y,2"),
    rows("CSV: a cell too many", "extra-cell", "x,1", "y,2,3", "y,2"),
    rows("CSV: a cell too few", "missing-cell", "x,1", "y", "y,2"),
    rows("CSV: a blank row", "blank-row", "x,1", "", "y,2"),
    rows("CSV: primary key repeated", "primary-key", "x,1", "x,2", "y,2", schema={"primaryKey": ["a"]}),
    file("CSV: a column of another name", "frictionless/incorrect-label", [holds(b"a,c\nx,1\n")]),
    file("CSV: bytes are one too many", "package/bytes", [one_byte_more], [weighed]),
    file("CSV: a letter changed, under a hash", "package/hash", [sealed(), flip], [sealed()]),
    file("CSV: file is missing", "package/missing-file", [removed]),
    file("CSV: file is a fifo", "package/not-a-file", [a_fifo], why=FOR_EVER, hangs=True),
    file(
        "CSV: text of another encoding",
        "frictionless/encoding-error",
        [UTF8, holds("a,b\nжж,1\n".encode("cp1251"))],
        [UTF8, holds("a,b\nжж,1\n".encode())],
    ),
    inline(
        "rows in the descriptor: a word for an integer", "type-error", [{"a": "x", "b": "two"}], [{"a": "x", "b": 2}]
    ),
)
