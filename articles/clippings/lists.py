"""What readers do with a list: add a quotation, move and remove a clipping, write a note."""

from __future__ import annotations

from typing import Literal

from django.db import transaction
from django.db.models import Max

from articles.models import Clipping, ClippingList, Quotation
from articles.models.clippings import MOST_CLIPPINGS, said_by
from extraction.text.anchors import anchors_for


class CannotClipError(Exception):
    """A clipping that makes no sense; the message is for the reader."""


def add(quotation: Quotation, to: ClippingList, note: str = "") -> Clipping:
    """Put a quotation, with its article and outlet, at the end of a list.

    Raises CannotClipError if it is in the list, or if the list is full.
    """
    article = quotation.article
    with transaction.atomic():
        _lock(to)
        others = Clipping.objects.in_list(to)
        if others.of(quotation).exists():
            raise CannotClipError(f"This quote is in “{to.name}” already.")
        if others.count() >= MOST_CLIPPINGS:
            raise CannotClipError(
                f"“{to.name}” has {MOST_CLIPPINGS} quotes, which is the most; choose another list."
            )
        last: int = others.aggregate(last=Max("position"))["last"] or 0
        return Clipping.objects.create(
            clipping_list=to,
            article=article,
            quotation=quotation,
            anchors=anchors_for(article.body, quotation.content),
            kept={
                **said_by(quotation),
                "office": quotation.speaker_title,
                "title": article.title,
                "outlet": article.outlet.name if article.outlet else "",
                "day": article.published_on.isoformat() if article.published_on else "",
                "url": article.url,
            },
            note=note,
            position=last + 1,
        )


def move(clipping: Clipping, way: Literal["up", "down"]) -> bool:
    """Exchange a clipping with its neighbour; false if there is none on that side."""
    with transaction.atomic():
        _lock(clipping.clipping_list)
        clipping.refresh_from_db(fields=["position"])
        others = Clipping.objects.in_list(clipping.clipping_list)
        other = others.before(clipping) if way == "up" else others.after(clipping)
        if other is None:
            return False
        clipping.position, other.position = other.position, clipping.position
        clipping.save(update_fields=["position"])
        other.save(update_fields=["position"])
    return True


def remove(clipping: Clipping) -> None:
    with transaction.atomic():
        _lock(clipping.clipping_list)
        clipping.delete()


def annotate(clipping: Clipping, note: str) -> None:
    clipping.note = note
    clipping.save(update_fields=["note"])
    clipping.clipping_list.save()


def _lock(clipping_list: ClippingList) -> None:
    """Let one change after another into a list, and note that it was changed."""
    ClippingList.objects.select_for_update().get(pk=clipping_list.pk).save()
