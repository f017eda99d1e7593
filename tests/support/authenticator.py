"""A passkey in software: answers the options of a page as a browser with a security key does."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

PRESENT = AuthenticatorData.FLAG.UP


@dataclass
class Authenticator:
    """One key pair; `counter` is what it says it has signed, `origin` the page that it believes."""

    origin: str = "http://testserver"
    counter: int = 0
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    identifier: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def make(self, options: str) -> str:
        """Return the answer to options of making a passkey."""
        asked = json.loads(options)
        public = ES256.from_cryptography_key(self.private.public_key())  # type: ignore[no-untyped-call]
        credential = AttestedCredentialData.create(Aaguid.NONE, self.identifier, public)
        party = hashed(asked["rp"]["id"])
        data = AuthenticatorData.create(
            party, PRESENT | AuthenticatorData.FLAG.AT, self.counter, bytes(credential)
        )
        attestation = AttestationObject.create("none", data, {})
        return self.answer(
            clientDataJSON=bytes(self.client_data("webauthn.create", asked)),
            attestationObject=bytes(attestation),
        )

    def sign(self, options: str) -> str:
        """Return the answer to options of using a passkey."""
        asked = json.loads(options)
        self.counter += bool(self.counter)
        data = AuthenticatorData.create(hashed(asked["rpId"]), PRESENT, self.counter)
        client = self.client_data("webauthn.get", asked)
        signature = self.private.sign(data + client.hash, ec.ECDSA(hashes.SHA256()))
        return self.answer(
            clientDataJSON=bytes(client), authenticatorData=bytes(data), signature=signature
        )

    def client_data(self, kind: str, asked: dict[str, Any]) -> CollectedClientData:
        return CollectedClientData.create(kind, asked["challenge"], self.origin)

    def answer(self, **response: bytes) -> str:
        number = websafe_encode(self.identifier)
        sent = {name: websafe_encode(value) for name, value in response.items()}
        return json.dumps(
            {
                "id": number,
                "rawId": number,
                "type": "public-key",
                "clientExtensionResults": {},
                "response": sent,
            }
        )


def hashed(site: str) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(site.encode())
    return digest.finalize()
