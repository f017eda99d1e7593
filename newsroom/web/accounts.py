"""Signing in and out, passwords, and ending sessions, with Django's own views."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, views
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from newsroom.web.events import Kind, note, note_refused
from newsroom.web.first_account import is_from_this_machine, is_needed
from newsroom.web.sessions import end_one, note_proof, note_sign_in, sessions_of


class SignIn(views.LoginView):
    template_name = "account/sign_in.html"
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead to the form of the first account, where it is needed and may be made here."""
        if request.method == "GET" and is_from_this_machine(request) and is_needed():
            return redirect("first-account")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "anybody": not is_needed()}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        note_sign_in(self.request)
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        note_refused(self.request, form.data.get("username", "").strip())
        return super().form_invalid(form)


class SignOut(views.LogoutView):
    next_page = "sign-in"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            note(request, Kind.SIGNED_OUT, request.user)
        return super().post(request, *args, **kwargs)


sign_in = SignIn.as_view()
sign_out = SignOut.as_view()


class ConfirmForm(forms.Form):
    """Asks the user of a session for the password."""

    password = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.request = request

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        name = self.request.user.get_username()
        if authenticate(self.request, username=name, password=password) != self.request.user:
            note(self.request, Kind.UNCONFIRMED, self.request.user)
            raise forms.ValidationError("That is not your password.")
        return password


class Confirm(views.RedirectURLMixin, FormView[ConfirmForm]):
    """Takes the password again, and leads back to what needed it."""

    template_name = "account/confirm.html"
    form_class = ConfirmForm
    next_page = "account"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "next": self.get_redirect_url()}

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        note_proof(self.request)
        return super().form_valid(form)


confirm = sensitive_post_parameters()(Confirm.as_view())


class ChangePassword(views.PasswordChangeView):
    template_name = "account/change_password.html"
    success_url = reverse_lazy("account")

    def form_valid(self, form: Any) -> HttpResponse:
        note(self.request, Kind.PASSWORD, self.request.user)
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        if "old_password" in form.errors:
            note(self.request, Kind.UNCONFIRMED, self.request.user)
        return super().form_invalid(form)


change_password = ChangePassword.as_view()


class Forgotten(views.PasswordResetView):
    """Sends a link, if there is such an address; says the same if there is none."""

    template_name = "account/forgotten.html"
    email_template_name = "account/forgotten_mail.txt"
    subject_template_name = "account/forgotten_subject.txt"
    success_url = reverse_lazy("forgotten-sent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "can_mail": settings.CAN_MAIL}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.CAN_MAIL:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)


forgotten = Forgotten.as_view()
forgotten_sent = views.PasswordResetDoneView.as_view(template_name="account/forgotten_sent.html")


class NewPassword(views.PasswordResetConfirmView):
    template_name = "account/new_password.html"
    success_url = reverse_lazy("sign-in")

    def form_valid(self, form: Any) -> HttpResponse:
        note(self.request, Kind.MAILED, form.user)
        return super().form_valid(form)


new_password = sensitive_post_parameters()(NewPassword.as_view())


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign a user out everywhere but here."""
    ended = end_sessions_of(request.user, but=request.session.session_key)
    note(request, Kind.ENDED, request.user, f"{ended} other")
    messages.success(request, f"Signed out in {ended} other place{'' if ended == 1 else 's'}.")
    return redirect("account")


@require_POST
def end_session(request: HttpRequest, number: str) -> HttpResponse:
    """Sign a user out in one other place."""
    if end_one(request.user, number):
        note(request, Kind.ENDED, request.user, "one other")
        messages.success(request, "Signed out there.")
    else:
        messages.info(request, "That session had ended already.")
    return redirect("account")


def end_sessions_of(user: User | Any, but: str | None = None) -> int:
    """End the sessions of a user but for one; return how many."""
    keys = [session.pk for session in sessions_of(user) if session.pk != but]
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)
