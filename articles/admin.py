"""The back office: accounts, people and all rows."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.corrections import articles, speakers
from articles.corrections.changes import Editor
from articles.models import (
    Appearance,
    Article,
    Change,
    Country,
    DeletedArticle,
    Digest,
    Entity,
    Outlet,
    Quotation,
    SavedSearch,
    Speaker,
    SpeakerName,
    Tenure,
    Token,
)
from articles.resolution.reconcile import reconcile
from newsroom.accounts.models import AccountEvent
from newsroom.web import second
from newsroom.web.accounts import end_sessions_of
from newsroom.web.events import Kind, note

admin.site.unregister(User)
# It would show the keys.
admin.site.unregister(TOTPDevice)
if apps.is_installed("django_tasks_redis"):
    # Its pages would process articles in the server, and fail if Redis is down.
    from django_tasks_redis.models import RedisTask

    admin.site.unregister(RedisTask)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that are made elsewhere and looked up here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Django's user admin, which also ends sessions."""

    actions = ("end_sessions", "remove_second_factor")

    @admin.action(description="Sign the chosen people out everywhere", permissions=["change"])
    def end_sessions(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        ended = 0
        for user in chosen:
            ended += end_sessions_of(user)
            note(request, Kind.ENDED, user, f"all, by {request.user.get_username()}")
        self.message_user(request, f"{ended} session{'' if ended == 1 else 's'} ended.")

    @admin.action(
        description="Remove the second factor of the chosen people", permissions=["change"]
    )
    def remove_second_factor(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        removed = second.remove(chosen)
        for user in removed:
            note(request, Kind.FACTOR_REMOVED, user, f"by {request.user.get_username()}")
        self.message_user(request, f"Removed: {len(removed)}.")


@admin.register(AccountEvent)
class AccountEventAdmin(ReadOnlyAdmin):
    """Read only: who signed in when and from where, who failed to, whose sessions ended."""

    list_display = ("at", "kind", "name", "address", "browser", "note")
    list_filter = ("kind", "at")
    search_fields = ("name", "address", "note")
    date_hierarchy = "at"


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    """Read only: what admins did to accounts, groups and rows at the back office."""

    list_display = ("action_time", "user", "content_type", "object_repr", "__str__")
    list_filter = ("action_flag", "action_time")
    list_select_related = ("user", "content_type")
    search_fields = ("object_repr", "user__username")
    date_hierarchy = "action_time"


class ToMend(admin.SimpleListFilter):
    """Articles with notes, or with a date that could not be read."""

    title = "to mend"
    parameter_name = "mend"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("1", "notes, or a date not read")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        mend = Article.objects.to_mend().order_by().values("pk")
        return queryset.filter(pk__in=mend) if self.value() else queryset


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    """Changes are made through `corrections.articles`, so that the history records them."""

    list_display = ("title", "outlet", "published_on", "state", "extractor_version", "added_at")
    list_filter = ("state", "outlet", "extractor_version", ToMend)
    list_select_related = ("outlet",)
    search_fields = ("title", "body", "author")
    date_hierarchy = "published_on"
    # All offsets refer to the body.
    readonly_fields = (
        "body",
        "content_hash",
        "unread_date",
        "state",
        "error",
        "extractor_version",
        "added_at",
        "processed_at",
        "tries",
        "due_at",
        "claimed_by",
    )

    actions = ("delete_selected",)

    @admin.action(description="Delete the chosen articles", permissions=["delete"])
    def delete_selected(self, request: HttpRequest, chosen: QuerySet[Article]) -> HttpResponse:
        """Lead to the page with the preview, which deletes through `corrections.deletion`."""
        query = urlencode([("id", key) for key in chosen.values_list("pk", flat=True)])
        return HttpResponseRedirect(f"{reverse('articles-delete')}?{query}")

    def delete_view(self, request: HttpRequest, object_id: str, *args: Any) -> HttpResponse:
        query = urlencode({"id": object_id})
        return HttpResponseRedirect(f"{reverse('articles-delete')}?{query}")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """False: articles come from the form or from `manage.py ingest`, which process them."""
        return False

    def save_model(self, request: HttpRequest, obj: Article, form: ModelForm, change: bool) -> None:
        values = {n: form.cleaned_data[n] for n in form.changed_data if n in articles.FIELDS}
        if "outlet" in values:
            values["outlet"] = values["outlet"].name if values["outlet"] else ""
        articles.edit(obj, values, Editor(request.user, "At the back office."))
        obj.refresh_from_db()


@admin.register(Appearance)
class AppearanceAdmin(ReadOnlyAdmin):
    """Read only: the article’s form takes them off, so that the history records it."""

    list_display = ("article", "outlet", "published_on", "file", "taken_off")
    list_filter = ("outlet", "taken_off")
    list_select_related = ("article", "outlet")
    search_fields = ("article__title", "file")


@admin.register(DeletedArticle)
class DeletedArticleAdmin(admin.ModelAdmin):
    """Read only: the history brings them back.  Without its row, a text can be added again."""

    list_display = ("key", "title", "deleted_at", "purge_at", "purged_at")
    search_fields = ("title",)
    fields = ("key", "title", "change", "deleted_at", "purge_at", "purged_at")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[DeletedArticle]:
        return super().get_queryset(request).defer("rows")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: DeletedArticle | None = None
    ) -> bool:
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

    def has_change_permission(self, request: HttpRequest, obj: Country | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Country | None = None) -> bool:
        return False


class NameInline(admin.TabularInline):
    model = SpeakerName
    fields = ("name", "origin")
    extra = 0


class TenureInline(admin.TabularInline):
    model = Tenure
    autocomplete_fields = ("country",)
    extra = 0


@admin.register(Speaker)
class SpeakerAdmin(admin.ModelAdmin):
    """The speakers, which `manage.py load_people` curates."""

    list_display = ("name", "type", "country", "wikidata", "curated")
    list_filter = ("type", "curated")
    list_select_related = ("country",)
    search_fields = ("name", "names__key")
    autocomplete_fields = ("country",)
    fields = ("name", "type", "country", "country_fixed", "wikidata", "note", "merged_into")
    # Setting a country fixes it.  Merges are made on the speaker's page, which can undo them.
    readonly_fields = ("country_fixed", "merged_into")
    inlines = (NameInline, TenureInline)

    def save_model(self, request: HttpRequest, obj: Speaker, form: ModelForm, change: bool) -> None:
        """Save through `corrections.speakers`, so that the history records it."""
        by = Editor(request.user, "At the back office.")
        if not change:
            created = speakers.create(obj.name, obj.type, by)
            obj.pk, obj.curated, obj._state.adding = created.pk, True, False
        values = {n: form.cleaned_data[n] for n in form.changed_data if n in speakers.FIELDS}
        if "country" in values:
            values["country"] = values["country"].pk if values["country"] else None
        speakers.edit(Speaker.objects.get(pk=obj.pk), values, by)
        obj.refresh_from_db()

    def save_related(self, request: HttpRequest, form: ModelForm, *args: Any) -> None:
        """Reconcile the speaker after all names and countries are saved."""
        super().save_related(request, form, *args)
        reconcile({form.instance.pk})


@admin.register(Token)
class TokenAdmin(admin.ModelAdmin):
    """Users make tokens on their account page; here they are revoked."""

    list_display = (
        "name",
        "user",
        "beginning",
        "may_read",
        "may_add",
        "expires_on",
        "last_used_at",
    )
    list_select_related = ("user",)
    search_fields = ("name", "user__username")
    fields = ("name", "user", "beginning", "may_read", "may_add", "expires_on", "last_used_at")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Token | None = None) -> bool:
        return False


