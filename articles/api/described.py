"""The OpenAPI document as a page prints it: operations in groups, with what they take and give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

type Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, a field of a body or a field of a record."""

    name: str
    type: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A status with what it means, and the name of its record; empty for an error."""

    status: str
    text: str
    record: str


@dataclass(frozen=True, slots=True)
class Operation:
    """A method of a path."""

    id: str
    method: str
    path: str
    summary: str
    text: str
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    answers: tuple[Answer, ...]


def described(document: Document) -> dict[str, list[Operation]]:
    """Return the operations of each group, in the order of the document."""
    groups: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        for method, details in methods.items():
            group = groups.setdefault(details["tags"][0], [])
            group.append(_operation(document, method, path, details))
    return groups


def records(document: Document) -> dict[str, list[Field]]:
    """Return the fields of each record by its name."""
    schemas = document["components"]["schemas"]
    return {name: list(_fields(schema)) for name, schema in schemas.items()}


def _operation(document: Document, method: str, path: str, details: Document) -> Operation:
    body = details.get("requestBody", {}).get("content", {}).values()
    return Operation(
        id=details["operationId"],
        method=method.upper(),
        path=path,
        summary=details["summary"],
        text=" ".join(details.get("description", "").split()),
        parameters=tuple(map(_parameter, details["parameters"])),
        body=tuple(
            field for kind in body for field in _fields(_resolved(document, kind["schema"]))
        ),
        answers=tuple(_answers(details["responses"])),
    )


def _parameter(parameter: Document) -> Field:
    where = " (in the path)" if parameter["in"] == "path" else ""
    text = parameter.get("description", "") + where
    return Field(parameter["name"], _type(parameter["schema"]), text.strip())


def _answers(responses: Document) -> Iterator[Answer]:
    for status, details in sorted(responses.items()):
        schemas = [kind["schema"] for kind in details.get("content", {}).values()]
        record = "" if int(status) >= 400 else _type(schemas[0])
        yield Answer(status, details["description"], record)


def _fields(schema: Document) -> Iterator[Field]:
    for name, details in schema.get("properties", {}).items():
        yield Field(name, _type(details), details.get("description", ""))


def _resolved(document: Document, schema: Document) -> Document:
    name = schema.get("$ref", "").rpartition("/")[2]
    return document["components"]["schemas"][name] if name else schema


def _type(schema: Document) -> str:
    """Return what a value is, in a few words.

    >>> _type({"type": "array", "items": {"type": "string", "enum": ["direct", "mixed"]}})
    'any of direct, mixed'
    >>> _type({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]})
    'date or null'
    """
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    if schema.get("type") == "array":
        items = schema.get("items", {})
        return (
            f"any of {', '.join(items['enum'])}" if "enum" in items else f"list of {_type(items)}"
        )
    if "enum" in schema:
        return " or ".join(schema["enum"])
    return str(schema.get("format") or schema.get("type") or "anything")
