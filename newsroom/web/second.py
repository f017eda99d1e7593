"""The second factor: a code of six digits from an app on a phone (TOTP, RFC 6238).

Who has set one up is asked for it at each sign-in; with `settings.SECOND_FACTOR` every admin has to
set one up.  Until it is given, the session may open what everybody may, and nothing else.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import RedirectURLMixin
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

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


def remove(users: Any) -> int:
    """Remove the second factor of users, who have lost their phone; return how many had one."""
    from django_otp.plugins.otp_totp.models import TOTPDevice

    return int(TOTPDevice.objects.filter(user__in=users).delete()[0])


def ask(request: HttpRequest) -> None:
    """Have a session that has just begun ask for the second factor, if its user needs one."""
    must = settings.SECOND_FACTOR and request.user.is_staff
    if must or device_of(request.user):
        request.session[AWAITED] = True


def is_awaited(request: HttpRequest) -> bool:
    return bool(request.session.get(AWAITED))


class CodeForm(forms.Form):
    """Takes a code; `device` says whether it is right."""

    code = forms.CharField(
        label="Code of six digits",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, device: TOTPDevice, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.device = device

    def clean_code(self) -> str:
        code = "".join(str(self.cleaned_data["code"]).split())
        if not self.device.verify_token(code):
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
        return {**super().get_form_kwargs(), "device": self.device()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        device = context["form"].device
        context["next"] = self.get_redirect_url()
        context["has_one"] = device.confirmed
        if not device.confirmed:
            key = base64.b32encode(device.bin_key).decode()
            context["key"] = " ".join(key[at : at + 4] for at in range(0, len(key), 4))
            context["link"] = device.config_url
        return context

    def form_valid(self, form: CodeForm) -> HttpResponse:
        if not form.device.confirmed:
            form.device.confirmed = True
            form.device.save()
            messages.success(self.request, "From now on you are asked for a code at each sign-in.")
        self.request.session.pop(AWAITED, None)
        self.request.session.cycle_key()
        return super().form_valid(form)


second_factor = never_cache(sensitive_post_parameters()(SecondFactor.as_view()))
