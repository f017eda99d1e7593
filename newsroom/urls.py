"""Where every URL begins: the newsroom's pages, accounts, health, the back office in /admin/.

Each route is under a rule of `newsroom.web.access`; one without is open to nobody.
"""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from newsroom.web import accounts, first_account, health, metrics, passkeys, reports, second
from newsroom.web.access import Access, open_to

OPEN = [
    path("sign-in/", accounts.sign_in, name="sign-in"),
    path("first-account/", first_account.first_account, name="first-account"),
    path("sign-out/", accounts.sign_out, name="sign-out"),
    path("password/forgotten/", accounts.forgotten, name="forgotten"),
    path("password/forgotten/sent/", accounts.forgotten_sent, name="forgotten-sent"),
    path("password/new/<str:uidb64>/<str:token>/", accounts.new_password, name="new-password"),
    path("csp-report", reports.csp_report, name="csp-report"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
]
OWN = [
    path("account/password/", accounts.change_password, name="change-password"),
    path("account/second-factor/", second.second_factor, name="second-factor"),
    path("account/second-factor/codes/", second.recovery_codes, name="recovery-codes"),
    path("account/second-factor/another/", second.another_phone, name="another-phone"),
    path("account/second-factor/passkeys/", passkeys.add, name="passkey-add"),
    path("account/second-factor/passkeys/use/", passkeys.use, name="passkey-use"),
    path("account/second-factor/passkeys/<int:pk>/remove/", passkeys.remove, name="passkey-remove"),
    path("account/confirm/", accounts.confirm, name="confirm-password"),
    path("account/sessions/<slug:number>/end/", accounts.end_session, name="end-session"),
    path("account/sessions/end/", accounts.end_sessions, name="end-sessions"),
]

urlpatterns = [
    *open_to(Access.EVERYBODY, OPEN),
    *open_to(Access.SIGNED_IN, OWN),
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
]

handler400 = "newsroom.web.unsaved.unreadable"
handler404 = "newsroom.web.unsaved.missing"
handler500 = "newsroom.web.unsaved.broken"
