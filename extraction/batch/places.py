"""Files and folders by a path or by an address such as s3://archive/2026.

Paths need nothing but Python.  Addresses need fsspec, and the package that it names for the
protocol.  What cannot be opened raises BatchError, which names it and the way out.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, Protocol
from uuid import uuid4

NEEDED = "tools/install .venv/bin/python requirements-cluster.txt"
FULL = (errno.ENOSPC, errno.EDQUOT)
SUFFIXES = (".jsonl", ".ndjson", ".parquet")


class BatchError(Exception):
    """What stops a run; the message names it and the way out."""


class Place(Protocol):
    """A file system: where files are found, read, and written whole.

    Names are relative to the folder that `place_of` was given, or whole ones from `find`.
    """

    def find(self) -> list[str]:
        """The files to read: this file, those of this pattern, or those in this folder; sorted."""

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]: ...

    def stamp(self, name: str) -> str:
        """What changes whenever a file does: its size with its time or its checksum."""

    def read(self, name: str) -> bytes | None:
        """The bytes of a file below this folder; None if there is none."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file below this folder: readers see all of it or nothing."""

    def remove(self, name: str) -> None:
        """Remove a file below this folder, if it is there."""

    def names(self, folder: str) -> set[str]:
        """The names of the files in a folder below this one; none if it is not there."""


def place_of(address: str) -> Place:
    """The place of a path or an address."""
    return Remote(address) if "://" in address else Local(address)


def path_of(name: str) -> PurePosixPath:
    """The path of a file; of zip://2026/wire.jsonl::s3://a/b.zip that within the archive."""
    return PurePosixPath(name.partition("::")[0])


def stem(name: str) -> str:
    """The name of a file without folders and suffix."""
    return path_of(name).stem


@contextmanager
def _named(name: str, done: str = "opened") -> Iterator[None]:
    """Turn what a file system raises into a BatchError that names the file."""
    try:
        yield
    except BatchError:
        raise
    except FileNotFoundError:
        raise BatchError(f"{name} is not there. Check the address.") from None
    except PermissionError:
        raise BatchError(f"{name} may not be {done}. Check its permissions.") from None
    except (OSError, ValueError, NotImplementedError) as error:
        way_out = "Check the address."
        if isinstance(error, OSError) and error.errno in FULL:
            way_out = "Make room; the same command goes on with what is not done."
        raise BatchError(f"{name} cannot be {done}: {_reason(error)}. {way_out}") from error


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or "this file system does not do that"


class Local:
    """A file, a pattern of files, or a folder on this machine or on a disk that all share."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.path = Path(address)

    def find(self) -> list[str]:
        if self.path.is_file():
            return [str(self.path)]
        if self.path.is_dir():
            found = (path for path in self.path.rglob("*") if path.suffix.lower() in SUFFIXES)
        else:
            below = self.path.relative_to(self.path.anchor)
            found = (path for path in Path(self.path.anchor).glob(str(below)))
        return sorted(str(path) for path in found if path.is_file())

    def open(self, name: str) -> IO[bytes]:
        with _named(name):
            return Path(name).open("rb")

    def stamp(self, name: str) -> str:
        with _named(name):
            status = Path(name).stat()
        return f"{status.st_size} {status.st_mtime_ns}"

    def read(self, name: str) -> bytes | None:
        try:
            with _named(str(self.path / name)):
                return (self.path / name).read_bytes()
        except BatchError as error:
            if isinstance(error.__context__, FileNotFoundError):
                return None
            raise

    def write(self, name: str, data: bytes) -> None:
        path = self.path / name
        with _named(str(path), "written"):
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.{uuid4().hex}")
            try:
                with beside.open("wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        with _named(str(self.path / name), "removed"):
            (self.path / name).unlink(missing_ok=True)

    def names(self, folder: str) -> set[str]:
        path = self.path / folder
        with _named(str(path)):
            return {each.name for each in path.iterdir()} if path.is_dir() else set()


class Remote:
    """The same at an address, by fsspec."""

    def __init__(self, address: str) -> None:
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            raise BatchError(f"{address} needs fsspec: {NEEDED}") from None
        self.address = address
        try:
            with _named(address):
                found: tuple[Any, str] = url_to_fs(address)
        except ImportError as error:
            raise BatchError(f"{address} needs another package: {error}.") from None
        self._system, self._path = found
        first, _, rest = address.partition("::")
        self._archive = f"::{rest}" if rest and "://" in first else ""
        self._protocol = address.partition("://")[0]

    def find(self) -> list[str]:
        system = self._system
        with _named(self.address):
            if system.isfile(self._path):
                found = [self._path]
            elif system.isdir(self._path):
                found = [
                    path for path in system.find(self._path) if path.lower().endswith(SUFFIXES)
                ]
            else:
                found = [path for path in system.glob(self._path) if system.isfile(path)]
        return sorted(map(self._address, found))

    def _address(self, path: str) -> str:
        return f"{self._system.unstrip_protocol(path)}{self._archive}"

    def _within(self, name: str) -> str:
        """The name of a file as its file system has it, without that of its archive."""
        return name.partition("::")[0] if self._archive else name

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        with _named(name):
            file: IO[bytes] = self._system.open(self._within(name), "rb")
        with file:  # an archive is closed with this object, so it has to stay
            yield file

    def stamp(self, name: str) -> str:
        with _named(name):
            info = self._system.info(self._within(name))
        known = (
            *("ETag", "etag", "md5Hash", "checksum", "CRC"),
            *("LastModified", "last_modified", "mtime"),
        )
        return " ".join(str(info[key]) for key in ("size", *known) if info.get(key))

    def read(self, name: str) -> bytes | None:
        with _named(f"{self.address}/{name}"):
            if not self._system.exists(self._below(name)):
                return None
            data: bytes = self._system.cat_file(self._below(name))
            return data

    def write(self, name: str, data: bytes) -> None:
        path = self._below(name)
        beside = f"{path}.{uuid4().hex}"
        with _named(f"{self.address}/{name}", "written"):
            self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._system.pipe_file(beside, data)
            if self._system.exists(path):  # some file systems do not move onto what is there
                self._system.rm_file(path)
            self._system.mv(beside, path)

    def remove(self, name: str) -> None:
        with _named(f"{self.address}/{name}", "removed"):
            if self._system.exists(self._below(name)):
                self._system.rm_file(self._below(name))

    def names(self, folder: str) -> set[str]:
        path = self._below(folder)
        self._system.invalidate_cache()
        with _named(f"{self.address}/{folder}"):
            if not self._system.exists(path):
                return set()
            return {each.rpartition("/")[2] for each in self._system.ls(path, detail=False)}

    def _below(self, name: str) -> str:
        return f"{self._path.rstrip('/')}/{name}"
