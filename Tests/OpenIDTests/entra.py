"""Entra's side, written apart from the Swift code: keys, hints and requests as the contract has them."""

import base64
import json
import uuid

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

TENANT = "bde8f1c4-1b5a-4b4c-9a0e-5d0a9b8f6a11"
APPLICATION = "2c1f7a90-4f54-4d0e-a2cc-90b6d1f3e7a5"
PERSON = "7d3b0c9e-1f4e-4a57-b1d2-6f5a4c3b2a10"
CLIENT = "countersign-contoso"
ISSUER = "https://verify.contoso.com/contoso"
LOGIN = "https://login.microsoftonline.com"
REDIRECT = f"{LOGIN}/common/federation/externalauthprovider"
KID = "entra-key-1"

CLAIMS = {
    "id_token": {
        "acr": {"essential": True, "values": ["possessionorinherence"]},
        "amr": {"essential": True, "values": ["face", "fido", "otp", "sms"]},
    }
}


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Entra:
    """One tenant. Every hint has a subject of its own, so that hints of one second differ."""

    def __init__(self, now: int):
        self.now = now
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def key_set(self) -> dict:
        member = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{"kty": "RSA", "use": "sig", "kid": KID, "n": member["n"], "e": member["e"]}]}

    def connection(self, issuer=ISSUER) -> dict:
        return {"tenant": TENANT, "appId": APPLICATION, "clientId": CLIENT, "issuer": issuer}

    def claims(self, **changes) -> dict:
        claims = {
            "ver": "2.0", "iss": f"{LOGIN}/{TENANT}/v2.0", "sub": base64url(uuid.uuid4().bytes), "aud": APPLICATION,
            "exp": self.now - 1, "iat": self.now, "nbf": self.now, "name": "Anna Berg",
            "preferred_username": "anna.berg@contoso.com", "oid": PERSON, "tid": TENANT,
        } | changes
        return {name: value for name, value in claims.items() if value is not None}

    def hint(self, headers=None, key=None, algorithm="RS256", **changes) -> str:
        return jwt.encode(
            self.claims(**changes), key or self.key, algorithm=algorithm, headers={"kid": KID} | (headers or {}))

    def request(self, hint=None, **changes) -> dict:
        request = {
            "scope": "openid", "response_type": "Id_token", "response_mode": "form_post", "client_id": CLIENT,
            "redirect_uri": REDIRECT, "nonce": base64url(uuid.uuid4().bytes), "state": base64url(uuid.uuid4().bytes * 20),
            "id_token_hint": hint or self.hint(), "claims": json.dumps(CLAIMS), "client-request-id": str(uuid.uuid4()),
        } | changes
        return {name: value for name, value in request.items() if value is not None}
