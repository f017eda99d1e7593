from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate


def make_editors(sender: AppConfig, **kwargs: Any) -> None:
    """See to it that there is a group of people who may correct; who is in it is up to admins."""
    from django.contrib.auth.models import Group, Permission

    group, created = Group.objects.get_or_create(name="Editors")
    if created:
        group.permissions.add(
            Permission.objects.get(content_type__app_label="articles", codename="correct")
        )


def install_search(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Make what searches and what notes changes, or what a migration dropped of it."""
    from articles.search.backends import backend

    backend().install()


class ArticlesConfig(AppConfig):
    name = "articles"

    def ready(self) -> None:
        from articles import health
        from extraction import learned
        from reading.paper import recognition

        health.register()
        recognition.program = settings.OCR
        learned.in_use.folder = settings.WEIGHTS_DIR
        post_migrate.connect(make_editors, sender=self)
        post_migrate.connect(install_search, sender=self)
