"""The published tables agree with each other, with the article, and with what libraries know of the world."""

import json
import unicodedata
from fractions import Fraction
from pathlib import Path

import pandas as pd
import periodictable
import pycountry
import pytest

import kz_uk_facts as kz
from kz_uk_facts.dataset import DATASET
from kz_uk_facts.loading import package
from kz_uk_facts.records import Fact

ROOT = Path(__file__).parents[2]
DESCRIPTOR = json.loads((ROOT / "datapackage" / "datapackage.json").read_bytes())
SCHEMAS = {resource["name"]: resource["schema"] for resource in DESCRIPTOR["resources"]}
FACT_TABLES = [name for name, cls in DATASET.classes.items() if issubclass(cls, Fact) and name != "facts"]
ENTITIES = kz.load("entities").set_index("id")


def load(table: str) -> pd.DataFrame:
    """A table whose name comes from the descriptor."""
    return package().load(table)


def article(name: str) -> str:
    """The text of an article in the seeds."""
    return (ROOT / "seeds" / name / "article.txt").read_bytes().decode("utf-8")


def letters_and_digits(text: str) -> int:
    """How many there are."""
    return sum(unicodedata.category(character)[0] in "LN" for character in text)


def test_countries_have_the_codes_and_names_of_iso_3166() -> None:
    """Every country has a code, nothing else has one, and the code is that of the name."""
    assert set(ENTITIES.index[ENTITIES["kind"] == "country"]) == set(ENTITIES.index[ENTITIES["iso_3166"].notna()])
    for _, row in ENTITIES[ENTITIES["iso_3166"].notna()].iterrows():
        country = pycountry.countries.get(alpha_2=row["iso_3166"])
        assert country is not None
        assert f"{country.name} ".startswith(f"{row['name_en']} ")


def test_currencies_have_the_codes_and_names_of_iso_4217() -> None:
    """Every currency has a code, nothing else has one, and the code is that of the name."""
    assert set(ENTITIES.index[ENTITIES["kind"] == "currency"]) == set(ENTITIES.index[ENTITIES["iso_4217"].notna()])
    for _, row in ENTITIES[ENTITIES["iso_4217"].notna()].iterrows():
        currency = pycountry.currencies.get(alpha_3=row["iso_4217"])
        assert currency is not None
        assert row["name_en"].casefold() == currency.name.casefold()


def test_units_are_currencies_of_iso_4217_or_percent() -> None:
    """Whatever a number is measured in exists."""
    units = {*load("indicators")["unit"].dropna(), *load("derivations")["unit"].dropna()} - {"%"}
    assert units
    assert all(pycountry.currencies.get(alpha_3=unit) for unit in units)


def test_elements_have_their_symbols() -> None:
    """A symbol is that of the element of the entity's name, and every mineral that is an element has one."""
    elements = {element.name: element.symbol for element in periodictable.elements}
    minerals = ENTITIES[ENTITIES["kind"] == "mineral"]
    expected = {
        id_: elements[name.casefold()] for id_, name in minerals["name_en"].items() if name.casefold() in elements
    }
    assert expected
    assert ENTITIES["symbol"].dropna().to_dict() == expected


def derivation(name: str) -> pd.Series:
    """A row of `derivations`."""
    row = load("derivations").set_index("id").loc[name]
    assert isinstance(row, pd.Series)
    return row


