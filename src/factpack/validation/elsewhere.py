"""Packages that Spark alone can reach, on any filesystem that it reads: s3a://, hdfs:// and the like."""

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from factpack.errors import DataError
from factpack.findings import shortened
from factpack.names import DESCRIPTOR, Progress
from factpack.validation.descriptor import Descriptor, descriptor_of
from factpack.validation.files import Files
from factpack.validation.json_file import MAX_BYTES
from factpack.validation.paths import SCHEME, Elsewhere, Trouble, is_remote, refused

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

LONGEST = 200
"""So much of a URL is shown."""


def is_elsewhere(path: str) -> bool:
    """True if the path is a URL that Spark reads, and not one of the web."""
    return bool(SCHEME.match(path)) and "://" in path and not is_remote(path)


class SparkFiles(Files):
    """Finds what descriptors name by Spark; what is read here, schemas and the like, is copied to a folder."""

    def __init__(self, session: "SparkSession", copies: Path, progress: Progress) -> None:
        super().__init__(None, progress)
        self._session, self._copies, self._count = session, copies, 0

    def descriptor(self, path: str | Path) -> Descriptor:
        """The descriptor at a URL, or in the folder at one; a DataError says why it cannot be read."""
        url = str(path)
        if PurePosixPath(url).suffix != ".json":
            url = f"{url.rstrip('/')}/{DESCRIPTOR}"
        file = self._copied(url, MAX_BYTES)
        if isinstance(file, Trouble):
            raise DataError(file.message)
        return descriptor_of(self._copies.resolve(), file, url, url)

    def find(self, descriptor: Descriptor, path: str, most: int = 0) -> Path | Elsewhere | Trouble:
        """Where the files are that `path` means; a copy of the file, if it is one of at most `most` bytes to read."""
        if trouble := refused(path):
            return trouble
        url = f"{descriptor.url.rpartition('/')[0]}/{path}"
        return self._copied(url, most) if most else self._there(url)

    def _there(self, url: str) -> Elsewhere | Trouble:
        shown = shortened(url, LONGEST)
        try:
            [found] = self._listed(url).selectExpr("count(*)", "coalesce(sum(length), 0)").collect()
        except Exception as error:  # noqa: BLE001 whatever a filesystem makes Spark raise
            return _trouble(url, error)
        return Elsewhere(url, found[1]) if found[0] else Trouble("package/missing-file", f"there is no file {shown}")

    def _copied(self, url: str, most: int) -> Path | Trouble:
        there = self._there(url)
        if isinstance(there, Trouble):
            return there
        if there.bytes > most:
            return Trouble("package/unreadable", f"{shortened(url, LONGEST)} is larger than {most:,} bytes")
        try:
            [[content]] = self._listed(url).select("content").collect()
        except Exception as error:  # noqa: BLE001 as above
            return _trouble(url, error)
        self._count += 1
        file = self._copies / f"{self._count}-{PurePosixPath(url).name}"
        file.write_bytes(content)
        return file

    def _listed(self, url: str) -> "DataFrame":
        # Folders within are of one table: their names tell a column.
        return self._session.read.format("binaryFile").option("recursiveFileLookup", "true").load(url)


def _trouble(url: str, error: Exception) -> Trouble:
    from factpack.plan.spark.session import reason

    told, shown = reason(error), shortened(url, LONGEST)
    if "PATH_NOT_FOUND" in told:
        return Trouble("package/missing-file", f"there is no file {shown}")
    return Trouble("package/unreadable", f"{shown} cannot be read: {told}")
