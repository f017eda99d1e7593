"""Digests on their way: what a mail says, what the server says, and how a reader stops them."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from lxml import html

from articles import tasks
from articles.alerts import sending
from articles.alerts.digests import make_digest
from articles.alerts.mails import stop_token
from articles.alerts.run import mail_due
from articles.alerts.sending import send_digest
from articles.corrections.changes import Editor
from articles.corrections.quotations import correct, reject
from articles.models import Digest, SavedSearch
from tests.articles.alerts.conftest import again
from tests.support.mail import MailServer, text_of
from tests.support.processes import dead_process
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_a_mail_says_who_said_what_where(server: MailServer, search: SavedSearch) -> None:
    row = make_quotation(
        "<We> & stay", about=("US",), outlet="The Post", published_on=dt.date(2026, 2, 3),
        confidence=0.3,
    )  # fmt: skip
    assert mail_due()["sent"] == 1
    (mail,) = server.mails
    digest = Digest.objects.get()
    assert (mail["To"], mail["Subject"]) == ("mira@news.example", "Poland: 1 new")
    assert mail["Message-ID"] == digest.message_id
    assert mail["Message-ID"].endswith("@news.example>")
    assert mail["Auto-Submitted"] == "auto-generated"
    text = text_of(mail)
    link = f"https://news.example{row.get_absolute_url()}"
    for line in (
        "“<We> & stay”",
        "    Ada Roe, foreign minister, Poland [check speaker]",
        f"    {row.article.title}, The Post, 3 February 2026",
        f"    {link}",
        "https://news.example/?by=PL",
        "In the speakers’ own words; paraphrases are left out.",
    ):
        assert line in text.splitlines(), line
    page = html.fromstring(text_of(mail, "html"))
    assert "“<We> & stay”" in page.text_content()
    assert link in page.xpath("//a/@href")
    assert (digest.state, digest.sent_at is None) == ("sent", False)
    assert mail_due()["sent"] == 0


def test_a_mail_has_the_quotes_as_they_are_when_it_is_sent(
    server: MailServer, search: SavedSearch, reader: User
) -> None:
    wrong, right = make_quotation("Not a quote"), make_quotation("A quote")
    digest = make_digest(search.pk)
    assert digest
    reject(wrong, Editor(reader))
    correct(right, {"title": "envoy"}, Editor(reader))
    send_digest(digest.pk)
    text = text_of(server.mails[0])
    assert "Not a quote" not in text
    assert "Ada Roe, envoy, Poland" in text


def test_a_digest_of_which_nothing_is_left_is_not_sent(
    server: MailServer, search: SavedSearch, reader: User
) -> None:
    quotation = make_quotation()
    digest = make_digest(search.pk)
    assert digest
    reject(quotation, Editor(reader))
    sent = send_digest(digest.pk)
    assert sent
    assert (sent.state, server.mails) == ("dropped", [])


def test_a_mail_is_stopped_by_one_click_without_signing_in(
    server: MailServer, search: SavedSearch, client: Client
) -> None:
    make_quotation()
    mail_due()
    (mail,) = server.mails
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip("<>")
    assert address.startswith("https://news.example/searches/stop/")
    assert address in text_of(mail)
    path = urlsplit(address).path
    assert "Stop these mails" in client.get(path).content.decode()
    assert SavedSearch.objects.active().exists(), "programs that look at links fetch them"
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not SavedSearch.objects.active().exists()
    make_quotation("More")
    again()
    assert mail_due()["sent"] == 0


@pytest.mark.parametrize("token", ["1", "1:forged", "x"])
def test_a_link_that_we_did_not_sign_stops_nothing(
    search: SavedSearch, client: Client, token: str
) -> None:
    assert client.post(f"/searches/stop/{token}/").status_code == 404
    search.refresh_from_db()
    assert search.stopped_at is None


def test_the_secret_of_the_link_is_not_logged(
    search: SavedSearch, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    token = stop_token(search)
    client.get(f"/searches/stop/{token}/")
    assert token not in caplog.text


def test_what_was_stopped_after_the_digest_was_made_is_not_sent(
    server: MailServer, search: SavedSearch
) -> None:
    make_quotation()
    digest = make_digest(search.pk)
    assert digest
    SavedSearch.objects.stop(search.pk)
    send_digest(digest.pk)
    assert server.mails == []


def test_a_server_that_refuses_for_now_is_tried_again_later(
    server: MailServer, search: SavedSearch
) -> None:
    make_quotation()
    server.before = lambda step: "451 Try again" if step == "DATA" else None
    assert mail_due()["waiting"] == 1
    digest = Digest.objects.get()
    assert "451" in digest.error
    assert digest.due_at > timezone.now()
    assert mail_due()["sent"] == 0
    server.before = lambda step: None
    Digest.objects.update(due_at=timezone.now())
    assert mail_due()["sent"] == 1
    assert [mail["Message-ID"] for mail in server.mails] == [digest.message_id]


def test_an_address_that_is_refused_for_good_is_given_up_and_the_page_says_why(
    server: MailServer, search: SavedSearch, client: Client, reader: User
) -> None:
    make_quotation()
    server.before = lambda step: "550 No such user" if step == "RCPT" else None
    assert mail_due()["failed"] == 1
    client.force_login(reader)
    assert "No such user" in client.get("/account/").content.decode()


def test_a_server_that_is_away_is_tried_so_often(
    server: MailServer, search: SavedSearch, settings: Any
) -> None:
    make_quotation()
    settings.MAILERS["default"]["OPTIONS"]["port"] = 1
    for _ in range(sending.MOST_TRIES):
        Digest.objects.update(due_at=timezone.now())
        mail_due()
    assert Digest.objects.get().state == "failed"
    settings.MAILERS["default"]["OPTIONS"]["port"] = server.port


def test_a_digest_whose_process_died_is_sent_under_the_same_id(
    server: MailServer, search: SavedSearch
) -> None:
    make_quotation()
    digest = make_digest(search.pk)
    assert digest
    held = {"state": "sending", "claimed_by": "another/1/2",
            "claimed_until": timezone.now() + dt.timedelta(minutes=5)}  # fmt: skip
    Digest.objects.update(**held)
    assert send_digest(digest.pk) is None
    Digest.objects.update(claimed_by=dead_process())
    send_digest(digest.pk)
    assert [mail["Message-ID"] for mail in server.mails] == [digest.message_id]


def test_the_server_enqueues_what_is_due_once(server: MailServer, search: SavedSearch) -> None:
    make_quotation()
    tasks.mail()
    assert len(server.mails) == 1
    tasks.mail()
    assert len(server.mails) == 1


def test_the_command_counts_and_fails_if_something_was_not_sent(
    server: MailServer, search: SavedSearch
) -> None:
    def run() -> str:
        out = io.StringIO()
        call_command("mail_searches", stdout=out, stderr=out)
        return out.getvalue()

    make_quotation()
    assert run() == "1 mail sent.\n"
    make_quotation("More")
    again()
    server.before = lambda step: "451 Try again"
    with pytest.raises(CommandError, match="Not everything was mailed"):
        run()


def test_the_command_says_that_no_server_is_named(db: None) -> None:
    with pytest.raises(CommandError, match="NEWSROOM_SMTP_HOST"):
        call_command("mail_searches")


# ── pages ─────────────────────────────────────────────────────────────────────────────────


def test_a_search_is_saved_listed_stopped_and_removed(client: Client, reader: User) -> None:
    make_quotation()
    client.force_login(reader)
    page = client.get("/?by=PL&page=2").content.decode()
    link = re.findall(r'href="(/account/searches/new/[^"]*)"', page)[0]
    assert link == "/account/searches/new/?by=PL"
    form = client.get(link).content.decode()
    assert 'value="from Poland"' in form
    saved = client.post(link, {"name": "Polish", "often": "weekly", "query": "by=PL&page=3"})
    assert saved["Location"] == "/account/"
    search = SavedSearch.objects.get()
    assert (search.user, search.query, search.often) == (reader, "by=PL", "weekly")
    account = client.get("/account/").content.decode()
    assert "Polish" in account
    assert 'href="/?by=PL"' in account
    client.post(f"/account/searches/{search.pk}/stop/")
    assert "Mail again" in client.get("/account/").content.decode()
    client.post(f"/account/searches/{search.pk}/resume/")
    search.refresh_from_db()
    assert search.stopped_at is None
    client.post(f"/account/searches/{search.pk}/remove/")
    assert SavedSearch.objects.count() == 0


def test_a_mistake_in_the_form_is_said_and_nothing_lost(client: Client, reader: User) -> None:
    client.force_login(reader)
    answer = client.post("/account/searches/new/", {"name": "", "often": "now", "query": "by=PL"})
    assert answer.status_code == 422
    assert 'value="by=PL"' in answer.content.decode()
    assert SavedSearch.objects.count() == 0


def test_a_search_of_another_reader_is_not_there(search: SavedSearch, client: Client) -> None:
    client.force_login(User.objects.create_user("bo"))
    for action in ("stop", "resume", "remove"):
        assert client.post(f"/account/searches/{search.pk}/{action}/").status_code == 404
    assert "Poland" not in client.get("/account/").content.decode()


def test_lists_of_speakers_and_countries_are_saved_as_searches(client: Client) -> None:
    row = make_quotation(about=("US",))
    assert row.speaker
    for page, query in {
        row.speaker.get_absolute_url(): f"?speaker={row.speaker.pk}",
        "/countries/pl/": "?by=PL",
        "/countries/us/": "?about=US",
    }.items():
        html = client.get(page).content.decode()
        assert f'href="/account/searches/new/{query}"' in html, page


@pytest.mark.parametrize(
    ("server", "address", "said"),
    [
        (True, "rita@example.org", "you will be mailed what is new"),
        (True, "", "once your account has a mail address"),
        (False, "rita@example.org", "once this newsroom has a mail server"),
    ],
)
def test_mail_is_promised_where_it_can_be_sent(
    client: Client, settings: Any, reader: User, server: bool, address: str, said: str
) -> None:
    settings.CAN_MAIL = server
    User.objects.filter(pk=reader.pk).update(email=address)
    client.force_login(reader)
    given = {"name": "Polish", "often": "weekly", "query": "by=PL"}
    assert said in client.post("/account/searches/new/", given, follow=True).content.decode()