def test_the_trade_of_the_year_before_is_derived_with_its_interval() -> None:
    """1.6 billion is any number that rounds to it, 84 % any percentage that does; the result has two digits."""
    half_turnover, half_growth = Fraction("0.05e9"), Fraction("0.5")
    value = Fraction("1.6e9") / (1 + Fraction(84) / 100)
    low = (Fraction("1.6e9") - half_turnover) / (1 + (84 + half_growth) / 100)
    high = (Fraction("1.6e9") + half_turnover) / (1 + (84 - half_growth) / 100)
    step = 10**7  # of (high - low) / 2, about 29 million, the first digit
    row = derivation("trade-turnover-2024")
    assert (row["low"], row["value"], row["high"]) == (8.4e8, 8.7e8, 9.0e8)
    assert (low // step * step, round(value / step) * step, -(-high // step) * step) == (8.4e8, 8.7e8, 9.0e8)
    assert (row["unit"], row["period"], row["formula"]) == ("USD", "2024", "turnover / (1 + growth / 100)")


def test_the_share_of_minerals_is_derived_from_exact_counts() -> None:
    """22 of 36 is 61.1 %: three digits, and bounds on both sides of 61.111."""
    row = derivation("share-of-strategic-minerals-produced")
    assert (row["value"], row["unit"]) == (61.1, "%")
    assert Fraction(str(row["low"])) <= Fraction(2200, 36) <= Fraction(str(row["high"]))
    assert row["high"] - row["low"] < 0.11


def test_each_derivation_has_the_inputs_that_its_formula_names() -> None:
    """The names in the formula are those of `derivation_inputs`, each tied to an indicator."""
    inputs = load("derivation_inputs")
    named = {(name, word) for name, words in derivation_names().items() for word in words}
    assert named == set(zip(inputs["derivation"], inputs["name"], strict=True))
    values = load("indicators").set_index("id")["value"]
    given = inputs.assign(value=values[inputs["fact"]].array).groupby("derivation")["value"].agg(sorted).to_dict()
    assert given["trade-turnover-2024"] == [84.0, 1.6e9]
    assert given["share-of-strategic-minerals-produced"] == [22.0, 36.0]


def derivation_names() -> dict[str, list[str]]:
    """The names in each formula."""
    derivations = load("derivations")
    return dict(zip(derivations["id"], derivations["formula"].str.findall(r"[a-z_]+"), strict=True))


def test_facts_is_the_union_of_all_fact_tables() -> None:
    """Every fact stands in `facts` and in the table that `facts` names, with the same common cells in both."""
    facts = load("facts")
    tables = {name: load(name) for name in FACT_TABLES}
    common = list(facts.columns)
    assert set(facts["table"]) == {name for name, rows in tables.items() if len(rows)}
    assert all(set(common) <= set(rows.columns) for rows in tables.values())
    union = pd.concat([rows[common] for rows in tables.values()]).sort_values("id", ignore_index=True)
    pd.testing.assert_frame_equal(union, facts.sort_values("id", ignore_index=True), check_categorical=True)
    assert all((rows["table"] == name).all() for name, rows in tables.items())


@pytest.mark.parametrize("table", SCHEMAS)
def test_rows_are_sorted_by_a_unique_key_and_no_table_is_empty(table: str) -> None:
    """The primary key rises from row to row, text by code point."""
    keys = list(load(table)[SCHEMAS[table]["primaryKey"]].itertuples(index=False, name=None))
    assert keys == sorted(set(keys))
    assert keys


@pytest.mark.parametrize("table", SCHEMAS)
def test_every_reference_leads_somewhere(table: str) -> None:
    """Each value of a foreign key is an id of its table."""
    for key in SCHEMAS[table].get("foreignKeys", ()):
        [column], target = key["fields"], key["reference"]
        known = set(load(target["resource"])[target["fields"][0]])
        assert set(load(table)[column].dropna()) <= known, column


def test_inferences_lead_to_cells() -> None:
    """Each reason is that of one row and one column of a table, in which the cell is not empty."""
    for row in load("inferences").itertuples():
        rows = load(str(row.table))
        keys = rows[SCHEMAS[str(row.table)]["primaryKey"]].astype(str).agg("/".join, axis=1)
        cells = rows.loc[keys == row.record, str(row.field)]
        assert len(cells) == 1
        assert cells.notna().all()


def test_the_spans_hold_the_words() -> None:
    """The article's characters from `start` to `end` are the quote, or the words that name the entity."""
    texts = {name: article(name) for name in load("articles")["id"]}
    for table, column in (("evidence", "quote"), ("mentions", "words")):
        for name, start, end, words in load(table)[["article", "start", "end", column]].itertuples(index=False):
            assert texts[name][start:end] == words


def test_spans_lie_in_the_sentence_that_they_start_in() -> None:
    """Sentences follow each other, and each quote and mention starts within its own."""
    sentences = load("sentences").set_index("id")
    ordered = sentences.sort_values(["article", "ordinal"])
    assert (ordered["end"].shift(fill_value=0) <= ordered["start"]).where(ordered["ordinal"] > 1, other=True).all()
    for table in ("evidence", "mentions"):
        rows = load(table).join(sentences[["start", "end"]].add_prefix("sentence_"), on="sentence")
        assert ((rows["sentence_start"] <= rows["start"]) & (rows["start"] < rows["sentence_end"])).all()


def test_each_fact_has_its_quotes() -> None:
    """What `facts` shows are the quotes of `evidence`, in their order, and the sentence is that of the first."""
    evidence = load("evidence").sort_values(["fact", "ordinal"])
    shown = evidence.groupby("fact")["quote"].agg(" … ".join).to_dict()
    facts = load("facts").set_index("id")
    assert facts["quote"].to_dict() == shown
    assert facts["sentence"].to_dict() == evidence.drop_duplicates("fact").set_index("fact")["sentence"].to_dict()


def test_the_package_gives_back_no_more_of_the_article_than_is_allowed() -> None:
    """Put together from every quote and mention at its place, at most 60 % of letters and digits, as published."""
    given = whole = 0
    for name, share in load("articles")[["id", "quoted_share"]].itertuples(index=False):
        text = article(name)
        rebuilt = [" "] * len(text)
        for table, column in (("evidence", "quote"), ("mentions", "words")):
            rows = load(table)
            for start, end, words in rows.loc[rows["article"] == name, ["start", "end", column]].itertuples(
                index=False
            ):
                rebuilt[start:end] = words
        part, all_of_it = letters_and_digits("".join(rebuilt)), letters_and_digits(text)
        assert share == round(part / all_of_it, 3)
        given, whole = given + part, whole + all_of_it
    assert 0.05 < given / whole <= 0.6
    assert DESCRIPTOR["factpack:quotedShare"] == round(given / whole, 3)


def test_no_other_text_of_the_package_gives_back_the_article() -> None:
    """No other cell holds a stretch of 60 characters of an article: its text is not published by another door."""
    texts = [article(name) for name in load("articles")["id"]]
    windows = {text[start : start + 60] for text in texts for start in range(len(text) - 59)}
    quoted = {("evidence", "quote"), ("facts", "quote"), ("mentions", "words")}
    for table in SCHEMAS:
        rows = load(table)
        for column in rows.columns:
            if (table, column) in quoted or column == "quote":
                continue
            for cell in rows[column].dropna().astype(str):
                assert not any(cell[start : start + 60] in windows for start in range(len(cell) - 59)), (table, column)
