"""The list of people a newsroom keeps: who is who, by name, country, office and Wikidata item.

A CSV file with the columns of `COLUMNS`, `name` alone required, a row an office; rows of the
same name (and item, where given) are one person.  Loading it again changes nothing.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nameparser import parse

from articles.models import Country, Speaker, SpeakerName, Tenure
from articles.resolution.reconcile import reconcile
from extraction.annotations import SpeakerType
from extraction.text.folding import key_of
from identity.names import Likeness, likeness, person_name
from newsroom.db.locks import single_writer

COLUMNS = ("name", "aliases", "type", "country", "title", "from", "to", "wikidata", "note")
TYPES = {SpeakerType.PERSON.value, SpeakerType.ORGANIZATION.value, SpeakerType.GROUP.value}
LONGEST = 300
# Offices and names of one person, which are stored at once while others wait to write.
MOST_OF_ONE = 200
DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


class ListError(Exception):
    """A list or a row that cannot be read; the message says where, and what would be right."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list, valid in itself."""

    line: int
    name: str
    aliases: tuple[str, ...] = ()
    type: str = SpeakerType.PERSON.value
    country: str | None = None
    title: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    wikidata: str = ""
    note: str = ""

    @property
    def person(self) -> tuple[str, str, str]:
        """What all rows of one person have in common."""
        return self.type, key_of(self.name), self.wikidata


def read_list(path: Path) -> Iterator[Row | ListError]:
    """The rows of a list in a file (see `read_rows`)."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ListError(f"{path} does not exist.") from None
    except OSError as error:
        raise ListError(f"{path} cannot be read: {error}") from error
    yield from read_rows(str(path), data)


def read_rows(path: str, data: bytes) -> Iterator[Row | ListError]:
    """The rows of a list, and an error in place of each row that is not valid.

    Values are between commas, semicolons or tabs, whichever the first line has most of.  Raises
    ListError where the file is no such list at all; `path` is its name for messages.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ListError(f"{path} cannot be read as UTF-8 text: {error}") from error
    first = text.partition("\n")[0]
    between = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=between)
    try:
        columns = [(name or "").strip().casefold() for name in reader.fieldnames or ()]
    except csv.Error as error:
        raise ListError(f"{path}, line 1: {error}") from error
    reader.fieldnames = columns
    if "name" not in columns:
        raise ListError(f"{path} has no column “name”; its first line must name the columns.")
    if unknown := [name for name in columns if name not in COLUMNS]:
        known = ", ".join(COLUMNS)
        raise ListError(f"{path} has a column “{unknown[0]}”; there are {known}.")
    if twice := [name for name in columns if columns.count(name) > 1]:
        raise ListError(f"{path} has the column “{twice[0]}” twice; leave out one of them.")
    codes = dict(Country.objects.values_list("pk", "name"))
    by_name = {key_of(name): code for code, name in codes.items()}
    of_one: Counter[tuple[str, str, str]] = Counter()
    try:
        for fields in reader:
            try:
                row = _row(reader.line_num, fields, codes, by_name)
                of_one[row.person] += 1 + len(row.aliases)
                if of_one[row.person] > MOST_OF_ONE:
                    raise ListError(
                        f"Line {row.line}: {row.name} has more than {MOST_OF_ONE} offices and "
                        "names."
                    )
                yield row
            except ListError as error:
                yield error
    except csv.Error as error:
        raise ListError(f"{path}, line {reader.line_num}: {error}") from error


def _row(line: int, fields: dict[str, str], codes: dict[str, str], by_name: dict[str, str]) -> Row:
    def value(column: str) -> str:
        text = fields.get(column) or ""
        if len(text) > LONGEST and column != "note":
            raise ListError(f"Line {line}: {column} has more than {LONGEST} characters.")
        return " ".join(text.split())

    if None in fields:
        raise ListError(
            f"Line {line}: more values than columns; put quotation marks around commas in a value."
        )
    if any("\0" in (text or "") for text in fields.values()):
        raise ListError(f"Line {line}: there is a null character in it; leave it out.")
    name = _in_order(value("name"))
    if not any(map(str.isalnum, name)):
        raise ListError(f"Line {line}: the name is missing.")
    kind = value("type").casefold() or SpeakerType.PERSON.value
    if kind not in TYPES:
        raise ListError(f"Line {line}: type {kind!r}; there are {', '.join(sorted(TYPES))}.")
    country = value("country")
    code = country.upper() if country.upper() in codes else by_name.get(key_of(country))
    if country and code is None:
        raise ListError(f"Line {line}: no country {country!r}; use a code of ISO 3166-1, as NO.")
    wikidata = value("wikidata").rpartition("/")[2]
    if wikidata and not re.fullmatch(r"Q[1-9][0-9]{,18}", wikidata):
        raise ListError(f"Line {line}: wikidata {wikidata!r} is no item; they look like Q9545.")
    since, until = _day(line, value("from"), last=False), _day(line, value("to"), last=True)
    if since and until and until < since:
        raise ListError(f"Line {line}: to {until} is before from {since}.")
    if (since or until) and not value("title"):
        raise ListError(f"Line {line}: from and to belong to a title, and there is none.")
    aliases = tuple(a for a in (part.strip() for part in re.split("[;|]", value("aliases"))) if a)
    return Row(
        line, name, aliases, kind, code, value("title"), since, until, wikidata,
        (fields.get("note") or "").strip()[:2000],
    )  # fmt: skip


