"""What the record classes promise, on the facts of the first article."""

import pytest
from pydantic import ValidationError

import harbour_facts
from harbour_facts.records import Figure


def test_a_rounded_number_stands_for_an_interval() -> None:
    """What "1.5 million" says is anything that rounds to it; a count is what it is."""
    bounds = harbour_facts.load("figures").set_index("id")[["low", "high"]].to_dict("index")
    assert bounds["cost-of-the-berth"] == {"low": 1.45e6, "high": 1.55e6}
    assert bounds["sailors-a-year"] == {"low": 120, "high": 120}


def test_a_figure_is_not_negative() -> None:
    """The class bounds the value, for the YAML as for the tables."""
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        Figure.model_validate({"id": "x", "statement": "x", "evidence": "x", "value": -1.0})
