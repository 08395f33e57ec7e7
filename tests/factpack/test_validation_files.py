"""The files of a package are inside it, whole, and as its descriptor says; the web is read where that is allowed."""

import hashlib
import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from factpack.errors import DataError
from factpack.findings import Finding, Report
from factpack.validation import validate

Write = Callable[..., Path]
TEXT = b"some words\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a package of these resources beside a file of some words; gives its folder."""
    folder = tmp_path / "package"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "words.txt").write_bytes(TEXT)
    (tmp_path / "secret.txt").write_bytes(TEXT)

    def package(*resources: object) -> Path:
        (folder / "datapackage.json").write_text(json.dumps({"resources": resources}, indent=1), encoding="utf-8")
        return folder

    return package


def only(report: Report) -> Finding:
    """The one finding of a report."""
    assert len(report.findings) == 1, report.findings
    return report.findings[0]


def words(**properties: object) -> dict[str, object]:
    """The resource of the file of some words."""
    return {"name": "words", "path": "data/words.txt", **properties}


def test_a_file_that_is_no_table_is_only_looked_at_for_its_bytes(write: Write) -> None:
    """It has no validator and no rows."""
    report = validate(write(words()))
    [resource] = report.resources

    assert report.ok
    assert (resource.bytes, resource.rows, resource.format, resource.validator) == (len(TEXT), None, "txt", "")


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("../secret.txt", "package/outside"),
        ("data/../../secret.txt", "package/outside"),
        ("/etc/passwd", "package/outside"),
        ("~/secret.txt", "package/outside"),
        ("data\\words.txt", "package/outside"),
        ("", "package/outside"),
        ("C:words.txt", "package/remote"),
        ("file:///etc/passwd", "package/remote"),
        ("ftp://127.0.0.1/x", "package/remote"),
        ("s3://bucket/x", "package/remote"),
        ("http://127.0.0.1:9/x", "package/remote"),
        ("HTTPS://127.0.0.1:9/x", "package/remote"),
        ("data/none.txt", "package/missing-file"),
        ("data/words.txt/x", "package/missing-file"),
        ("n\0l", "package/missing-file"),
        ("x" * 300, "package/missing-file"),
        ("x/" * 3000, "package/missing-file"),
        ("data", "package/not-a-file"),
        (".", "package/not-a-file"),
    ],
)
def test_a_path_stays_inside_the_package(write: Write, path: str, rule: str) -> None:
    """Anything but a relative path to a file of the package is a finding at that path."""
    finding = only(validate(write(words(path=path))))

    assert (finding.rule, finding.record) == (rule, "words")
    assert finding.message.startswith("resources[0].path: ")
    assert (finding.place.file, finding.place.line) == ("datapackage.json", 5)


def test_each_path_of_several_is_looked_at(write: Write) -> None:
    """The finding says which one it is."""
    finding = only(validate(write(words(path=["data/words.txt", "none"]))))

    assert finding.message == "resources[0].path[1]: there is no file none"


@pytest.mark.parametrize("allow_remote", [False, True])
def test_no_scheme_but_http_is_ever_followed(write: Write, *, allow_remote: bool) -> None:
    """That remote files are allowed allows no others."""
    report = validate(write(words(path="file:///etc/passwd")), allow_remote=allow_remote)

    assert only(report).rule == "package/remote"


def test_what_is_no_regular_file_is_never_opened(write: Write, tmp_path: Path) -> None:
    """Fifos, sockets and links to devices are told and block nobody; links are followed, but not outside."""
    folder = tmp_path / "package"
    os.mkfifo(folder / "fifo")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "socket"))
        (folder / "device").symlink_to("/dev/zero")
        (folder / "loop").symlink_to("loop")
        (folder / "out").symlink_to("../secret.txt")
        (folder / "absolute").symlink_to(folder / "data")
        (folder / "in").symlink_to("data/words.txt")
        (folder / "dangling").symlink_to("none")
        paths = ["fifo", "socket", "device", "loop", "out", "dangling", "in", "absolute/words.txt", "absolute"]
        report = validate(write(*(words(name=path, path=path) for path in paths)))

    assert {finding.record: finding.rule for finding in report} == {
        "fifo": "package/not-a-file",
        "socket": "package/not-a-file",
        "absolute": "package/not-a-file",
        "device": "package/outside",
        "out": "package/outside",
        "loop": "package/unreadable",
        "dangling": "package/missing-file",
    }


def test_a_package_may_be_reached_through_links(write: Write, tmp_path: Path) -> None:
    """Where its folder really is does not matter."""
    (tmp_path / "link").symlink_to(write(words()))

    assert validate(tmp_path / "link").ok


