"""The second factor: a code of six digits from an app on a phone (TOTP, RFC 6238), or a passkey.

Who has set one up is asked for it at each sign-in; with `settings.SECOND_FACTOR` every admin has to
set one up.  Until it is given, the session may open what everybody may, and nothing else.  Who has
lost the phone types one of ten recovery codes, each of which works once.  Passkeys are in
`newsroom.web.passkeys`: they need JavaScript, codes do not.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.views import RedirectURLMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from newsroom.accounts.models import CODE_LENGTH, Passkey, RecoveryCode, bare
from newsroom.web import webauthn
from newsroom.web.events import Kind, note

if TYPE_CHECKING:
    from django_otp.plugins.otp_totp.models import TOTPDevice

# What a session has until its user gave the code.
AWAITED = "second factor awaited"
# The forms that a session may open until then.
FORMS = {"second-factor", "passkey-add", "passkey-use"}
WRONG = "That is not the code that the app shows now. After several wrong ones, wait a little."


def device_of(user: Any) -> TOTPDevice | None:
    """Return the app that a user has set up, None if there is none."""
    from django_otp.plugins.otp_totp.models import TOTPDevice

    found: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    return found


def has_one(user: Any) -> bool:
    """Whether a user has set up an app or a passkey."""
    return device_of(user) is not None or Passkey.objects.by(user).exists()


def remove(users: Any) -> list[User]:
    """Remove the second factors of users, with their recovery codes; return who had one."""
    from django_otp.plugins.otp_totp.models import TOTPDevice

    had = [user for user in users if has_one(user)]
    TOTPDevice.objects.filter(user__in=users).delete()
    Passkey.objects.by(*users).delete()
    RecoveryCode.objects.of(*users).delete()
    return had


def removed(request: HttpRequest) -> None:
    """Have the user of a request set up another factor, where it must be, if the last is gone."""
    if not has_one(request.user):
        RecoveryCode.objects.of(request.user).delete()
        ask(request)


def ask(request: HttpRequest) -> None:
    """Have a session that has just begun ask for the second factor, if its user needs one."""
    must = settings.SECOND_FACTOR and request.user.is_staff
    if must or has_one(request.user):
        request.session[AWAITED] = True


def passed(request: HttpRequest) -> None:
    """Let a session go on whose user gave the second factor."""
    request.session.pop(AWAITED, None)
    request.session.cycle_key()


def is_awaited(request: HttpRequest) -> bool:
    return bool(request.session.get(AWAITED))


def may_set_up(request: HttpRequest) -> bool:
    """Whether the user may add a factor: not before one that there is already was given."""
    return not (is_awaited(request) and has_one(request.user))


class CodeForm(forms.Form):
    """Takes a code of the app, if there is one, or a recovery code; either works once."""

    code = forms.CharField(
        label="Code of six digits",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    used_recovery = False

    def __init__(
        self, user: Any, device: TOTPDevice | None, *, recovery: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.user, self.device = user, device
        if recovery:
            self.fields["code"].label = "Recovery code"
            self.fields["code"].widget = forms.TextInput(attrs={"autocomplete": "off"})

    def clean_code(self) -> str:
        code = bare(str(self.cleaned_data["code"]))
        if self.device is None or (self.device.confirmed and len(code) == CODE_LENGTH):
            self.used_recovery = RecoveryCode.objects.use(self.user, code)
            if not self.used_recovery:
                raise forms.ValidationError("That is no recovery code of yours, or it was used.")
        elif not self.device.verify_token(code):
            raise forms.ValidationError(WRONG)
        return code


class SecondFactor(RedirectURLMixin, FormView[CodeForm]):
    """Asks for a code or a passkey; lists what is set up, and sets up more."""

    template_name = "account/second_factor.html"
    form_class = CodeForm
    next_page = "account"

    def device(self) -> TOTPDevice | None:
        """Return the app of the user, or a new one that waits for its first code.

        None if the user has a passkey only, and has not used it yet.
        """
        from django_otp.plugins.otp_totp.models import TOTPDevice

        found = device_of(self.request.user)
        if found is None and may_set_up(self.request):
            found, _ = TOTPDevice.objects.get_or_create(
                user=self.request.user, confirmed=False, defaults={"name": "app"}
            )
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        user, device = self.request.user, self.device()
        recovery = "recovery" in self.request.GET or device is None
        return {**super().get_form_kwargs(), "user": user, "device": device, "recovery": recovery}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        user, device = context["form"].user, context["form"].device
        may = may_set_up(self.request)
        context |= {
            "next": self.get_redirect_url(),
            "asked": not may,
            "app": device is not None and device.confirmed,
            "has_one": has_one(user),
            "keys": Passkey.objects.by(user),
            "left": RecoveryCode.objects.of(user).count(),
            "recovery": "recovery" in self.request.GET,
            "has_a_name": webauthn.has_a_name(self.request),
            "options": (webauthn.creation_options if may else webauthn.request_options)(
                self.request, user
            ),
        }
        if device is not None and not device.confirmed:
            key = base64.b32encode(device.bin_key).decode()
            context["key"] = " ".join(key[at : at + 4] for at in range(0, len(key), 4))
            context["link"] = device.config_url
        return context

    def form_valid(self, form: CodeForm) -> HttpResponse:
        passed(self.request)
        if form.device is not None and not form.device.confirmed:
            form.device.confirmed = True
            form.device.save()
            return set_up(self.request, "app", self.get_success_url())
        if form.used_recovery:
            left = RecoveryCode.objects.of(form.user).count()
            note(self.request, Kind.CODE_USED, self.request.user, f"{left} left")
            messages.warning(
                self.request,
                f"That recovery code is used up; {left} {'is' if left == 1 else 'are'} left. "
                "Your account page has the second factor, for another phone or new codes.",
            )
        return super().form_valid(form)

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        note(self.request, Kind.CODE_REFUSED, self.request.user)
        return super().form_invalid(form)


second_factor = never_cache(sensitive_post_parameters()(SecondFactor.as_view()))


def set_up(request: HttpRequest, what: str, forward: str) -> HttpResponse:
    """Say that a factor was set up; show recovery codes if the user has none."""
    note(request, Kind.FACTOR_SET, request.user, what)
    messages.success(request, "From now on you are asked for a second factor at each sign-in.")
    if RecoveryCode.objects.of(request.user).exists():
        return redirect("second-factor")
    return show_codes(request, forward)


@sensitive_variables("codes")
def show_codes(request: HttpRequest, forward: str) -> HttpResponse:
    """Make recovery codes, and show them this once: only digests are stored."""
    codes = RecoveryCode.objects.renew(request.user)
    note(request, Kind.CODES_MADE, request.user)
    return render(request, "account/recovery_codes.html", {"codes": codes, "forward": forward})


@never_cache
@require_POST
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Replace the recovery codes of a user who has a second factor."""
    if not has_one(request.user):
        return redirect("second-factor")
    return show_codes(request, reverse("account"))


@require_POST
def another_phone(request: HttpRequest) -> HttpResponse:
    """Remove the app of a user, who sets up another one next."""
    device = device_of(request.user)
    if device is not None:
        device.delete()
        note(request, Kind.FACTOR_REMOVED, request.user, "app, for another phone")
        removed(request)
    return redirect("second-factor")
