"""Decisions of editors on quotations, and the log of their changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.db.models import Count, Q

from articles.models.articles import Article, ArticleQuerySet
from articles.models.quotations import Quotation
from articles.models.speakers import Speaker

# As many texts that were replaced are looked through for the words of a permalink.
EARLIER_TEXTS = 10


class DecisionQuerySet(models.QuerySet["Decision"]):
    def lost(self) -> Self:
        """Return those whose words are no longer found in their article."""
        return self.filter(lost=True).select_related("article")

    def without_quotation(self) -> Self:
        """Return those that no quotation is shown for: rejected, lost or undone."""
        return self.filter(quotation=None)

    def checked(self) -> Self:
        return self.filter(verdict="checked")

    def rejected(self) -> Self:
        return self.filter(verdict="rejected")

    def standing(self) -> Self:
        """Return those that decide anything: undone ones stay as empty rows."""
        return self.exclude(values={}, verdict="")

    def per_progress(self) -> dict[str, int]:
        """Return how many are confirmed, decide anything, and have lost their words, by these."""
        decided = ~Q(values={}, verdict="")
        return self.aggregate(
            checked=Count("pk", filter=Q(verdict=Decision.Verdict.CHECKED)),
            worked=Count("pk", filter=decided),
            lost=Count("pk", filter=Q(lost=True)),
        )

    def giving_to(self, speaker: Speaker) -> Self:
        """Return those that give their quotation to a speaker."""
        return self.filter(values__speaker=speaker.pk)

    def for_learning(self) -> Self:
        """Return the standing ones with their quotations and speakers."""
        rows = self.standing().select_related("quotation__speaker")
        return rows.prefetch_related("quotation__about")

    def articles(self) -> ArticleQuerySet:
        """Return the articles that these are on, by key."""
        return Article.objects.filter(pk__in=self.order_by().values("article")).order_by("pk")


class Decision(models.Model):
    """All that people decided about one quotation, wherever the machine finds it next.

    `values` has a key for each field that a person set: "content", "speaker" (a primary key or
    None), "kind", "title", "country" (a code or None), "about" (codes).  `anchors` say where
    the words are, by offset and by content (`extraction/text/anchors.py`).  `found` is what was
    extracted, to undo the decision; None where a person added the quotation.
    `quotation` is the row the decision is laid over, None where there is none: because it is
    `rejected`, or because the words cannot be found in the article any more.  `last_row` is the key
    of the row that it was laid over last: where undoing brings the quotation back, it has that key
    again, and forms that are open on it can be saved.
    """

    class Verdict(models.TextChoices):
        CHECKED = "checked"
        REJECTED = "rejected"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="decisions")
    quotation = models.OneToOneField(
        Quotation, null=True, blank=True, on_delete=models.SET_NULL, related_name="decision"
    )
    last_row = models.PositiveBigIntegerField(null=True, blank=True)
    anchors = models.JSONField()
    values = models.JSONField(default=dict, blank=True)
    found = models.JSONField(null=True, blank=True)
    found_speaker = models.ForeignKey(
        Speaker, null=True, blank=True, on_delete=models.SET_NULL, related_name="found_decisions"
    )
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True)
    lost = models.BooleanField(default=False, db_index=True)
    decided_at = models.DateTimeField(auto_now=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "pk"]
        permissions = [("correct", "Can correct quotations and speakers")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict="rejected") | Q(quotation=None),
                name="decision_rejected_shows_nothing",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """The words it was made on, as they stood."""
        return " … ".join(anchor["exact"] for anchor in self.anchors)

    @property
    def added(self) -> bool:
        """Whether a person found the quotation, and no machine did."""
        return self.found is None

    @property
    def standing(self) -> bool:
        """Whether anything is decided: undoing the last of it leaves an empty decision."""
        return bool(self.values or self.verdict)

    @property
    def on_speaker(self) -> bool:
        """Whether it says who speaks: a decision on another field alone does not."""
        return bool(self.verdict or "speaker" in self.values)


class ChangeQuerySet(models.QuerySet["Change"]):
    def whole(self) -> Self:
        """Leave out those that are part of another."""
        return self.filter(part_of=None)

    def on_article(self, article: Article) -> Self:
        return self.filter(article=article)

    def gone_with(self, article: Article) -> Self:
        """Return those that go when an article is deleted: all but its deletions and returns."""
        kept = Q(after__has_key="deleted") | Q(before__has_key="deleted")
        return self.filter(article=article).exclude(kept)

    def deletions_of(self, key: int) -> Self:
        """Return the deletions of the article that has or had a key, and its returns."""
        return self.filter(Q(before__deleted__value=key) | Q(after__deleted__value=key))

    def on_metadata_of(self, article: Article) -> Self:
        """Return editors' changes of what is known of an article, oldest first."""
        actions = (Change.Action.ARTICLE, Change.Action.REVERT)
        return self.filter(article=article, decision=None, action__in=actions).order_by("pk")

    def on_quotation(self, article: Article, decision: models.Model | None) -> Self:
        """Return those on a quotation and on what is known of its article, oldest first."""
        own = Q(decision=decision) if decision else Q(pk=None)
        known = Q(pk__in=self.on_metadata_of(article).order_by().values("pk"))
        return self.filter(own | known).order_by("pk")

    def earlier_texts(self, article: Article) -> list[str]:
        """Return the texts of an article that were replaced, the last first."""
        changes = self.filter(article=article, before__has_key="body").order_by("-pk")
        return list(changes.values_list("before__body__value", flat=True)[:EARLIER_TEXTS])

    def corrected_since(self, time: dt.datetime) -> dict[int, tuple[int, dt.datetime]]:
        """Return (article, time of the last change) of the quotations whose content or speaker
        an editor set since then, by key."""
        actions = (Change.Action.CORRECT, Change.Action.ADD, Change.Action.REVERT)
        rows = self.filter(at__gte=time, action__in=actions, decision__quotation__isnull=False)
        listed = rows.order_by("at").values_list(
            "decision__quotation", "decision__quotation__article", "at"
        )
        return {quotation: (article, at) for quotation, article, at in listed}

    def by_user(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        return self.filter(by_id=user.pk)

    def by_name(self, name: str) -> Self:
        return self.filter(by_name__iexact=name)

    def of_action(self, action: str) -> Self:
        return self.filter(action=action)

    def before_time(self, time: dt.datetime) -> Self:
        return self.filter(at__lt=time)

    def since(self, time: dt.datetime) -> Self:
        return self.filter(at__gte=time)

    def per_action(self) -> list[tuple[str, int]]:
        """Return (label of an action, how many changes), without the parts they are made of.

        A change of several quotations counts them all.
        """
        rows = self.filter(parts=None).order_by().values_list("action").annotate(Count("pk"))
        counted = dict(rows)
        return [(a.label, counted[a.value]) for a in Change.Action if a.value in counted]

    def on_decision(self, decision: models.Model) -> Self:
        return self.filter(decision=decision)

    def on_speaker(self, speaker: Speaker) -> Self:
        """Return those on the speaker, on speakers merged into it, and on its quotations."""
        own = Q(speaker=speaker) | Q(speaker__merged_into=speaker)
        moved = Q(before__speaker__value=speaker.pk) | Q(after__speaker__value=speaker.pk)
        return self.filter(own | moved)

    def on_row_of(self, speaker: Speaker) -> Self:
        """Return those on the speaker alone, oldest first."""
        return self.filter(speaker=speaker).order_by("pk")

    def of_made(self, key: int) -> Self:
        """Return those with which a speaker went whom an editor had made, the last first."""
        return self.filter(before__made__value=key)

    def of_made_speakers(self) -> Self:
        """Return those that made a speaker."""
        return self.filter(before__has_key="made")

    def for_listing(self) -> Self:
        """Load what a line of history prints, newest first."""
        return (
            self.select_related(
                "article", "speaker", "decision__quotation", "reverts", "by", "deleted_article"
            )
            .defer("article__body", "deleted_article__rows")
            .prefetch_related("reverted_by", "parts")
            .order_by("-pk")
        )


class Change(models.Model):
    """One change that a person made: who, when, what before, what after, and why.

    `before` and `after` map each field that changed to `{"value": …, "label": …}`, where the
    label is what a reader sees.  Rows are written once and stay as they are.
    """

    class Action(models.TextChoices):
        CORRECT = "correct", "Corrected a quote"
        ADD = "add", "Added a quote"
        CHECK = "check", "Confirmed a quote"
        REJECT = "reject", "Marked as not a quote"
        EDIT = "edit", "Edited a speaker"
        ALIAS = "alias", "Changed a speaker’s names"
        MERGE = "merge", "Merged speakers"
        SPLIT = "split", "Split quotes off a speaker"
        JOIN = "join", "Joined two quotes"
        PART = "part", "Parted a quote from others"
        UNITE = "unite", "Joined two articles"
        DIVIDE = "divide", "Parted an article from its copies"
        ARTICLE = "article", "Edited an article"
        DELETE = "delete", "Deleted an article"
        FILL = "fill", "Filled in from a file"
        REVERT = "revert", "Reverted a change"

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="changes"
    )
    by_name = models.CharField(max_length=150)
    action = models.CharField(max_length=8, choices=Action)
    article = models.ForeignKey(
        Article, null=True, on_delete=models.SET_NULL, related_name="changes"
    )
    decision = models.ForeignKey(
        Decision, null=True, on_delete=models.SET_NULL, related_name="changes"
    )
    speaker = models.ForeignKey(
        Speaker, null=True, on_delete=models.SET_NULL, related_name="changes"
    )
    subject = models.CharField(max_length=500, help_text="What was changed, in words.")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    why = models.CharField(max_length=500, blank=True)
    part_of = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="parts")
    reverts = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="reverted_by"
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.subject}"

    @property
    def fields(self) -> list[tuple[str, Any, Any]]:
        """(field, label before, label after) of each field that changed, named as in its form."""
        names = dict.fromkeys([*self.before, *self.after])
        shown = SHOWN | OF_A_QUOTATION if self.decision_id else SHOWN
        return [
            (
                shown.get(name, name).replace("_", " "),
                _label(name, self.before),
                _label(name, self.after),
            )
            for name in names
        ]


# What fields and a verdict are called where people read them, however the row has them.
SHOWN = {"verdict": "decision", "checked": "confirmed", "made": "on file"}
OF_A_QUOTATION = {"title": "office", "country": "speaks for", "about": "spoken about",
                  "content": "words"}  # fmt: skip
VERDICTS = {"checked": "confirmed", "rejected": "not a quote"}


def _label(name: str, values: Mapping[str, Any]) -> Any:
    label = values.get(name, {}).get("label")
    return VERDICTS.get(label, label) if name == "verdict" else label
