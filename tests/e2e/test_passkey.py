"""A passkey in a real browser, which has a security key in software."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from newsroom.accounts.models import Passkey
from tests.support.accessibility import faults

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PASSWORD = "seven grey herons"
PAGE = "/account/second-factor/"
KEY = {"protocol": "ctap2", "transport": "usb", "automaticPresenceSimulation": True}


def sign_in(page: Page) -> None:
    page.goto(f"/sign-in/?next={PAGE}")
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")


def test_it_is_made_used_and_removed(page: Page, live_server: LiveServer) -> None:
    User.objects.create_user("ana", password=PASSWORD)
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    made = browser.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})

    sign_in(page)
    page.get_by_label("Name of the passkey").fill("blue key")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto(PAGE)
    expect(page.get_by_text("blue key, for localhost")).to_be_visible()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("This device has a passkey for your account already.")).to_be_visible()
    assert faults(page, {"set up": PAGE}) == []

    page.context.clear_cookies()
    sign_in(page)
    expect(page.get_by_role("heading", name="Your passkey")).to_be_visible()
    assert faults(page, {"asked": PAGE}) == []
    number = browser.send("WebAuthn.getCredentials", made)["credentials"][0]["credentialId"]
    page.get_by_role("button", name="Use a passkey").press("Enter")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    page.goto(PAGE)
    expect(page.get_by_text("You are asked for a passkey at each sign-in.")).to_be_visible()
    assert Passkey.objects.get().counter > 1

    browser.send("WebAuthn.removeCredential", {**made, "credentialId": number})
    page.get_by_role("button", name="Remove blue key").press("Enter")
    expect(page.get_by_text("The passkey “blue key” no longer works here.")).to_be_visible()
    assert not Passkey.objects.exists()
    browser.send("WebAuthn.disable")
    browser.detach()
