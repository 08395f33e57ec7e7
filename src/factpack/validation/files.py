"""The files that a descriptor names: inside the package's folder or, where that is allowed, on the web."""

from pathlib import Path
from urllib.parse import urljoin

from factpack.errors import DataError
from factpack.names import DESCRIPTOR, Progress
from factpack.validation.descriptor import Descriptor, descriptor_of, read_descriptor
from factpack.validation.json_file import MAX_BYTES
from factpack.validation.paths import Elsewhere, Trouble, is_remote, locate, refused
from factpack.validation.remote import download


class Files:
    """Finds what descriptors name: without a folder for `downloads` nothing remote, and no folders unless told to."""

    def __init__(self, downloads: Path | None, progress: Progress, *, folders: bool = False) -> None:
        self._downloads, self._folders = downloads, folders
        self._progress = progress
        self._known: dict[str, Path | Trouble] = {}

    def descriptor(self, path: str | Path) -> Descriptor:
        """The descriptor at `path`: a folder, a file, or a URL; a DataError says why it cannot be read."""
        url = str(path)
        if not is_remote(url):
            return read_descriptor(Path(path))
        if not self._downloads:
            message = f"{url[:200]} is remote, and remote files are not allowed (--allow-remote)"
            raise DataError(message)
        file = download(url, self._downloads, lambda _: self._progress(url, 0.0), MAX_BYTES)
        # It came under a name of our own.
        file = file.rename(file.with_name(DESCRIPTOR))
        return descriptor_of(self._downloads.resolve(), file, url, url)

    def find(self, descriptor: Descriptor, path: str, most: int = 0) -> Path | Elsewhere | Trouble:
        """The file that `path` in the descriptor leads to, or what is wrong with it.

        Where it is remote it is downloaded, if it has at most `most` bytes (0: any).
        """
        if is_remote(path):
            return self._remote(path, most) if self._downloads else refused(path) or Trouble("package/remote", path)
        if descriptor.url:
            return refused(path) or self._remote(urljoin(descriptor.url, path), most)
        return locate(descriptor.folder, path, folders=self._folders and not most)

    def _remote(self, url: str, most: int) -> Path | Trouble:
        if url not in self._known:
            self._known[url] = self._download(url, most)
        return self._known[url]

    def _download(self, url: str, most: int) -> Path | Trouble:
        assert self._downloads  # noqa: S101 only asked for where remote files are allowed
        try:
            return download(url, self._downloads.resolve(), lambda _: self._progress(url, 0.0), most)
        except DataError as error:
            return Trouble("package/unreadable", str(error))
