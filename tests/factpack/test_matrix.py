"""One contract: a bad row is refused by every enforcer that can see what is wrong with it, and by two at least."""

import datetime as dt
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, ClassVar

import frictionless
import pandera.errors
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pydantic import Field, ValidationError

from factpack import plan
from factpack.contract import arrow_schema, table_schema
from factpack.contract.arrow_schema import ARROW_TYPES
from factpack.outputs.descriptor import PROFILE
from factpack.outputs.files import as_json
from factpack.package import Package
from factpack.record import Editorial, Period, Record, References, Rule, Slug, Unit, Year
from factpack.tables import to_arrow


class Sky(StrEnum):
    """What the sky looks like."""

    CLEAR = "clear"
    CLOUDY = "cloudy"


Code = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Station(Record):
    """A place where the weather is read."""

    table_name: ClassVar[str] = "stations"
    title: ClassVar[str] = "Stations"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("code",),)

    id: Editorial[Slug] = Field(description="Its name.")
    code: Editorial[Code | None] = Field(default=None, description="Its code.")


class Reading(Record):
    """The weather at a station, in a column of every kind."""

    table_name: ClassVar[str] = "readings"
    title: ClassVar[str] = "Readings"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("station", "day"),)
    rules: ClassVar[tuple[Rule, ...]] = (Rule("low_below_high", "low <= high", "The low is not above the high."),)

    id: Editorial[Slug] = Field(description="Its name.")
    station: Editorial[Annotated[str, References("stations")]] = Field(description="Where.")
    previous: Editorial[Annotated[str, References("readings")] | None] = Field(default=None, description="Before it.")
    day: Editorial[dt.date] = Field(description="When.")
    sky: Editorial[Sky] = Field(description="What the sky looked like.")
    evening: Editorial[Sky | None] = Field(default=None, description="What it looked like later.")
    gusts: Editorial[int] = Field(ge=0, le=9, description="How many gusts.")
    share: Editorial[float | None] = Field(default=None, gt=0, lt=1, description="Share of cloud.")
    rain: Editorial[float] = Field(ge=0, description="How much rain.")
    low: Editorial[float | None] = Field(default=None, description="The lowest temperature.")
    high: Editorial[float | None] = Field(default=None, description="The highest temperature.")
    unit: Editorial[Unit | None] = Field(default=None, description="The unit of the rain.")
    year: Editorial[Year | None] = Field(default=None, description="The year of the instrument.")
    period: Editorial[Period | None] = Field(default=None, description="The time it is of.")
    note: Editorial[Annotated[str, Field(min_length=2, max_length=5)] | None] = Field(
        default=None, description="A word."
    )
    valid: Editorial[bool | None] = Field(default=None, description="Whether the instrument worked.")


class Shift(Record):
    """Who watches a station in which watch of the day."""

    table_name: ClassVar[str] = "shifts"
    title: ClassVar[str] = "Shifts"
    key: ClassVar[tuple[str, ...]] = ("station", "watch")

    station: Editorial[Annotated[str, References("stations")]] = Field(description="Where.")
    watch: Editorial[int] = Field(description="Which watch of the day.")
    who: Editorial[str] = Field(description="Who watches.")


CLASSES: Mapping[str, type[Record]] = {cls.table_name: cls for cls in (Station, Reading, Shift)}
SCHEMAS = {name: table_schema(cls) for name, cls in CLASSES.items()}

Row = dict[str, Any]
Rows = dict[str, list[Row]]

STATIONS: list[Row] = [{"id": "hill", "code": "HIL"}, {"id": "shore", "code": None}]
READINGS: list[Row] = [
    {
        "id": "first",
        "station": "hill",
        "previous": None,
        "day": "2026-02-27",
        "sky": "clear",
        "evening": "cloudy",
        "gusts": 0,
        "share": 0.5,
        "rain": 0.0,
        "low": -1.5,
        "high": 4.0,
        "unit": "USD",
        "year": 1000,
        "period": "2026/2027",
        "note": "ab",
        "valid": True,
    },
    {
        "id": "second-1",
        "station": "hill",
        "previous": "first",
        "day": "2026-02-28",
        "sky": "cloudy",
        "evening": None,
        "gusts": 9,
        "share": 0.25,
        "rain": 1.6e9,
        "low": None,
        "high": 4.0,
        "unit": "%",
        "year": 2999,
        "period": "2026-02",
        "note": "абвгд",
        "valid": False,
    },
]
SHIFTS: list[Row] = [{"station": "hill", "watch": 1, "who": "Anna"}, {"station": "hill", "watch": 2, "who": "Anna"}]