def _in_order(name: str) -> str:
    """A name as people say it, where a list has “Marsh, Ana”."""
    if "," not in name:
        return name
    parsed = parse(name)
    if not (parsed.given and parsed.family):
        return name
    return " ".join(filter(None, (parsed.given, parsed.middle, parsed.family, parsed.suffix)))


def _day(line: int, text: str, *, last: bool) -> dt.date | None:
    """A day; a year or a month alone means its first day, or its last."""
    if not text:
        return None
    found = DAY.match(text)
    try:
        if found is None:
            raise ValueError(text)
        year, month, day = (int(part) if part else 0 for part in found.groups())
        if day:
            return dt.date(year, month, day)
        if not last:
            return dt.date(year, month or 1, 1)
        after = dt.date(year + 1, 1, 1) if month in (0, 12) else dt.date(year, month + 1, 1)
        return after - dt.timedelta(days=1)
    except ValueError:
        raise ListError(f"Line {line}: {text!r} is no date; write 2025-06-19, or 2025.") from None


@dataclass(slots=True)
class Loaded:
    """How many people a list made, and how many it knew or completed."""

    created: int = 0
    known: int = 0


def load_rows(rows: Iterable[Row]) -> Loaded:
    """Bring rows into the newsroom, each person in one transaction."""
    people: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        people.setdefault(row.person, []).append(row)
    loaded = Loaded()
    for own in people.values():
        with single_writer():
            if _load_person(own):
                loaded.created += 1
            else:
                loaded.known += 1
    return loaded


def _load_person(rows: list[Row]) -> bool:
    """One person from all their rows; whether they are new."""
    first = rows[0]
    speaker = _on_file(rows)
    created = speaker is None
    if speaker is None:
        speaker = Speaker(name=first.name, type=first.type)
    speaker.curated, speaker.only_in = True, None
    code = next((row.country for row in rows if row.country), None)
    if code and not speaker.country_fixed:
        speaker.country_id, speaker.country_fixed = code, True
    speaker.wikidata = speaker.wikidata or first.wikidata
    speaker.note = speaker.note or next((row.note for row in rows if row.note), "")
    speaker.save()
    for name in dict.fromkeys(name for row in rows for name in (row.name, *row.aliases)):
        SpeakerName.objects.get_or_create(
            speaker=speaker, key=key_of(name),
            defaults={"name": name, "origin": SpeakerName.Origin.LIST},
        )  # fmt: skip
    SpeakerName.objects.filter(speaker=speaker, key=key_of(first.name)).update(
        origin=SpeakerName.Origin.LIST
    )
    for row in rows:
        if row.title:
            Tenure.objects.update_or_create(
                speaker=speaker, title=row.title, since=row.since,
                defaults={"until": row.until, "country_id": row.country},
            )  # fmt: skip
    reconcile({speaker.pk})
    return created


def _on_file(rows: list[Row]) -> Speaker | None:
    """Whom the newsroom knows under this item or name; nobody where it could be two."""
    first = rows[0]
    if first.wikidata:
        same = Speaker.objects.filter(wikidata=first.wikidata).first()
        if same is not None:
            return same.root
    listed = Speaker.objects.filter(
        type=first.type, wikidata=first.wikidata, only_in=None,
        names__key=key_of(first.name), names__origin=SpeakerName.Origin.LIST,
    )  # fmt: skip
    before = {s.root.pk: s.root for s in listed if key_of(s.name) == key_of(first.name)}
    if len(before) == 1:
        return before.popitem()[1]
    keys = {key_of(name) for row in rows for name in (row.name, *row.aliases)}
    namesakes = {
        s.root.pk: s.root
        for s in Speaker.objects.filter(type=first.type, only_in=None, names__key__in=keys)
        if not (first.wikidata and s.wikidata) and _is_called(s, first.name)
    }
    code = next((row.country for row in rows if row.country), None)
    fitting = [s for s in namesakes.values() if not (code and s.country_id not in (None, code))]
    return fitting[0] if len(fitting) == 1 else None


def _is_called(speaker: Speaker, name: str) -> bool:
    """Whether this is a name of the person, or a shorter form of one.

    “Xi” alone is no proof, and “B. Li” as another name of Bo Li does not make him Bai Li.
    """
    if speaker.type != SpeakerType.PERSON:
        return True
    mine = person_name(name)
    if likeness(person_name(speaker.name), mine) >= Likeness.VARIANT:
        return True
    return any(
        likeness(person_name(own.name), mine) is Likeness.SAME for own in speaker.names.all()
    )