def test_a_file_that_may_not_be_read_is_a_finding(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may read all: the system is asked to say no."""
    monkeypatch.setattr(os, "access", lambda *_: False)

    assert only(validate(write(words()))).rule == "package/unreadable"


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "sha512"])
def test_each_hash_is_checked(write: Write, algorithm: str) -> None:
    """In small or capital digits; another one is a finding that says both."""
    digest = hashlib.new(algorithm, TEXT).hexdigest()
    assert validate(write(words(hash=f"{algorithm}:{digest}"))).ok
    assert validate(write(words(hash=f"{algorithm.upper()}:{digest.upper()}"))).ok

    wrong = digest[::-1]
    finding = only(validate(write(words(hash=f"{algorithm}:{wrong}"))))
    assert finding.rule == "package/hash"
    assert finding.message == f"resources[0].hash: found {algorithm}:{digest}, expected {algorithm}:{wrong}"


def test_a_bare_hash_is_md5(write: Write) -> None:
    """As the standard says."""
    assert validate(write(words(hash=hashlib.md5(TEXT, usedforsecurity=False).hexdigest()))).ok


@pytest.mark.parametrize(
    "text",
    ["", ":", "sha256:", "sha256:abc", "sha3_256:" + "0" * 64, "x" * 32, "0" * 33, "a:b:" + "0" * 32, "shake_128:00"],
)
def test_a_hash_that_is_none_is_a_finding_about_the_descriptor(write: Write, text: str) -> None:
    """An algorithm that is not one of four, or not its number of hexadecimal digits."""
    finding = only(validate(write(words(hash=text))))

    assert (finding.rule, finding.place.line) == ("descriptor/wrong-shape", 6)


def test_bytes_are_counted(write: Write) -> None:
    """One more or less is a finding; so are 0."""
    assert validate(write(words(bytes=len(TEXT)))).ok
    for wrong in (0, len(TEXT) - 1, len(TEXT) + 1):
        finding = only(validate(write(words(bytes=wrong))))
        assert finding.rule == "package/bytes"
        assert finding.message == f"resources[0].bytes: found {len(TEXT)} bytes, expected {wrong}"


def test_several_files_are_one_after_the_other(write: Write) -> None:
    """Their bytes are added and their hash is that of all, in the order of the paths."""
    (write() / "more.txt").write_bytes(b"more")
    digest = hashlib.sha256(TEXT + b"more").hexdigest()
    sound = words(path=["data/words.txt", "more.txt"], hash=f"sha256:{digest}", bytes=len(TEXT) + 4)
    assert validate(write(sound)).ok

    swapped = {**sound, "path": ["more.txt", "data/words.txt"]}
    assert only(validate(write(swapped))).rule == "package/hash"


def test_a_flipped_bit_is_found_and_the_rows_are_looked_at_all_the_same(write: Write) -> None:
    """A hash that differs does not hide what else is wrong."""
    schema = {"fields": [{"name": "some words", "type": "integer"}]}
    (write() / "data" / "words.txt").write_bytes(TEXT + b"x\n")
    resource = words(format="csv", schema=schema, hash="sha256:" + hashlib.sha256(TEXT).hexdigest())

    assert {finding.rule for finding in validate(write(resource))} == {"package/hash", "frictionless/type-error"}


class _Site(SimpleHTTPRequestHandler):
    """Serves a folder, redirections and an answer that breaks off."""

    def do_GET(self) -> None:
        """Answer."""
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
        elif self.path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"x")
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            while not self.wfile.closed:
                self.wfile.write(bytes(1 << 20))
        else:
            super().do_GET()

    def handle(self) -> None:
        """Whoever has heard enough may hang up."""
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True

    log_message: Any = staticmethod(lambda *_: None)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a server of the package's folder."""
    handler = partial(_Site, directory=str(tmp_path / "package"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_remote_files_are_downloaded_where_that_is_allowed(write: Write, site: str) -> None:
    """Data, schema and all; and progress says so."""
    said: list[tuple[str, float]] = []
    folder = write()
    (folder / "schema.json").write_text('{"fields": [{"name": "some words"}]}', encoding="utf-8")
    digest = hashlib.sha256(TEXT).hexdigest()
    url = f"{site}/data/words.txt"
    resource = words(path=url, format="csv", schema=f"{site}/schema.json", bytes=len(TEXT), hash=f"sha256:{digest}")
    report = validate(write(resource), allow_remote=True, progress=lambda what, fraction: said.append((what, fraction)))

    assert report.ok, report.findings
    assert (report.resources[0].rows, report.resources[0].bytes) == (0, len(TEXT))
    assert report.resources[0].paths == (url,)
    assert url in {what for what, _ in said}


def test_remote_files_are_left_alone_otherwise(write: Write, site: str) -> None:
    """Neither a resource nor a descriptor is fetched."""
    report = validate(write(words(path=f"{site}/data/words.txt")))

    assert only(report).rule == "package/remote"
    with pytest.raises(DataError, match="remote files are not allowed"):
        validate(f"{site}/datapackage.json")


def test_a_descriptor_may_be_remote(write: Write, site: str) -> None:
    """What it names is beside it."""
    write(words(bytes=len(TEXT)), words(name="out", path="../x"), words(name="none", path="none"))
    report = validate(f"{site}/datapackage.json", allow_remote=True)

    assert {finding.record: finding.rule for finding in report} == {
        "out": "package/outside",
        "none": "package/unreadable",
    }
    assert {finding.place.file for finding in report} == {"datapackage.json"}
    assert report.resources[0].bytes == len(TEXT)


@pytest.mark.parametrize(
    "path", ["none", "short", "to/file:///etc/passwd", "to/ftp://127.0.0.1/x", "to//to/x", "to/data:,x", "a b"]
)
def test_a_download_that_fails_is_a_finding(write: Write, site: str, path: str) -> None:
    """Not found, broken off, redirected to anything but the web, an address that is none."""
    report = validate(write(words(path=f"{site}/{path}")), allow_remote=True)

    assert only(report).rule == "package/unreadable"


def test_redirections_inside_the_web_are_followed(write: Write, site: str) -> None:
    """To http and https alone."""
    assert validate(write(words(path=f"{site}/to/{site}/data/words.txt")), allow_remote=True).ok


def test_a_remote_descriptor_without_end_is_refused(write: Write, site: str) -> None:
    """No more than 64 MB are read."""
    write()
    with pytest.raises(DataError, match="larger than 64 MB"):
        validate(f"{site}/endless", allow_remote=True)
