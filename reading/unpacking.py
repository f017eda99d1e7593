"""Limits on what .zip archives may become: documents, books, workbooks and archives are such."""

from __future__ import annotations

import io
import zipfile

from reading.draft import ReadingError

# What a person wrote stays far below this.
MAX_UNPACKED = 64 * 1024 * 1024
MAX_MEMBERS = 10_000


def opened(name: str, data: bytes) -> zipfile.ZipFile:
    """The archive; raises ReadingError for one that is broken or would become too large."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadingError(
            f"{name} is a broken archive ({error}). Make or download it again."
        ) from None
    members = packed.infolist()
    size = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS:
        raise ReadingError(f"{name} has {len(members):,} files in it. Split it.")
    if size > MAX_UNPACKED:
        raise ReadingError(f"{name} has {size / 1024**2:.0f} MB unpacked. Split it.")
    return packed


def member(name: str, packed: zipfile.ZipFile, path: str) -> bytes:
    """A file of an archive; raises ReadingError if it is missing, locked, broken or too large."""
    try:
        with packed.open(path) as file:
            data = file.read(MAX_UNPACKED + 1)
    except KeyError:
        raise ReadingError(f"{name} lacks {path}. Save it again.") from None
    except RuntimeError:
        raise ReadingError(f"{name} has a password. Save it without one.") from None
    except Exception as error:  # noqa: BLE001 - a broken archive breaks zipfile in many ways
        raise ReadingError(
            f"{name} has a broken file in it, {path} ({type(error).__name__}). Make it again."
        ) from None
    if len(data) > MAX_UNPACKED:
        raise ReadingError(f"{name} has {path} in it, which is too large unpacked. Split it.")
    return data
