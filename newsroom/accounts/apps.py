"""The app that has the tables of accounts beside Django's own."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import Tags, register

from newsroom.checks import unicode_database, unknown_variables


class AccountsConfig(AppConfig):
    name = "newsroom.accounts"
    label = "accounts"
    verbose_name = "Sign-ins"

    def ready(self) -> None:
        register(unknown_variables)
        register(unicode_database, Tags.database)
