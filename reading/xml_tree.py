"""XML → a tree, without entities, the network, or more depth and length than articles have."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from reading.draft import ReadingError
from reading.patterns import late

# How a file states Latin-1, which is read as Windows-1252 (`western.py`).
_LATIN = late(
    rb"\A(\s*<\?xml[^>]{0,80}encoding\s*=\s*[\"'])(?:iso-8859-1|latin-?1)(?=[\"'])", re.IGNORECASE
)


def parse(name: str, data: bytes) -> Any:
    """The first element of an XML file; its own faults are mended where that can be done.

    Raises ReadingError for what is no XML, and for a file that declares entities of its own:
    no program that writes articles does, and they can grow without end.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(_LATIN.sub(rb"\1windows-1252", data, count=1), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(_no_xml(name, str(error))) from None
    if root is None:
        raise ReadingError(_no_xml(name, "it has no element"))
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(subset.iterentities()):
        raise ReadingError(f"{name} declares entities of its own. Save it again without a DTD.")
    return root


def _no_xml(name: str, reason: str) -> str:
    return f"{name} is no XML that can be read ({reason}). Export it again."


def local(element: Any) -> str:
    """The name of an element without its namespace; nothing for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def all_of(element: Any, *path: str) -> list[Any]:
    """The elements at a path of local names, in any namespace.

    >>> [found.text for found in all_of(etree.fromstring("<a><b><c>1</c></b></a>"), "b", "c")]
    ['1']
    """
    found = [element]
    for name in path:
        found = [child for each in found for child in each if local(child) == name]
    return found


def text_at(element: Any, *path: str) -> str:
    """The text of the first element at a path that has any, in one line."""
    texts = (" ".join("".join(each.itertext()).split()) for each in all_of(element, *path))
    return next(filter(None, texts), "")


def raw_at(element: Any, *path: str) -> str:
    """As `text_at`, with its line ends."""
    return next(
        filter(str.strip, ("".join(each.itertext()) for each in all_of(element, *path))), ""
    )


def descendants(element: Any, *names: str) -> list[Any]:
    """All elements below with one of these local names, in the order of the file."""
    return [each for each in element.iter() if local(each) in names]
