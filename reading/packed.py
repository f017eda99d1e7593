"""What is in a .zip archive, for the kinds of files that are one (`sample.py`)."""

from __future__ import annotations

import io
import zipfile


def contents(data: bytes) -> tuple[frozenset[str], str]:
    """The names of the members, and the kind that it says it is of; none if it is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = frozenset(archive.namelist())
            if "mimetype" not in members:
                return members, ""
            with archive.open("mimetype") as file:
                return members, file.read(200).decode("ascii", "replace").strip()
    except Exception:  # noqa: BLE001 - a broken archive breaks zipfile in many ways
        return frozenset(), ""