@dataclass(frozen=True)
class Case:
    """A change to the last row of a table, or to the whole column where the type of the column is what is wrong."""

    name: str
    cells: Row
    table: str = "readings"
    column: bool = False
    blind: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> Rows:
        """The sound tables with the change."""
        tables = {"stations": STATIONS, "readings": READINGS, "shifts": SHIFTS}
        tables = {name: [dict(row) for row in rows] for name, rows in tables.items()}
        changed = tables[self.table] if self.column else tables[self.table][-1:]
        for row in changed:
            row.update(self.cells)
            for name in [name for name, value in self.cells.items() if value is LEFT_OUT]:
                del row[name]
        return tables


LEFT_OUT = object()

TYPES_ONLY = {"arrow": "Arrow sees types and nulls, never values"}
ONE_RECORD = {"pydantic": "pydantic sees one record at a time"} | TYPES_ONLY
ONE_FRAME = {"pandera": "pandera sees one table at a time"}
NO_RULES = {"frictionless": "rules are a property of factpack's", "pydantic": "rules are SQL over the table"}
NO_UNIQUE_KEYS = {"frictionless": "frictionless does not check uniqueKeys"}
MISSING = {"pandera": "in pandas NaN is the empty cell of a number"}
NOT_FINITE = {"frictionless": "frictionless takes NaN and infinity for numbers"}
SPECIAL = {"plan": "Table Schema counts infinity among the numbers: it is above any minimum"}
LINE_END = {"frictionless": "frictionless lets $ match before a line end"}
READ_AS_TEXT = {"frictionless": "frictionless reads numbers from text, as in CSV"}
NO_ROOM = {"arrow": "the records reach Arrow without fields that their class does not have"}
FILLED_IN = {"pydantic": "a record fills in what may be empty", "arrow": "a column that may be empty is filled in"}

