"""What compiled templates call most often, for what ours do alone.

A page escapes two thousand values and calls a thousand macros.  Jinja makes markup of every value
that is escaped, though it is only joined with others, and asks of every function whether it wants
the context, as none of ours does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from types import CodeType
from typing import Any

import jinja2
import markupsafe
from django.utils.safestring import SafeString
from jinja2.runtime import Context as JinjaContext
from jinja2.runtime import Macro as JinjaMacro
from markupsafe import Markup

try:
    from markupsafe._speedups import _escape_inner as _escape_text
except ImportError:
    _escape_text = markupsafe.escape


def escape(value: object) -> str:
    """Return what is printed for a value: markup as it is, anything else with entities."""
    if type(value) is str:
        return _escape_text(value)
    if type(value) is Markup or type(value) is SafeString:
        return value
    return markupsafe.escape(value)


class Macro(JinjaMacro):
    """A macro, whose result is markup."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        if kwargs or len(args) != self._argument_count:
            return str.__new__(Markup, super().__call__(*args, **kwargs))
        return str.__new__(Markup, self._func(*args))


class Context(JinjaContext):
    """A context that no function is given."""

    def call(
        self,
        function: Callable[..., Any],
        *args: Any,
        _loop_vars: Mapping[str, Any] | None = None,
        _block_vars: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> Any:
        return function(*args, **kwargs)


class Template(jinja2.Template):
    """A template whose code uses these."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's name
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__.update(escape=escape, Macro=Macro)
        return made
