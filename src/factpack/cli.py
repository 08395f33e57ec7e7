"""The `factpack` command: parses, calls and prints. Exit status 0: clean; 1: findings; 2: wrong use."""

import argparse
import gc
import io
import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import factpack
from factpack.errors import DataError, FactpackError, install
from factpack.names import DESCRIPTOR, DISTRIBUTION

if TYPE_CHECKING:
    from factpack.build import Built
    from factpack.findings import Report

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 argparse has no other name for it

FORMATS = ("text", "json", "github")
INTERRUPTED = 130  # what shells give for a command that Ctrl-C has ended


def command() -> NoReturn:
    """Run the command in a process of its own, and end the process.

    It is short: it looks for no garbage while modules are imported, and leaves it to the system to take them down
    again. Together that is a fifth of the time of `factpack check`.
    """
    gc.disable()
    status = main()
    sys.stderr.flush()
    os._exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status."""
    parsed = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without Cyrillic shows escapes; JSON is UTF-8 everywhere
            is_json = stream is sys.stdout and getattr(parsed, "format", "") == "json"
            stream.reconfigure(encoding="utf-8" if is_json else None, errors="backslashreplace")
    try:
        status: int = parsed.run(parsed)
        sys.stdout.flush()
    except (KeyboardInterrupt, RuntimeError) as error:
        if not isinstance(error, KeyboardInterrupt) and str(error) != "Query interrupted":  # so DuckDB passes Ctrl-C on
            raise
        print("factpack: interrupted", file=sys.stderr)
        return INTERRUPTED
    except FactpackError as error:
        print(f"factpack: {error}", file=sys.stderr)
    except ModuleNotFoundError as error:
        way_out = install("factpack")
        print(f"factpack: the engine needs {error.name}, which is not installed: {way_out}", file=sys.stderr)
    except BrokenPipeError:  # `factpack check | head`: the reader has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    else:
        return status
    return 2


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    root = argparse.ArgumentParser(prog="factpack", description="Prove, validate and publish the facts of articles.")
    root.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = root.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="look for mistakes in the seeds; quick, for every save")
    check.set_defaults(run=_check)
    build = commands.add_parser("build", help="check, then publish schema/ and datapackage/")
    build.set_defaults(run=_build)
    show = commands.add_parser("show", help="show a fact of the package with its quotes and how each cell is known")
    show.add_argument("id", help="the fact's id")
    show.set_defaults(run=_show)
    validate = _validate_parser(commands)
    _add_parser(commands)
    anchor = commands.add_parser("anchor", help="find words in the articles, and the YAML that quotes them")
    anchor.add_argument("words", metavar="WORDS", type=_given, help="the words to quote")
    anchor.set_defaults(run=_anchor)
    todo = commands.add_parser("todo", help="show what of the articles no fact takes up yet, and what to do next")
    todo.set_defaults(run=_todo)
    for command in (anchor, todo):
        command.add_argument("--article", metavar="ID", help="the article, where there are several")
        command.add_argument(
            "--format", choices=("text", "json"), default="text", help="how to show it (default: %(default)s)"
        )
    for command in (check, build, validate):
        command.add_argument(
            "--format", choices=FORMATS, default="text", help="how to show findings (default: %(default)s)"
        )
    return root


def _validate_parser(commands: "Commands") -> argparse.ArgumentParser:
    validate = commands.add_parser("validate", help="validate any data package: its descriptor, files and tables")
    validate.add_argument("path", metavar="PATH", type=_given, help="the package's folder, or its descriptor")
    validate.add_argument(
        "--memory",
        type=_memory,
        default="1GB",
        metavar="SIZE",
        help="what to take before spilling to disk, as 500MB or 2GiB (default: %(default)s)",
    )
    validate.add_argument(
        "--examples",
        type=_count,
        default=5,
        metavar="N",
        help="how many of the wrong rows to show for each finding (default: %(default)s)",
    )
    validate.add_argument("--allow-remote", action="store_true", help="also fetch what the descriptor has at URLs")
    validate.set_defaults(run=_validate)
    return validate


def _add_parser(commands: "Commands") -> None:
    add = commands.add_parser("add", help="add an article: a folder under seeds/ with its text and YAML to fill in")
    add.add_argument("path", metavar="ARTICLE.txt", type=_given, help="the article's text, in UTF-8")
    add.add_argument("--publisher", default="", metavar="NAME", help="who published it")
    add.add_argument("--date", default="", metavar="YYYY-MM-DD", help="the day of publication")
    add.add_argument("--language", default="", metavar="CODE", help="ISO 639 code, as ru, kk or en")
    add.add_argument("--headline", default="", metavar="WORDS", help="its headline; the folder is named by it")
    add.set_defaults(run=_add)


def _given(text: str) -> str:
    if text:  # an empty one would be the folder that one is in: more likely a variable without a value
        return text
    message = "it is empty"
    raise argparse.ArgumentTypeError(message)


def _memory(text: str) -> str:
    from factpack.validation import is_size

    if is_size(text):
        return text
    message = f"{text!r} is no size: write a number and KB, MB, GB or TB (or KiB, MiB, GiB, TiB), as 500MB"
    raise argparse.ArgumentTypeError(message)


def _count(text: str) -> int:
    if re.fullmatch(r"\d{1,9}", text, re.ASCII):
        return int(text)
    message = f"{text!r} is no whole number from 0 to 999,999,999"
    raise argparse.ArgumentTypeError(message)


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: that takes longer than parsing."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib import metadata

        try:
            version = metadata.version(DISTRIBUTION)
        except metadata.PackageNotFoundError:
            version = "(a checkout that is not installed)"
        print(f"factpack {version}")
        parser.exit()


def _check(parsed: argparse.Namespace) -> int:
    from factpack.build import check
    from factpack.project import find_project

    project = find_project(Path.cwd())
    checked = check(project)
    print(_told(checked.report, parsed.format, project.root))
    return 0 if checked.report.ok else 1


def _build(parsed: argparse.Namespace) -> int:
    from factpack.build import build
    from factpack.project import find_project

    project = find_project(Path.cwd())
    built = build(project)
    if built.report.findings:
        print(_told(built.report, parsed.format, project.root))
    if not built.report.ok:
        return 1
    for warning in built.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    print(_summary(built))
    return 0


def _show(parsed: argparse.Namespace) -> int:
    from factpack.build import PACKAGE
    from factpack.package import Package
    from factpack.project import find_project

    package = Package(find_project(Path.cwd()).root / PACKAGE)
    try:
        print(package.explain(parsed.id))
    except DataError as error:
        message = f"{error} (show reads the built package: after a change of the seeds run `factpack build`)"
        raise DataError(message) from error
    return 0


def _validate(parsed: argparse.Namespace) -> int:
    from factpack import terminal
    from factpack.reports import PACKAGE_FORMATS, below

    with terminal.progress() as progress:
        report = factpack.validate(
            parsed.path,
            memory=parsed.memory,
            examples=parsed.examples,
            allow_remote=parsed.allow_remote,
            progress=progress,
        )
    page = terminal.page(_descriptor(parsed.path))
    print(PACKAGE_FORMATS[parsed.format](below(_folder_as_seen(page.descriptor, parsed.format), report), page))
    return 0 if report.ok else 1


def _add(parsed: argparse.Namespace) -> int:
    from factpack.curating.adding import Metadata, add
    from factpack.project import find_project
    from factpack.reports.wording import counted
    from factpack.terminal import ask

    project = find_project(Path.cwd())
    metadata = Metadata(parsed.publisher, parsed.date, parsed.language, parsed.headline)
    added = add(project, Path(parsed.path), metadata, ask if sys.stdin.isatty() else None)
    read = f"{counted(len(added.article.sentences), 'sentence')}, {counted(len(added.numerals), 'number')} in digits"
    print(f"added {Path(os.path.relpath(added.folder)).as_posix()}/: {read}")
    print(f"next: factpack todo --article {added.article.id}")
    return 0


def _anchor(parsed: argparse.Namespace) -> int:
    from factpack.curating.anchoring import Match, anchor
    from factpack.curating.anchoring_report import anchored_json, anchored_text
    from factpack.project import find_project
    from factpack.terminal import page

    project = find_project(Path.cwd())
    anchored = anchor(project, parsed.words, parsed.article)
    is_json = parsed.format == "json"
    print(_as_json(anchored_json(anchored)) if is_json else anchored_text(anchored, _seen(project.root), page()))
    return 0 if anchored.match is Match.EXACT else 1


def _todo(parsed: argparse.Namespace) -> int:
    from factpack.curating.tasks import tasks
    from factpack.curating.tasks_report import tasks_json, tasks_text
    from factpack.project import find_project
    from factpack.terminal import page

    project = find_project(Path.cwd())
    found = tasks(project, parsed.article)
    is_json = parsed.format == "json"
    print(_as_json(tasks_json(found)) if is_json else tasks_text(found, _seen(project.root), page()))
    return 0


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _seen(root: Path) -> str:
    return _root_as_seen(root, "text")


def _descriptor(path: str) -> str:
    if "://" in path or not Path(path).is_dir():
        return path
    return (Path(path) / DESCRIPTOR).as_posix()


def _folder_as_seen(descriptor: str, form: str) -> str:
    """The package's folder: as it was written for people, from the repository for GitHub, left out for machines."""
    if "://" in descriptor and form != "json":
        return descriptor.rpartition("/")[0]
    folder = Path(descriptor).parent
    return folder.as_posix() if form == "text" else _root_as_seen(folder, form)


