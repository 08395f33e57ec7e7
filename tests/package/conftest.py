"""Real environments: what is built from a clean copy of the repository, and places to install it."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from packaging.requirements import Requirement

REPOSITORY = Path(__file__).parents[2]
CONSTRAINTS = REPOSITORY / "constraints.txt"
CACHE = REPOSITORY / ".cache" / "environments"


@dataclass(frozen=True)
class Environment:
    """A virtual environment that knows nothing of the one the tests run in."""

    folder: Path

    @property
    def packages(self) -> Path:
        """Where its packages are installed."""
        return next(self.folder.glob("lib/python*/site-packages"))

    def run(self, *command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run a command of the environment in the folder `cwd`."""
        program = self.folder / "bin" / command[0]
        variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run(
            [program, *command[1:]],
            check=False,
            cwd=cwd,
            env=variables | {"COLUMNS": "200", "NO_COLOR": "1"},
            capture_output=True,
            text=True,
        )

    def python(self, code: str, cwd: Path) -> str:
        """Give what Python code prints; it must neither fail nor warn."""
        ran = self.run("python", "-W", "error", "-c", code, cwd=cwd)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout


Environments = Callable[..., Environment]


def _quietly(*command: str | Path, cwd: Path = REPOSITORY) -> str:
    ran = subprocess.run(command, check=False, cwd=cwd, capture_output=True, text=True)
    assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


def _pip_install(folder: Path, *arguments: str | Path) -> None:
    pip = (sys.executable, "-m", "pip", "--python", folder / "bin" / "python")
    _quietly(*pip, "install", "--quiet", "--no-compile", *arguments)  # Python compiles what is used


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let one process in at a time: pytest-xdist starts several."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _installed_here(requirements: Iterable[str]) -> dict[str, Distribution]:
    """What of the requirements, and of what they require, is installed where the tests run."""
    found: dict[str, Distribution] = {}
    seen: set[str] = set()
    left = list(requirements)
    while left:
        if (asked := left.pop()) in seen:
            continue
        seen.add(asked)
        requirement = Requirement(asked)
        with suppress(PackageNotFoundError):
            found[requirement.name] = here = distribution(requirement.name)
            left += _required(here, requirement.extras)
    return found


def _required(of: Distribution, extras: Iterable[str]) -> Iterator[str]:
    """What a distribution with these extras requires on this machine."""
    for text in of.requires or ():
        requirement = Requirement(text)
        if not requirement.marker or any(requirement.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            requirement.marker = None
            yield str(requirement)


def _link(installed: Distribution, environment: Environment) -> None:
    """Have the distribution in the environment too, without fetching, unpacking and compiling it again."""
    packages = environment.packages
    for file in installed.files or ():
        if ".." not in file.parts and file.suffix != ".pyc":
            source, link = Path(str(installed.locate_file(file))), packages / file
            _link_file(source, link)
            if file.suffix == ".py":
                _link_file(Path(cache_from_source(source)), Path(cache_from_source(link)))


def _link_file(source: Path, link: Path) -> None:
    if source.is_file() and not link.is_symlink():
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(source)


def _cached_environment(name: str, *requirements: str) -> Environment:
    here = _installed_here(requirements)
    versions = sorted((name, found.version) for name, found in here.items())
    identity = (*requirements, *versions, CONSTRAINTS.read_text(), sys.version, sys.prefix, str(CACHE))
    folder = CACHE / f"{name}-{hashlib.sha256(repr(identity).encode()).hexdigest()[:12]}"
    complete = folder / "complete"
    with _locked(folder.with_suffix(".lock")):
        if not complete.exists():
            _quietly(sys.executable, "-m", "venv", "--clear", "--without-pip", folder)
            for installed in here.values():
                _link(installed, Environment(folder))
            _pip_install(folder, "--constraint", CONSTRAINTS, *requirements)  # what is not here, or another version
            complete.touch()
    return Environment(folder)


@pytest.fixture(scope="session")
def environment() -> Environments:
    """Make, or find as an earlier run made it, the environment `name` with the given requirements."""
    return _cached_environment


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Environments:
    """Install a wheel or a folder, and nothing else, into a new environment on top of a cached one."""

    def install(below: Environment, *arguments: str | Path) -> Environment:
        new = Environment(tmp_path_factory.mktemp("environment"))
        _quietly(sys.executable, "-m", "venv", "--without-pip", new.folder)
        (new.packages / "below.pth").write_text(f"{below.packages}\n")
        _pip_install(new.folder, "--no-deps", "--no-index", "--no-build-isolation", *arguments)
        return new

    return install


def _copy_repository(destination: Path) -> Path:
    for name in _quietly("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0"):
        source = REPOSITORY / name
        if name and source.is_file():  # git also names what was deleted and not yet committed
            (destination / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, destination / name)
    return destination


@pytest.fixture
def repository_copy(tmp_path: Path) -> Path:
    """Copy the repository as a commit of everything in it would hold it."""
    return _copy_repository(tmp_path / "copy")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build wheel and sdist from a clean copy; give the folder that holds both."""
    copy = _copy_repository(tmp_path_factory.mktemp("built"))
    _quietly(sys.executable, "-m", "build", "--wheel", "--sdist", "--no-isolation", cwd=copy)
    return copy / "dist"


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    """Give the path of the wheel."""
    return next(built.glob("*.whl"))


@pytest.fixture(scope="session")
def sdist(built: Path) -> Path:
    """Give the path of the source distribution."""
    return next(built.glob("*.tar.gz"))


@pytest.fixture(scope="session")
def analyst(environment: Environments, installed: Environments, wheel: Path) -> Environment:
    """Install the wheel as an analyst does: with pandas and pyarrow, and nothing else."""
    return installed(environment("analyst", "pandas", "pyarrow"), wheel)
