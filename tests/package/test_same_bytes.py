"""The same seeds give the same bytes, wherever and whenever they are built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
GENERATED = ("schema", "datapackage")


def files_below(root: Path) -> dict[str, bytes]:
    """Every generated file by its path."""
    paths = [path for folder in GENERATED for path in sorted((root / folder).rglob("*")) if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def build_from_nothing(root: Path, **environment: str) -> dict[str, bytes]:
    """What a build makes where nothing generated is left."""
    for folder in GENERATED:
        shutil.rmtree(root / folder)
    subprocess.run(
        [sys.executable, "-m", "factpack", "build"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src"), **environment},
        check=True,
        capture_output=True,
    )
    return files_below(root)


def test_two_checkouts_give_the_committed_bytes(repository_copy: Path) -> None:
    """Two checkouts, in other folders, time zones and locales, both build the files that are committed."""
    elsewhere = shutil.copytree(repository_copy, repository_copy.parent / "elsewhere")
    first = build_from_nothing(repository_copy, PYTHONHASHSEED="1", TZ="Asia/Almaty", LC_ALL="C")
    second = build_from_nothing(elsewhere, PYTHONHASHSEED="2", TZ="Europe/London", LC_ALL="C.UTF-8")

    assert len(first) > 20
    assert first == second
    assert first == files_below(REPOSITORY)
