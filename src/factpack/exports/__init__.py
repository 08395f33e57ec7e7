"""Exports: a published package as files for spreadsheets and other programs, a format a module.

All they need is pyarrow; xlsx needs the extra `xlsx` besides. pandas, which is slow to import, is never used.
"""

from pathlib import Path

from factpack.exports.csv_files import CSV
from factpack.exports.jsonl_files import JSONL
from factpack.exports.notes import README, notes
from factpack.exports.tables import Format, dictionary_of, tables_of
from factpack.exports.xlsx_file import XLSX
from factpack.new_folder import write_new
from factpack.package.folder import Folder

FORMATS: dict[str, Format] = {"csv": CSV, "xlsx": XLSX, "jsonl": JSONL}
"""By the word that users say."""


def export(package: Folder, word: str, folder: Path) -> tuple[str, ...]:
    """Write every table, the data dictionary and a README.md to the new or empty `folder`; give the files' names.

    Whole, or not at all: raises DataError, and writes nothing, where the folder holds something or cannot be written.
    """
    chosen, descriptor = FORMATS[word], package.descriptor
    tables = [*tables_of(package), dictionary_of(package)]
    files = chosen.files(tables, descriptor)
    files[README] = notes(descriptor, chosen, list(files)).encode()
    _make_way(folder)
    write_new(folder, files, there=f"{folder} is there already: name a new folder, or an empty one", parents=True)
    return tuple(files)


def _make_way(folder: Path) -> None:
    """Remove the folder if it is empty: the new one comes in one step. Not the one that somebody stands in."""
    try:
        if not folder.is_symlink() and not folder.samefile(Path.cwd()):
            folder.rmdir()
    except OSError:  # it is not there, not empty or no folder: that is for the writer to tell
        return
