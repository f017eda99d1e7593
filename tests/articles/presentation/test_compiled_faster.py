"""What compiled templates call in place of Jinja's own."""

from __future__ import annotations

import pytest
from django.utils.safestring import SafeString
from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.exceptions import UndefinedError
from markupsafe import Markup
from markupsafe import escape as jinjas

from articles.presentation.compiled_faster import Context, Template, escape


class Shouting(str):
    """Text of a class of its own."""

    __slots__ = ()


@pytest.mark.parametrize(
    "value",
    ["a", "<b> & \"c\" 'd'", Shouting("<b>"), 7, None, Markup("<b>"), SafeString("<b>"), ["<"]],
)
def test_what_is_printed_is_what_jinja_prints(value: object) -> None:
    assert escape(value) == str(jinjas(value))


TEMPLATES = {
    "lists": """
{%- macro item(value, style="", last=False) %}<li class="{{ style }}">{{ value }}</li>{% endmacro %}
{%- macro items(values) %}{% for value in values -%}
{{ item(value) }}{{ item(value, last=True, style=value) }}
{%- endfor %}{{ wrapped(item("<i>") ~ "<i>") }}{% endmacro %}""",
    "missing": "{% macro item(value) %}{{ value.name }}{% endmacro %}",
}


def environment(*, faster: bool) -> Environment:
    made = Environment(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    made.globals["wrapped"] = lambda text: Markup("<p>{}</p>").format(text)
    if faster:
        made.context_class, made.template_class = Context, Template
    return made


def test_macros_are_called_with_and_without_names_of_their_arguments() -> None:
    values = ["<", SafeString("<b>"), 3]
    printed = [
        environment(faster=faster).get_template("lists").module.items(values)  # type: ignore[attr-defined]
        for faster in (False, True)
    ]
    assert printed[0] == printed[1]
    assert '<li class="&lt;">&lt;</li>' in printed[1]
    assert type(printed[1]) is Markup


def test_what_is_not_there_is_an_error_still() -> None:
    module = environment(faster=True).get_template("missing").module
    with pytest.raises(UndefinedError):
        module.item(7)  # type: ignore[attr-defined]
