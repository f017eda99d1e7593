"""Templates of Jinja, which compiles to Python: for what a page has dozens of.

Django walks its nodes and looks variables up by name, which takes five times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from articles.presentation.compiled_faster import Context, Template
from articles.presentation.isolation import isolated, isolated_text
from newsroom.web.paths import path_to

_modules: list[Callable[[], Any]] = []


def macros(
    name: str, filters: Mapping[str, Callable[..., Any]] | None = None
) -> Callable[..., SafeString]:
    """Return a function of a macro's name and its arguments, which Jinja escapes.

    The template has the filters of all templates, and these.
    """

    @cache
    def module() -> Any:
        environment = Environment(
            loader=FileSystemLoader(settings.BASE_DIR / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
        )
        environment.filters |= {
            "bdi": isolated,
            "capfirst": capfirst,
            "fsi": isolated_text,
            "intcomma": "{:,}".format,
            **(filters or {}),
        }
        environment.globals["url"] = path_to
        environment.context_class, environment.template_class = Context, Template
        return environment.get_template(name).module

    _modules.append(module)

    def markup(macro: str, *args: Any, **options: Any) -> SafeString:
        return SafeString(getattr(module(), macro)(*args, **options))

    return markup


def compile_templates() -> None:
    """Compile all templates, Django's and Jinja's, as the first page of each kind would."""
    folder = settings.BASE_DIR / "templates"
    for file in sorted(folder.rglob("*.html")):
        get_template(file.relative_to(folder).as_posix())
    for module in _modules:
        module()
