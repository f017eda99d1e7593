"""Forms of the editors, as a browser sends them."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from articles.models import Quotation


def form_of(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send of the first form of a page that has a field named words."""
    form = client.get(url).context["form"]
    data: dict[str, Any] = {}
    for field in form:
        value = field.value()
        data[field.html_name] = "" if value is None else value
        if field.field.show_hidden_initial:
            data[field.html_initial_name] = data[field.html_name]
    data["about"] = [getattr(country, "pk", country) for country in data.get("about") or []]
    return data


def edit(client: Client, quotation: Quotation, **values: Any) -> Any:
    url = reverse("quotation-edit", args=[quotation.pk])
    return client.post(url, {**form_of(client, url), **values})


def said_on(client: Client, path: str) -> str:
    return client.get(path, follow=True).content.decode()