BAD = (
    Case("null where required", {"rain": None}),
    Case("null in a required vocabulary", {"sky": None}),
    Case("null in a required date", {"day": None}),
    Case("null in the primary key", {"id": None}),
    Case("null in a composite key", {"watch": None}, "shifts"),
    Case("below minimum", {"gusts": -1}, blind=TYPES_ONLY),
    Case("above maximum", {"gusts": 10}, blind=TYPES_ONLY),
    Case("below minimum of a number", {"rain": -0.1}, blind=TYPES_ONLY),
    Case("at exclusive minimum", {"share": 0.0}, blind=TYPES_ONLY),
    Case("at exclusive maximum", {"share": 1.0}, blind=TYPES_ONLY),
    Case("too short", {"note": "a"}, blind=TYPES_ONLY),
    Case("too short, empty", {"note": ""}, blind=TYPES_ONLY),
    Case("too long", {"note": "абвгде"}, blind=TYPES_ONLY),
    Case("pattern", {"code": "hil"}, "stations", blind=TYPES_ONLY),
    Case("pattern, more before it", {"code": "xABC"}, "stations", blind=TYPES_ONLY),
    Case("pattern, line end after it", {"code": "ABC\n"}, "stations", blind=TYPES_ONLY | LINE_END),
    Case("slug in capitals", {"id": "Second"}, blind=TYPES_ONLY),
    Case("slug with a space", {"id": "second one"}, blind=TYPES_ONLY),
    Case("slug with a hyphen at its end", {"id": "second-"}, blind=TYPES_ONLY),
    Case("slug too long", {"id": "a" * 101}, blind=TYPES_ONLY),
    Case("unit of four letters", {"unit": "USDT"}, blind=TYPES_ONLY),
    Case("unit as a symbol", {"unit": "$"}, blind=TYPES_ONLY),
    Case("unit, alternative with more after it", {"unit": "%%"}, blind=TYPES_ONLY),
    Case("year below bounds", {"year": 999}, blind=TYPES_ONLY),
    Case("year above bounds", {"year": 3000}, blind=TYPES_ONLY),
    Case("period with two years and a hyphen", {"period": "2026-2027"}, blind=TYPES_ONLY),
    Case("period in words", {"period": "last year"}, blind=TYPES_ONLY),
    Case("word outside the vocabulary", {"sky": "purple"}, blind=TYPES_ONLY),
    Case("word outside a vocabulary that may be empty", {"evening": "purple"}, blind=TYPES_ONLY),
    Case("empty word in a vocabulary", {"evening": ""}, blind=TYPES_ONLY),
    Case("NaN where a number is required", {"rain": math.nan}, blind=TYPES_ONLY),
    Case("NaN where a cell may be empty", {"low": math.nan}, blind=TYPES_ONLY | MISSING | NOT_FINITE),
    Case("NaN within two bounds", {"share": math.nan}, blind=TYPES_ONLY | MISSING),
    Case("infinity above a minimum", {"rain": math.inf}, blind=TYPES_ONLY | NOT_FINITE | SPECIAL),
    Case("infinity below nothing", {"share": -math.inf}, blind=TYPES_ONLY),
    Case("duplicate primary key", {"id": "first", "previous": None}, blind=ONE_RECORD),
    Case("duplicate composite primary key", {"watch": 1}, "shifts", blind=ONE_RECORD),
    Case("duplicate composite unique key", {"day": "2026-02-27"}, blind=ONE_RECORD | NO_UNIQUE_KEYS),
    Case("duplicate unique key", {"code": "HIL"}, "stations", blind=ONE_RECORD | NO_UNIQUE_KEYS),
    Case("dangling reference", {"station": "valley"}, blind=ONE_RECORD | ONE_FRAME),
    Case("dangling reference to its own table", {"previous": "zeroth"}, blind=ONE_RECORD | ONE_FRAME),
    Case("dangling reference in a composite key", {"station": "sea"}, "shifts", blind=ONE_RECORD | ONE_FRAME),
    Case("rule broken", {"low": 5.0}, blind=TYPES_ONLY | NO_RULES),
    Case("date as text of another form", {"day": "27 February"}, column=True),
    Case("date that no calendar has", {"day": "2026-02-30"}, column=True),
    Case("integer for text", {"note": 1234}, column=True),
    Case("text for an integer", {"gusts": "five"}, column=True),
    Case("text for a number", {"rain": "much"}, column=True),
    Case("number as text", {"rain": "1.5"}, column=True, blind=READ_AS_TEXT),
    Case("fraction for an integer", {"gusts": 1.5}, column=True),
    Case("boolean for a number", {"rain": True}, column=True),
    Case("boolean for an integer", {"gusts": True}, column=True),
    Case("boolean as a word", {"valid": "yes"}, column=True),
    Case("boolean as a number", {"valid": 1}, column=True),
    Case("integer for a vocabulary", {"evening": 1}, column=True),
    Case("extra column", {"wind": "north"}, column=True, blind=NO_ROOM),
    Case("missing column", {"rain": LEFT_OUT}, column=True),
    Case("missing column that may be empty", {"note": LEFT_OUT}, column=True, blind=FILLED_IN),
)
SOUND = (
    Case("nothing changed", {}),
    Case("rule with a null passes", {"low": None, "high": None}),
    Case("rule at its bound passes", {"low": 4.0}),
    Case("bounds are inclusive", {"gusts": 0, "rain": 0.0, "year": 1000}),
    Case("integer for a number", {"rain": 1}),
    Case("two empty cells of a unique key", {"code": None}, "stations", column=True),
    Case("record that refers to itself", {"previous": "second-1"}),
    Case("empty cells where they are allowed", dict.fromkeys(("unit", "note", "valid", "period"))),
    Case(
        "columns of nothing but empty cells", {"evening": None, "note": None, "valid": None, "low": None}, column=True
    ),
    Case("longest slug", {"id": "a" * 100}),
    Case("text of several scripts, counted by code point", {"note": "ж😀漢e\u0301"}),
)


def arrow_tables(rows: Rows) -> dict[str, pa.Table]:
    """The rows as strangers' Parquet files hold them: in the declared type where it can hold the values."""
    return {name: pa.table(dict(_columns(name, table))) for name, table in rows.items()}


def _columns(table: str, rows: list[Row]) -> list[tuple[str, pa.Array]]:
    declared = {spec["name"]: ARROW_TYPES[spec["type"]] for spec in SCHEMAS[table]["fields"]}
    return [(name, _column([row[name] for row in rows], declared.get(name))) for name in rows[0]]


def _column(values: list[Any], declared: pa.DataType | None) -> pa.Array:
    try:
        if declared == pa.date32():
            return pa.array([value and dt.date.fromisoformat(value) for value in values])
    except ValueError:
        return pa.array(values)
    found = pa.array(values)
    is_declared = pa.types.is_null(found.type) or (pa.types.is_integer(found.type) and declared == pa.float64())
    return found.cast(declared) if is_declared else found


