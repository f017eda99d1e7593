"""The second factor: a code of six digits from an app on a phone (TOTP, RFC 6238).

Who has set one up is asked for it at each sign-in; with `settings.SECOND_FACTOR` every admin has to
set one up.  Until it is given, the session may open what everybody may, and nothing else.  Who has
lost the phone types one of ten recovery codes, each of which works once.
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

from newsroom.accounts.models import CODE_LENGTH, RecoveryCode, bare
from newsroom.web.events import Kind, note

if TYPE_CHECKING:
    from django_otp.plugins.otp_totp.models import TOTPDevice

# What a session has until its user gave the code.
AWAITED = "second factor awaited"
WRONG = "That is not the code that the app shows now. After several wrong ones, wait a little."


def device_of(user: Any) -> TOTPDevice | None:
    """Return the app that a user has set up, None if there is none."""
    from django_otp.plugins.otp_totp.models import TOTPDevice

    found: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    return found


def remove(users: Any) -> list[User]:
    """Remove the second factor of users, with their recovery codes; return who had one."""
    from django_otp.plugins.otp_totp.models import TOTPDevice

    devices = TOTPDevice.objects.filter(user__in=users).select_related("user")
    had = [device.user for device in devices if device.confirmed]
    devices.delete()
    RecoveryCode.objects.filter(user__in=users).delete()
    return had


def ask(request: HttpRequest) -> None:
    """Have a session that has just begun ask for the second factor, if its user needs one."""
    must = settings.SECOND_FACTOR and request.user.is_staff
    if must or device_of(request.user):
        request.session[AWAITED] = True


def is_awaited(request: HttpRequest) -> bool:
    return bool(request.session.get(AWAITED))


class CodeForm(forms.Form):
    """Takes a code of the app, or a recovery code; either works once."""

    code = forms.CharField(
        label="Code of six digits",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    used_recovery = False

    def __init__(self, device: TOTPDevice, *, recovery: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.device = device
        if recovery:
            self.fields["code"].label = "Recovery code"
            self.fields["code"].widget = forms.TextInput(attrs={"autocomplete": "off"})

    def clean_code(self) -> str:
        code = bare(str(self.cleaned_data["code"]))
        if self.device.confirmed and len(code) == CODE_LENGTH:
            self.used_recovery = RecoveryCode.objects.use(self.device.user, code)
            if not self.used_recovery:
                raise forms.ValidationError("That is no recovery code of yours, or it was used.")
        elif not self.device.verify_token(code):
            raise forms.ValidationError(WRONG)
        return code


class SecondFactor(RedirectURLMixin, FormView[CodeForm]):
    """Asks for a code; shows the key of an app that is not set up yet."""

    template_name = "account/second_factor.html"
    form_class = CodeForm
    next_page = "account"

    def device(self) -> TOTPDevice:
        """Return the app of the user, a new one that waits for its first code if there is none."""
        from django_otp.plugins.otp_totp.models import TOTPDevice

        found = device_of(self.request.user)
        if found is None:
            found, _ = TOTPDevice.objects.get_or_create(
                user=self.request.user, confirmed=False, defaults={"name": "app"}
            )
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        recovery = "recovery" in self.request.GET
        return {**super().get_form_kwargs(), "device": self.device(), "recovery": recovery}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        device = context["form"].device
        context["next"] = self.get_redirect_url()
        context["has_one"] = device.confirmed
        context["awaited"] = is_awaited(self.request)
        context["left"] = RecoveryCode.objects.filter(user=device.user).count()
        context["recovery"] = "recovery" in self.request.GET
        if not device.confirmed:
            key = base64.b32encode(device.bin_key).decode()
            context["key"] = " ".join(key[at : at + 4] for at in range(0, len(key), 4))
            context["link"] = device.config_url
        return context

    def form_valid(self, form: CodeForm) -> HttpResponse:
        self.request.session.pop(AWAITED, None)
        self.request.session.cycle_key()
        if not form.device.confirmed:
            form.device.confirmed = True
            form.device.save()
            note(self.request, Kind.FACTOR_SET, self.request.user)
            messages.success(self.request, "From now on you are asked for a code at each sign-in.")
            return show_codes(self.request, self.get_success_url())
        if form.used_recovery:
            left = RecoveryCode.objects.filter(user=form.device.user).count()
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
    if device_of(request.user) is None:
        return redirect("second-factor")
    return show_codes(request, reverse("account"))


@require_POST
def another_phone(request: HttpRequest) -> HttpResponse:
    """Remove the app of a user, who sets up another one next."""
    for user in remove([request.user]):
        note(request, Kind.FACTOR_REMOVED, user, "for another phone")
    ask(request)
    return redirect("second-factor")
