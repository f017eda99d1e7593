"""Passkeys by WebAuthn (level 2): what a browser is asked to sign, and whether it did.

A passkey is a key pair in a phone, a computer or a security key.  The browser lets it sign for the
site that it was made at and for no other, so that a false page gets nothing to pass on.  Options
and answers are the JSON of `PublicKeyCredential`; each challenge is kept in the session and holds
once.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.crypto import salted_hmac

from newsroom.accounts.models import Passkey

if TYPE_CHECKING:
    from fido2.server import Fido2Server
    from fido2.webauthn import AttestedCredentialData

# What a session has of the options that its pages showed last.
MAKING, USING = "passkey making", "passkey using"
# Characters: what a browser sends has a few hundred, with a long certificate some thousands.
LONGEST = 20_000


class PasskeyError(Exception):
    """A sentence on why a passkey was not taken."""


def site_of(request: HttpRequest) -> str:
    """Return the name that passkeys of this request belong to: its host, without a port."""
    return split_domain_port(request.get_host())[0]


def has_a_name(request: HttpRequest) -> bool:
    """Whether passkeys can be made here: browsers make none for a numeric address."""
    try:
        ip_address(site_of(request).strip("[]"))
    except ValueError:
        return True
    return False


def creation_options(request: HttpRequest, user: User) -> str:
    """Return what a browser needs to make a passkey that the user does not have yet."""
    from fido2.webauthn import PublicKeyCredentialUserEntity, UserVerificationRequirement

    name = user.get_username()
    options, state = _server(request).register_begin(
        PublicKeyCredentialUserEntity(id=_handle(user), name=name, display_name=name),
        [_credential(key) for key in Passkey.objects.of(user, site_of(request))],
        user_verification=UserVerificationRequirement.DISCOURAGED,  # the password was typed
    )
    request.session[MAKING] = state
    return json.dumps(dict(options.public_key))


def request_options(request: HttpRequest, user: User) -> str:
    """Return what a browser needs to sign with a passkey of the user, "" if there is none here."""
    from fido2.webauthn import UserVerificationRequirement

    keys = Passkey.objects.of(user, site_of(request))
    if not keys:
        return ""
    options, state = _server(request).authenticate_begin(
        [_credential(key) for key in keys],
        user_verification=UserVerificationRequirement.DISCOURAGED,
    )
    request.session[USING] = state
    return json.dumps(dict(options.public_key))


def make(request: HttpRequest, user: User, answer: str, name: str) -> Passkey:
    """Keep the passkey that a browser made; raise PasskeyError if it did not."""
    made = _checked(request, MAKING, answer, lambda server, *sent: server.register_complete(*sent))
    credential = made.credential_data
    assert credential is not None
    key = Passkey(
        user=user,
        site=site_of(request),
        name=name,
        digest=Passkey.digest_of(credential.credential_id),
        public=bytes(credential),
        counter=made.counter,
    )
    try:
        with transaction.atomic():
            key.save()
    except IntegrityError as error:
        raise PasskeyError("That passkey is in use already.") from error
    return key


def use(request: HttpRequest, user: User, answer: str) -> Passkey:
    """Return the passkey of the user with which a browser signed; raise PasskeyError if none."""
    keys = {key.digest: key for key in Passkey.objects.of(user, site_of(request))}

    def sign(server: Fido2Server, state: Any, sent: Any) -> tuple[Passkey, int]:
        from fido2.webauthn import AuthenticationResponse

        credentials = [_credential(key) for key in keys.values()]
        found = server.authenticate_complete(state, credentials, sent)
        counter = AuthenticationResponse.from_dict(sent).response.authenticator_data.counter
        return keys[Passkey.digest_of(found.credential_id)], counter

    key, counter = _checked(request, USING, answer, sign)
    if not Passkey.objects.use(key, counter):
        raise PasskeyError(
            f"The passkey “{key.name}” counts fewer uses than before: there may be a copy of it."
        )
    return key


def _checked[Result](
    request: HttpRequest,
    kind: str,
    answer: str,
    check: Callable[[Fido2Server, Any, Any], Result],
) -> Result:
    """Return what a check says of the answer to the options that this session was shown last."""
    state = request.session.pop(kind, None)
    if state is None:
        raise PasskeyError("The page was open for long, or was used twice. Please try again.")
    try:
        return check(_server(request), state, json.loads(answer[:LONGEST]))
    except Exception as error:  # parsing what anyone may send raises errors of every kind
        raise PasskeyError("That passkey was not accepted here.") from error


def _server(request: HttpRequest) -> Fido2Server:
    from fido2.server import Fido2Server
    from fido2.webauthn import AttestationConveyancePreference, PublicKeyCredentialRpEntity

    site = site_of(request)
    ours = {f"{request.scheme}://{request.get_host()}"}
    ours |= {one for one in settings.CSRF_TRUSTED_ORIGINS if urlsplit(one).hostname == site}
    party = PublicKeyCredentialRpEntity(name="Newsroom", id=site)
    none = AttestationConveyancePreference.NONE
    return Fido2Server(party, attestation=none, verify_origin=ours.__contains__)


def _credential(key: Passkey) -> AttestedCredentialData:
    from fido2.webauthn import AttestedCredentialData

    return AttestedCredentialData(bytes(key.public))


def _handle(user: User) -> bytes:
    """Return 32 bytes that stand for a user in a passkey, and say nothing of the user."""
    return salted_hmac("newsroom.web.webauthn", str(user.pk), algorithm="sha256").digest()
