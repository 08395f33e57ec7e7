"""Paths that lead out of the package."""

from pathlib import Path

from .case import Case, Draft, Json, Step, fields
from .integrity import THINGS

OUTSIDE = "package/outside"
FOLLOWS = "follows symbolic links wherever they lead"


def beside(draft: Draft) -> Path:
    """The first file, moved to a folder beside the package."""
    outside = draft.root.parent / f"{draft.root.name}-outside"
    outside.mkdir()
    return draft.files[0].rename(outside / "things.parquet")


def upwards(draft: Draft) -> None:
    """Name a file beside the package by a relative path."""
    draft.resource["path"] = f"../{beside(draft).parent.name}/things.parquet"


def absolute(draft: Draft) -> None:
    """Name the file by its absolute path."""
    draft.resource["path"] = str(draft.files[0].resolve())


def linked(inside: bool) -> Step:  # noqa: FBT001 the two packages differ in nothing else
    """Put a symbolic link where the file was, to a place inside the package or outside."""

    def link(draft: Draft) -> None:
        here = draft.files[0]
        target = here.rename(draft.root / "elsewhere.parquet") if inside else beside(draft)
        here.symlink_to(target)

    return link


def linked_folder(draft: Draft) -> None:
    """Name the file through a symbolic link to a folder outside."""
    (draft.root / "data").symlink_to(beside(draft).parent, target_is_directory=True)
    draft.resource["path"] = "data/things.parquet"


def subfolder(draft: Draft) -> None:
    """Name the file in a folder inside."""
    (draft.root / "data").mkdir()
    draft.files[0].rename(draft.root / "data" / "things.parquet")
    draft.resource["path"] = "data/things.parquet"


def named(path: str | list[str]) -> Step:
    """Let the resource name another path."""
    return lambda draft: draft.resource.update({"path": path})


def schema_at(path: str, schema: Json | None = None) -> Step:
    """Let the schema stand in a file of its own, or not at all."""

    def place(draft: Draft) -> None:
        import json

        if schema is not None:
            (draft.root / path).write_text(json.dumps(schema), encoding="utf-8")
        draft.resource["schema"] = path

    return place


def led(name: str, rule: str, bad: Step, *sound: Step, why: str = "", hangs: bool = False) -> Case:
    """A package whose first resource leads elsewhere."""
    return Case(name, rule, THINGS.but(bad), THINGS.but(*sound), why=why, hangs=hangs)


SCHEMA = {"fields": fields(a="string", b="integer")}
UNREADABLE = "descriptor/unreadable-schema"

CASES = (
    led("path upwards", OUTSIDE, upwards),
    led("path upwards and back", OUTSIDE, named("data/../things.parquet")),
    led("path that is absolute", OUTSIDE, absolute),
    led("path with a tilde", OUTSIDE, named("~/things.parquet")),
    led("path through a link to a file outside", OUTSIDE, linked(inside=False), linked(inside=True), why=FOLLOWS),
    led("path through a link to a folder outside", OUTSIDE, linked_folder, subfolder, why=FOLLOWS),
    led("second of two paths outside", OUTSIDE, named(["things.parquet", "../things.parquet"])),
    led("path that is empty", OUTSIDE, named("")),
    led("path with a null character", "package/missing-file", named("things\0.parquet")),
    led("path of a list without paths", "descriptor/wrong-shape", named([])),
    led(
        "path that is remote",
        "package/remote",
        named("https://example.org/things.parquet"),
        why="it would fetch what is remote, without being asked to",
        hangs=True,
    ),
    led(
        "path of another scheme",
        "package/remote",
        named("file:///dev/null"),
        why="what it would open depends on the machine",
        hangs=True,
    ),
    led("schema in a file that is missing", UNREADABLE, schema_at("schema.json"), schema_at("schema.json", SCHEMA)),
    led("schema in a file that is no JSON", UNREADABLE, schema_at("things.parquet"), schema_at("schema.json", SCHEMA)),
    led("schema in a file outside", OUTSIDE, schema_at("../schema.json"), schema_at("schema.json", SCHEMA)),
)
