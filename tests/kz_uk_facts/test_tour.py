"""The notebook runs from its first cell to its last, and shows what it says that it shows."""

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

TOUR = Path(__file__).parents[2] / "examples" / "tour.ipynb"
SECONDS = 120
SHOWN = {
    "tables": ("text/html", "One number that the article states, with its unit, its period and its rounding."),
    "explain": ("text/html", "1,6 млрд долларов США"),
    "cite": ("text/plain", "fact trade-turnover-2025. Source: KAZAKHSTAN TODAY"),
    "indicators": ("text/html", "<td>1,600,000,000</td>\n      <td>USD</td>\n      <td>1,550,000,000</td>"),
    "stated": ("text/html", "<td>1,600,000,000</td>\n      <td>USD</td>\n      <td>NaN</td>"),
    "reasons": ("text/html", "по итогам прошлого года"),
    "join": ("text/html", "Astana and London have expanded trade and investment cooperation."),
    "trade": ("text/html", 'xlink:href="index.html#trade-turnover-2024"'),
    "speakers": ("image/svg+xml", "Of 110 facts, 57 have no named speaker"),
}
"""What each cell of code shows, and in which form."""


def code_cells(notebook: nbformat.NotebookNode) -> dict[str, nbformat.NotebookNode]:
    """The cells of code by their ids."""
    return {cell.id: cell for cell in notebook.cells if cell.cell_type == "code"}


def shown(cell: nbformat.NotebookNode) -> dict[str, str]:
    """What a cell that has run shows, by media type; what it prints is plain text."""
    forms = [output.data if "data" in output else {"text/plain": output.text} for output in cell.outputs]
    return {form: str(text) for data in forms for form, text in data.items()}


@pytest.fixture
def tour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> nbformat.NotebookNode:
    """The notebook after it has run in a kernel of this environment, in a folder that has nothing of the repository."""
    for variable in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))
    notebook: nbformat.NotebookNode = nbformat.read(TOUR, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(
        notebook, timeout=SECONDS, startup_timeout=SECONDS, resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    return notebook


def test_the_tour_shows_what_it_tells_of(tour: nbformat.NotebookNode) -> None:
    """Each cell of code shows the figure, the words, the reasons or the chart that is told of, and warns of nothing."""
    cells = code_cells(tour)

    assert list(cells) == list(SHOWN)
    for name, (form, words) in SHOWN.items():
        assert words in shown(cells[name]).get(form, ""), name
        assert [output.text for output in cells[name].outputs if output.get("name") == "stderr"] == []


def test_the_tour_is_committed_without_outputs() -> None:
    """What it shows comes from the data as they are, and a change of it is a change of words alone."""
    notebook = json.loads(TOUR.read_text(encoding="utf-8"))

    nbformat.validate(notebook)
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["id"] for cell in cells if cell["outputs"] or cell["execution_count"] is not None] == []
    assert all(cell["metadata"] == {} for cell in notebook["cells"])