@admin.register(SavedSearch)
class SavedSearchAdmin(ReadOnlyAdmin):
    """Readers save searches; here they are looked up, and stopped for those who cannot."""

    list_display = ("name", "user", "often", "saved_at", "looked_until", "due_at", "stopped_at")
    list_filter = ("often", ("stopped_at", admin.EmptyFieldListFilter))
    list_select_related = ("user",)
    search_fields = ("name", "query", "user__username", "user__email")
    actions = ("stop",)

    @admin.action(description="Stop mailing the chosen searches", permissions=["delete_any"])
    def stop(self, request: HttpRequest, chosen: QuerySet[SavedSearch]) -> None:
        keys = list(chosen.values_list("pk", flat=True))
        for key in keys:
            SavedSearch.objects.stop(key)
        self.message_user(request, f"{len(keys)} search{'' if len(keys) == 1 else 'es'} stopped.")

    def has_delete_any_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("articles.delete_savedsearch"))


@admin.register(Digest)
class DigestAdmin(ReadOnlyAdmin):
    """What was mailed when, and why a mail was not sent."""

    list_display = ("search", "reader", "made_at", "state", "tries", "sent_at", "error")
    list_filter = ("state",)
    list_select_related = ("search__user",)
    search_fields = ("search__name", "search__user__username", "message_id", "error")
    date_hierarchy = "made_at"

    @admin.display(ordering="search__user")
    def reader(self, digest: Digest) -> str:
        return digest.search.user.get_username()


@admin.register(Entity)
class EntityAdmin(admin.ModelAdmin):
    list_display = ("name", "type", "country")
    list_filter = ("type",)
    list_select_related = ("country",)
    search_fields = ("name", "key")
    readonly_fields = ("key",)
    autocomplete_fields = ("country",)


@admin.register(Quotation)
class QuotationAdmin(ReadOnlyAdmin):
    """Read only: corrections are made on the article's page, which records them."""

    list_display = ("text", "speaker", "country", "kind", "confidence", "article")
    list_filter = ("kind", "speaker_type")
    search_fields = ("text", "speaker__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quotation]:
        rows = super().get_queryset(request)
        return rows.select_related("article", "speaker", "speaker_country")

    @admin.display(description="Country of the speaker", ordering="speaker_country__name")
    def country(self, quotation: Quotation) -> str:
        return quotation.country_in_words


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """Read only: the history of changes."""

    list_display = ("at", "by_name", "action", "subject", "why")
    list_filter = ("action",)
    search_fields = ("subject", "by_name", "why")