def _told(report: "Report", form: str, root: Path) -> str:
    from factpack.reports import FORMATS as WRITERS
    from factpack.reports import below

    return WRITERS[form](below(_root_as_seen(root, form), report))


def _root_as_seen(root: Path, form: str) -> str:
    """The dataset's root from where paths are opened: a terminal's folder, or GitHub's repository."""
    if form == "text":
        return Path(os.path.relpath(root)).as_posix()
    if form == "github" and (workspace := os.environ.get("GITHUB_WORKSPACE")):
        seen, repository = root.resolve(), Path(workspace).resolve()
        return seen.relative_to(repository).as_posix() if seen.is_relative_to(repository) else ""
    return ""


def _summary(built: "Built") -> str:
    from factpack.checks import coverage

    covered, draft = coverage(built.draft), built.draft
    width = max(map(len, draft.rows))
    lines = [f"  {name:<{width}}  {len(rows):>5}" for name, rows in draft.rows.items()]
    counts = ((covered.sentences, "sentences"), (covered.numbers, "numbers"), (covered.names, "Latin-script names"))
    accounted = ", ".join(f"{done} of {all_} {what}" for (done, all_), what in counts)
    return "\n".join(
        [
            f"built schema/ and datapackage/: {len(draft.rows)} tables, {sum(map(len, draft.rows.values()))} rows",
            *lines,
            f"facts: {len(draft.facts)}",
            f"coverage: {accounted}",
            f"quoted: at most {draft.quoted_share:.1%} of an article's letters and digits",
        ]
    )
