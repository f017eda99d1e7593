"""The tag `url`, which every template knows instead of Django's: it reverses a route once."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.template.base import FilterExpression, Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.utils.html import conditional_escape

from newsroom.web.paths import path_to

register = template.Library()


class PathNode(URLNode):
    """Print the path of a route without a namespace, with whole numbers as its arguments.

    A page has two dozen such links that are the same on every page; others are left to Django.
    """

    def __init__(self, name: str, args: list[FilterExpression], plain: URLNode) -> None:
        super().__init__(plain.view_name, args, {}, None)
        self.name = name

    def render(self, context: Context) -> str:
        keys: list[Any] = [arg.resolve(context) for arg in self.args]
        if not all(type(key) is int for key in keys):
            return super().render(context)
        return conditional_escape(path_to(self.name, *keys))


@register.tag
def url(parser: Parser, token: Token) -> URLNode:
    """As Django's `url`, prepared where the name of the route stands in the template."""
    node = django_url(parser, token)
    name = node.view_name.var if isinstance(node.view_name.var, str) else ""
    plain = not (node.kwargs or node.asvar or node.view_name.filters or ":" in name)
    return PathNode(name, node.args, node) if name and plain else node
