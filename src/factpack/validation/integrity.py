"""`bytes` and `hash` of a resource are those of its files, one after the other."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from factpack.findings import Finding, Severity
from factpack.validation.resources import Declared

ALGORITHMS = {"md5": 32, "sha1": 40, "sha256": 64, "sha512": 128}
"""The hashes that a descriptor may have, and how many hexadecimal digits each has."""

PIECE = 1 << 20
MEND = "restore the file that was published, or, if this one is right, correct the descriptor"


def wrong_size(resource: Declared) -> Iterator[Finding]:
    """Where the resource's files have not as many bytes as it says."""
    size, expected = resource.bytes, resource.value.get("bytes")
    if expected is not None and size != expected:
        yield _finding(resource, "package/bytes", "bytes", f"found {size:,} bytes, expected {expected:,}", MEND)


def damage(resource: Declared, seen: Callable[[float], None]) -> Iterator[Finding]:
    """Where the resource's files are not as it says; `seen` is told the fraction that has been read."""
    yield from wrong_size(resource)
    if "hash" in resource.value:
        yield from _hash(resource, seen)


def unproved(resource: Declared) -> Iterator[Finding]:
    """A warning where a hash is said of files that Spark alone can reach."""
    if "hash" in resource.value:
        message = "the hash of what Spark alone can reach is not checked"
        mend = "check the hash where the files are"
        place = (*resource.path, "hash")
        found = resource.descriptor.finding("package/hash-not-checked", place, message, mend, resource.name)
        yield replace(found, severity=Severity.WARNING)


def _hash(resource: Declared, seen: Callable[[float], None]) -> Iterator[Finding]:
    algorithm, expected = parsed(resource.value["hash"])
    if problem := _unusable(algorithm, expected):
        mend = f"write the name of the algorithm, a colon and the hash; the algorithms are {', '.join(ALGORITHMS)}"
        yield _finding(resource, "descriptor/wrong-shape", "hash", problem, mend)
    elif (found := _digest(algorithm, resource.files, resource.bytes, seen)) != expected:
        message = f"found {algorithm}:{found}, expected {algorithm}:{expected}"
        yield _finding(resource, "package/hash", "hash", message, MEND)


def _finding(resource: Declared, rule: str, where: str, message: str, mend: str) -> Finding:
    return resource.descriptor.finding(rule, (*resource.path, where), message, mend, resource.name)


def parsed(said: str) -> tuple[str, str]:
    """The algorithm and the digits of a `hash`, both in small letters; md5 where it names no algorithm."""
    algorithm, colon, digits = said.lower().rpartition(":")
    return (algorithm if colon else "md5"), digits


def _unusable(algorithm: str, digits: str) -> str:
    if algorithm not in ALGORITHMS:
        return f"found the algorithm {algorithm[:30]!r}, expected one of {', '.join(ALGORITHMS)}"
    if len(digits) != ALGORITHMS[algorithm] or not set(digits) <= set("0123456789abcdef"):
        return f"found {digits[:140]!r}, expected the {ALGORITHMS[algorithm]} hexadecimal digits of {algorithm}"
    return ""


def _digest(algorithm: str, files: Sequence[Path], size: int, seen: Callable[[float], None]) -> str:
    digest, done = hashlib.new(algorithm, usedforsecurity=False), 0
    buffer = bytearray(PIECE)
    for file in files:
        with file.open("rb", buffering=0) as stream:
            while count := stream.readinto(buffer):
                digest.update(memoryview(buffer)[:count])
                done += count
                seen(min(1.0, done / size) if size else 1.0)
    return digest.hexdigest()
