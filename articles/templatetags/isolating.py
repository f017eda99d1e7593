"""The filters `bdi`, and `fsi` where no markup is possible, which every template knows."""

from __future__ import annotations

from django import template

from articles.presentation.isolation import isolated, isolated_text

register = template.Library()
register.filter("bdi", isolated)
register.filter("fsi", isolated_text)
