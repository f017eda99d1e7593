"""Offices that news shortens to capitals: “the CJI” for the chief justice of India."""

from __future__ import annotations

import re
from functools import lru_cache

from extraction.coreference.titles import office_initials
from extraction.lexicon.offices import OFFICES_SPELT_OUT


def is_short_for_office(short: str, title: str) -> bool:
    """Whether capitals stand for an office: its initials, or as news of a country shortens it.

    >>> is_short_for_office("AG", "Osk Advocate General"), is_short_for_office("CTO", "aide")
    (True, False)
    >>> is_short_for_office("CP", "Deputy Commissioner of Police"), is_short_for_office("DC", "")
    (False, False)
    """
    written = office_initials(title).endswith(short) or title.rpartition(" ")[2] == short
    return written or has_office_in_short(short, title)


def has_office_in_short(short: str, text: str) -> bool:
    """Whether a text spells out an office that capitals may stand for.

    >>> has_office_in_short("VC", "the Vice-Chancellor, Ana Brel"), has_office_in_short("VC", "Osk")
    (True, False)
    """
    spelt = _spelt_out(short)
    return spelt is not None and spelt.search(text) is not None


@lru_cache(256)
def _spelt_out(short: str) -> re.Pattern[str] | None:
    if not (offices := OFFICES_SPELT_OUT.get(short)):
        return None
    spelt = "|".join(re.escape(each).replace(r"\ ", r"[\s-]+") for each in offices)
    return re.compile(rf"(?<!deputy )(?<!assistant )(?<!joint )\b(?:{spelt})\b", re.IGNORECASE)
