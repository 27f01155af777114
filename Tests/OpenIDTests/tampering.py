"""Ways to change a token that every relying party has to notice."""

import base64
import hashlib
import hmac
import json

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from entra import base64url


def decode(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def parts(token: str):
    header, claims, signature = token.split(".")
    return json.loads(decode(header)), json.loads(decode(claims)), signature


def text(header, claims) -> str:
    return base64url(json.dumps(header).encode()) + "." + base64url(json.dumps(claims).encode())


def with_claim(name, value):
    def change(token):
        header, claims, signature = parts(token)
        return text(header, claims | {name: value}) + "." + signature
    return change


def signature_bit(token):
    head, signature = token.rsplit(".", 1)
    changed = bytearray(decode(signature))
    changed[100] ^= 1
    return head + "." + base64url(bytes(changed))


def unsigned(token):
    header, claims, _ = parts(token)
    return text(header | {"alg": "none"}, claims) + "."


def signed_with_public_key(token, certificate=b"anybody knows this"):
    header, claims, _ = parts(token)
    signed = text(header | {"alg": "HS256"}, claims)
    return signed + "." + base64url(hmac.new(certificate, signed.encode(), hashlib.sha256).digest())


def signed_by_stranger(token):
    header, claims, _ = parts(token)
    signed = text(header, claims)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return signed + "." + base64url(key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))


def cut(token):
    return token[:-8]


WAYS = {
    "another subject": with_claim("sub", "somebody else"),
    "another audience": with_claim("aud", "another client"),
    "another issuer": with_claim("iss", "https://evil.example"),
    "another nonce": with_claim("nonce", "another"),
    "a stronger acr": with_claim("acr", "possession"),
    "another amr": with_claim("amr", ["fido"]),
    "a longer life": with_claim("exp", 4_000_000_000),
    "a changed signature": signature_bit,
    "no signature": unsigned,
    "an HMAC": signed_with_public_key,
    "a stranger's signature": signed_by_stranger,
    "a token cut short": cut,
}
