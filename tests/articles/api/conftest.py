"""Tokens, and programs that use them."""

from __future__ import annotations

from typing import Any, Protocol

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from articles.models import Token


class Program(Client):
    """A client of the API with a token, or without one: `program.json("/speakers")`."""

    def __init__(self, secret: str = "", **environment: Any) -> None:
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        super().__init__(headers=headers, raise_request_exception=False, **environment)
        self.secret = secret

    def json(self, path: str, status: int = 200) -> Any:
        """What GET answers, which is to have this status."""
        response = self.get(f"/api/v1{path}")
        assert response.status_code == status, response.content
        return response.json()

    def add(self, **article: Any) -> Any:
        """The response to an article that is sent."""
        return self.post("/api/v1/articles", article, content_type="application/json")


class MakesProgram(Protocol):
    def __call__(self, *, is_editor: bool = True, **token: Any) -> Program: ...


@pytest.fixture
def program_with() -> MakesProgram:
    """Makes programs of one user, each with a token of these fields."""

    def make(*, is_editor: bool = True, **token: Any) -> Program:
        user, _ = User.objects.get_or_create(username="editor" if is_editor else "reader")
        if is_editor:
            user.groups.add(Group.objects.get(name="Editors"))
        _, secret = Token.objects.make(user, **{"name": "clippings", **token})
        return Program(secret)

    return make


@pytest.fixture
def program(program_with: MakesProgram) -> Program:
    """An editor's program that may read and add."""
    return program_with(may_add=True)
