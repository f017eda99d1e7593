"""kill -9 of a process that mails: no digest is lost, and none comes under two Message-IDs."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.support.installations import Installation
from tests.support.mail import mail_server, text_of
from tests.support.paths import ROOT
from tests.support.servers import until
from tests.support.sizes import sized

pytestmark = [pytest.mark.slow]

# A run has about so many calls of the database; it is killed at each, or at every fourth, of them.
CALLS = 30
STEP = sized(4, 1)
KILLED_AT = range(1, CALLS + 1, STEP)


def test_a_process_that_is_killed_at_every_step_loses_and_doubles_nothing(tmp_path: Path) -> None:
    newsroom = Installation(tmp_path / "newsroom")
    newsroom.migrate()
    with mail_server() as server:
        ran = subprocess.run(
            [sys.executable, "-m", "tests.support.mailing", str(CALLS), str(STEP)],
            cwd=ROOT,
            env={
                **newsroom.env,
                **server.environment,
                "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            },
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout.split()[-3]) >= len(KILLED_AT) // 2, "it was killed too seldom"
    by_id: dict[str, set[str]] = {}
    for mail in server.mails:
        text = text_of(mail)
        by_id.setdefault(mail["Message-ID"], set()).update(re.findall(r"Words number (\d+)", text))
    mailed = Counter(number for numbers in by_id.values() for number in numbers)
    assert mailed == Counter(str(number) for number in KILLED_AT)
    assert len(server.mails) - len(by_id) <= 2, "only between the server's answer and our note"


def test_a_process_that_is_killed_while_the_server_takes_its_mail(tmp_path: Path) -> None:
    """The mail comes twice, under one Message-ID: no sender can avoid that, and mail programs
    show it once."""
    newsroom = Installation(tmp_path / "newsroom")
    newsroom.migrate()
    newsroom.manage("shell", "--no-imports", "--command", SAVED)
    with mail_server() as server:
        newsroom.env.update(server.environment)
        mailing = subprocess.Popen(
            [sys.executable, "manage.py", "mail_searches"], cwd=ROOT, env=newsroom.env
        )

        def kill(at: str) -> str | None:
            if at == "DATA" and mailing.poll() is None:
                mailing.kill()
                mailing.wait()
            return None

        server.before = kill
        assert mailing.wait() == -signal.SIGKILL
        assert until(lambda: len(server.mails) == 1)
        assert newsroom.manage("mail_searches") == "1 mail sent.\n"
    assert len(server.mails) == 2
    assert len({mail["Message-ID"] for mail in server.mails}) == 1


SAVED = """
from django.contrib.auth.models import User
from django.utils import timezone
from articles.models import SavedSearch
from tests.support.quotations import make_quotation

user = User.objects.create_user("mira", "mira@news.example")
SavedSearch.objects.begin(SavedSearch(user=user, name="Poland", often="at once"), "by=PL")
SavedSearch.objects.update(due_at=timezone.now())
make_quotation()
"""
