"""The back office: to look things up and to mend what came in wrong."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.models import Article, Country, Entity, Outlet, Quotation, Speaker


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    list_display = ("title", "outlet", "published_on", "state", "extractor_version", "added_at")
    list_filter = ("state", "outlet", "extractor_version")
    list_select_related = ("outlet",)
    search_fields = ("title", "body", "author")
    date_hierarchy = "published_on"
    # Every offset counts into the body.
    readonly_fields = (
        "body",
        "content_hash",
        "state",
        "error",
        "extractor_version",
        "added_at",
        "processed_at",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Articles come in by the form or `manage.py ingest`, which also process them."""
        return False


@admin.register(Outlet)
class OutletAdmin(admin.ModelAdmin):
    search_fields = ("name",)


@admin.register(Country)
class CountryAdmin(admin.ModelAdmin):
    list_display = ("name", "code")
    search_fields = ("name", "code")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Country | None = None) -> bool:
        return False


@admin.register(Speaker)
class SpeakerAdmin(admin.ModelAdmin):
    list_display = ("name", "type", "country")
    list_filter = ("type",)
    list_select_related = ("country",)
    search_fields = ("name", "key")
    # What most of a speaker's quotations say; the next article would undo a change.
    readonly_fields = ("key", "country")


@admin.register(Entity)
class EntityAdmin(admin.ModelAdmin):
    list_display = ("name", "type", "country")
    list_filter = ("type",)
    list_select_related = ("country",)
    search_fields = ("name", "key")
    readonly_fields = ("key",)
    autocomplete_fields = ("country",)


@admin.register(Quotation)
class QuotationAdmin(admin.ModelAdmin):
    list_display = ("text", "speaker", "kind", "confidence", "article")
    list_filter = ("kind", "speaker_type")
    search_fields = ("text", "speaker__name")
    autocomplete_fields = ("article", "speaker", "speaker_country", "about")
    readonly_fields = ("article", "start", "end", "text", "content", "source", "cue")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quotation]:
        return super().get_queryset(request).select_related("article", "speaker")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A quotation without a place in an article would be nobody's words."""
        return False