def write_package(rows: Rows, folder: Path) -> Path:
    """A data package of the rows; gives its descriptor."""
    resources = []
    for name, table in arrow_tables(rows).items():
        pq.write_table(table, folder / f"{name}.parquet")
        texts = {"title": name, "description": CLASSES[name].description()}
        form = {"type": "table", "path": f"{name}.parquet", "format": "parquet"}
        resources.append({"name": name, **texts, **form, "schema": SCHEMAS[name]})
    descriptor = folder / "datapackage.json"
    descriptor.write_bytes(as_json({"$schema": PROFILE, "name": "weather", "resources": resources}))
    return descriptor


def pydantic_refuses(rows: Rows, _: Path) -> bool:
    """Whether a record class refuses a row, as JSON."""
    try:
        for name, table in rows.items():
            for row in table:
                CLASSES[name].model_validate_json(json.dumps(row))
    except ValidationError:
        return True
    return False


def arrow_refuses(rows: Rows, _: Path) -> bool:
    """Whether rows that no record class has looked at fail on their way into a table of the Arrow schema."""
    try:
        for name, table in rows.items():
            records = [CLASSES[name].model_construct(**_with_dates(row)) for row in table]
            to_arrow(records, SCHEMAS[name]).cast(arrow_schema(SCHEMAS[name]))
    except (pa.ArrowInvalid, AttributeError, ValueError):
        return True
    return False


def _with_dates(row: Row) -> Row:
    try:
        return row | {"day": dt.date.fromisoformat(row["day"])}
    except (KeyError, TypeError, ValueError):
        return row


def plan_refuses(rows: Rows, _: Path) -> bool:
    """Whether the plan finds a violation."""
    return bool(plan.run(SCHEMAS, arrow_tables(rows)))


def pandera_refuses(rows: Rows, folder: Path) -> bool:
    """Whether a DataFrame, as the package loads it, fails its pandera schema."""
    package = Package(write_package(rows, folder).parent)
    try:
        for name in rows:
            package.schema(name).validate(package.load(name), lazy=True)
    except pandera.errors.SchemaErrors:
        return True
    return False


def frictionless_refuses(rows: Rows, folder: Path) -> bool:
    """Whether frictionless finds the package invalid."""
    return not frictionless.validate(str(write_package(rows, folder))).valid


ENFORCERS: Mapping[str, Callable[[Rows, Path], bool]] = {
    "pydantic": pydantic_refuses,
    "arrow": arrow_refuses,
    "plan": plan_refuses,
    "pandera": pandera_refuses,
    "frictionless": frictionless_refuses,
}


@pytest.mark.parametrize("enforcer", ENFORCERS)
@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_a_bad_row_is_refused_by_every_enforcer_that_can_see_it(case: Case, enforcer: str, tmp_path: Path) -> None:
    """Each enforcer refuses the row, unless the matrix says why it cannot see what is wrong."""
    assert ENFORCERS[enforcer](case.rows, tmp_path) == (enforcer not in case.blind)


@pytest.mark.parametrize("enforcer", ENFORCERS)
@pytest.mark.parametrize("case", SOUND, ids=lambda case: case.name)
def test_a_sound_row_passes_every_enforcer(case: Case, enforcer: str, tmp_path: Path) -> None:
    """No enforcer refuses what the contract allows."""
    assert not ENFORCERS[enforcer](case.rows, tmp_path)


@pytest.mark.parametrize("enforcer", ENFORCERS)
@pytest.mark.parametrize("name", ["share", "year"])
def test_frictionless_alone_refuses_an_empty_bounded_number_beside_other_numbers(
    name: str, enforcer: str, tmp_path: Path
) -> None:
    """It reads the cell from Parquet as NaN, no integer and within no bounds: such a row cannot be published."""
    assert ENFORCERS[enforcer](Case("", {name: None}).rows, tmp_path) == (enforcer == "frictionless")


def test_the_matrix_has_two_refusers_for_every_bad_row_and_the_plan_among_them() -> None:
    """At least 25 kinds of bad rows, each with its own name and two refusers, the plan among them."""
    assert len({case.name for case in BAD}) == len(BAD) >= 25
    assert all(len(ENFORCERS.keys() - case.blind.keys()) >= 2 for case in BAD)
    assert {case.blind["plan"] for case in BAD if "plan" in case.blind} == set(SPECIAL.values())
