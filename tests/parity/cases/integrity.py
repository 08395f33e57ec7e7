"""Files that are not those which were published: wrong bytes and hashes, missing, broken, of another kind."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import duckdb

from .case import Case, Cells, Draft, Package, Step, fields, parquet, table

WORDS = ["alpha", "beta", "gamma", "delta"]
THINGS = Package([table({"a": WORDS, "b": [1, 2, 3, 4]}, fields(a="string", b="integer"))])


def states(**properties: object) -> Step:
    """Let the resource state these properties."""
    return lambda draft: draft.resource.update(properties)


def sealed(algorithm: str = "sha256", prefix: str | None = None) -> Step:
    """Let the resource state the hash of its files as they are now, one after the other."""

    def seal(draft: Draft) -> None:
        digest = hashlib.new(algorithm, b"".join(file.read_bytes() for file in draft.files)).hexdigest()
        draft.resource["hash"] = (f"{algorithm}:" if prefix is None else prefix) + digest

    return seal


def weighed(draft: Draft) -> None:
    """Let the resource state how many bytes its files have now."""
    draft.resource["bytes"] = sum(file.stat().st_size for file in draft.files)


def one_byte_more(draft: Draft) -> None:
    """Let the resource state one byte more than its files have."""
    weighed(draft)
    draft.resource["bytes"] += 1


def other_hash(draft: Draft) -> None:
    """Change the last digit of the hash that the resource states."""
    stated = draft.resource["hash"]
    draft.resource["hash"] = stated[:-1] + ("0" if stated[-1] != "0" else "1")


def flip(draft: Draft) -> None:
    """Flip one bit of a cell in the last of the files, which is otherwise sound."""
    data = bytearray(draft.files[-1].read_bytes())
    data[data.index(b"gamma")] ^= 1
    draft.files[-1].write_bytes(data)


def truncated(draft: Draft) -> None:
    """Cut the last of the files short."""
    draft.files[-1].write_bytes(draft.files[-1].read_bytes()[:-20])


def holds(content: bytes) -> Step:
    """Replace the first file's content."""
    return lambda draft: _write(draft.files[0], content)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def encrypted(draft: Draft) -> None:
    """Encrypt the first file with a key of its own."""
    target = draft.files[0]
    with duckdb.connect() as engine:
        engine.execute("SET force_mbedtls_unsafe = 'true'; PRAGMA add_parquet_key('k', '0123456789112345')")
        engine.read_parquet(str(target)).create("things")
        engine.execute(f"COPY things TO '{target}' (FORMAT parquet, ENCRYPTION_CONFIG {{footer_key: 'k'}})")


def removed(draft: Draft) -> None:
    """Remove the last of the files."""
    draft.files[-1].unlink()


def a_folder(draft: Draft) -> None:
    """Put a folder where the first file was."""
    draft.files[0].unlink()
    draft.files[0].mkdir()


def a_fifo(draft: Draft) -> None:
    """Put a fifo where the first file was."""
    draft.files[0].unlink()
    os.mkfifo(draft.files[0])


def in_parts(second: Sequence[str] = ("a", "b"), word: str = "zeta") -> Step:
    """Add a second file, of these columns, to the table; `word` is one of its cells."""

    def add(draft: Draft) -> None:
        cells: dict[str, Cells] = {"a": ["gammas", word], "b": [5, 6], "z": [7, 8]}
        parquet({name: cells[name] for name in second}, draft.root / "more.parquet")
        draft.resource["path"] = [draft.resource["path"], "more.parquet"]

    return add


def damaged(  # noqa: PLR0913 a case is declared in one call
    name: str,
    rule: str,
    bad: Sequence[Step],
    sound: Sequence[Step] = (),
    *,
    why: str = "",
    record: str = "things",
) -> Case:
    """A package of one table after these steps."""
    return Case(name, rule, THINGS.but(*bad), THINGS.but(*sound), record, why=why)


BYTES, HASH, BROKEN = "package/bytes", "package/hash", "package/unreadable"
NO_HASHES = "does not look at the `hash` of Parquet"
NO_BYTES = "counts no bytes of Parquet, and so refuses a correct `bytes` as well"
FIRST = "reads only the first of several Parquet files"

PARTS = in_parts()
KEYED: Step = lambda draft: draft.resource["schema"].update(primaryKey=["a"])  # noqa: E731

STATED = (
    damaged("bytes are one too many", BYTES, [one_byte_more], [weighed], why=NO_BYTES),
    damaged("md5, named", HASH, [sealed("md5"), other_hash], [sealed("md5")], why=NO_HASHES),
    damaged("md5, bare", HASH, [sealed("md5", ""), other_hash], [sealed("md5", "")], why=NO_HASHES),
    damaged("sha1", HASH, [sealed("sha1"), other_hash], [sealed("sha1")], why=NO_HASHES),
    damaged("sha256", HASH, [sealed(), other_hash], [sealed()], why=NO_HASHES),
    damaged("sha512", HASH, [sealed("sha512"), other_hash], [sealed("sha512")], why=NO_HASHES),
    damaged(
        "a hash of an unknown algorithm",
        "descriptor/wrong-shape",
        [sealed(prefix="sha257:")],
        [sealed()],
        why=NO_HASHES,
    ),
    damaged(
        "a hash of too few digits", "descriptor/wrong-shape", [sealed("md5", "sha256:")], [sealed()], why=NO_HASHES
    ),
    damaged("one bit flipped, under a hash", HASH, [sealed(), flip], [sealed()], why=NO_HASHES),
    damaged("bytes of a table in two files", BYTES, [PARTS, one_byte_more], [PARTS, weighed], why=NO_BYTES),
    damaged("hash of a table in two files", HASH, [PARTS, sealed(), flip], [PARTS, sealed()], why=NO_HASHES),
)

FILES = (
    damaged("file is missing", "package/missing-file", [removed]),
    damaged("second of two files is missing", "package/missing-file", [PARTS, removed], [PARTS], why=FIRST),
    damaged("second of two files has a column too few", BROKEN, [in_parts("a")], [PARTS], why=FIRST),
    damaged("second of two files has a column too many", BROKEN, [in_parts("abz")], [PARTS], why=FIRST),
    damaged(
        "second of two files has a row that is wrong",
        "key/not-unique",
        [in_parts(word="alpha"), KEYED],
        [PARTS, KEYED],
        why=FIRST,
        record="things.a",
    ),
    damaged("second of two files is truncated", BROKEN, [PARTS, truncated], [PARTS], why=FIRST),
    damaged("file is truncated", BROKEN, [truncated]),
    damaged("file is empty", BROKEN, [holds(b"")]),
    damaged("file is text", BROKEN, [holds(b"a,b\nalpha,1\n")]),
    damaged("file is of zeros", BROKEN, [holds(bytes(4096))]),
    damaged("file is but Parquet's magic words", BROKEN, [holds(b"PAR1PAR1")]),
    damaged("file is encrypted", BROKEN, [encrypted]),
    damaged("file is a folder", "package/not-a-file", [a_folder]),
    damaged("file is a fifo", "package/not-a-file", [a_fifo]),
)

CASES = (*STATED, *FILES)
