"""PyJWT, jwcrypto and cryptography look at what we publish and sign."""

import base64
import hashlib
import json

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding
from jwcrypto import jwk, jws
from jwcrypto.common import JWException

import tampering
from entra import CLIENT, ISSUER, REDIRECT, base64url


def pyjwt(token, keys, nonce=None):
    kid = jwt.get_unverified_header(token)["kid"]
    claims = jwt.decode(
        token, jwt.PyJWKSet.from_dict(keys)[kid].key, algorithms=["RS256"], audience=CLIENT, issuer=ISSUER,
        options={"require": ["exp", "iat", "nbf", "sub", "nonce", "acr", "amr", "jti"]})
    assert nonce is None or claims["nonce"] == nonce
    return claims


def jwcrypto(token, keys):
    verified = jws.JWS()
    verified.allowed_algs = ["RS256"]
    verified.deserialize(token)
    verified.verify(jwk.JWKSet.from_json(json.dumps(keys)))
    return json.loads(verified.payload)


def test_pyjwt_takes_the_token_and_finds_what_was_asked(entra, provider):
    hint = entra.hint()
    request = entra.request(hint)
    token = provider.token_for(request)
    claims = pyjwt(token, provider.keys(), request["nonce"])
    assert claims["sub"] == jwt.decode(hint, options={"verify_signature": False})["sub"]
    assert claims["acr"] == "possessionorinherence"
    assert claims["amr"] == ["face"]
    assert claims["aud"] == CLIENT
    assert claims["exp"] - claims["iat"] == 300


def test_jwcrypto_takes_the_token(entra, provider):
    request = entra.request()
    assert jwcrypto(provider.token_for(request), provider.keys())["nonce"] == request["nonce"]


@pytest.mark.parametrize("way", tampering.WAYS)
def test_a_tampered_token_is_refused_by_both(entra, provider, way):
    token = tampering.WAYS[way](provider.token_for(entra.request()))
    keys = provider.keys()
    with pytest.raises(jwt.PyJWTError):
        pyjwt(token, keys)
    with pytest.raises(JWException):
        jwcrypto(token, keys)


def test_the_certificate_is_that_of_the_key_and_signs_itself(provider):
    for key in provider.keys()["keys"]:
        der = base64.b64decode(key["x5c"][0], validate=True)
        assert key["kid"] == key["x5t"] == base64url(hashlib.sha1(der).digest())
        certificate = x509.load_der_x509_certificate(der)
        numbers = certificate.public_key().public_numbers()
        assert numbers.n == int.from_bytes(tampering.decode(key["n"]), "big")
        assert numbers.e == 65537
        assert certificate.public_key().key_size == 3072
        assert certificate.issuer == certificate.subject
        certificate.public_key().verify(
            certificate.signature, certificate.tbs_certificate_bytes, padding.PKCS1v15(),
            certificate.signature_hash_algorithm)


def test_no_private_number_is_published(provider):
    for key in jwk.JWKSet.from_json(json.dumps(provider.keys())):
        assert key.has_public and not key.has_private


def test_every_answer_goes_to_microsoft_with_the_state_untouched(entra, provider):
    state = "\"'><script>alert(1)</script>&amp; +%41"
    request = entra.request(state=state)
    provider.token_for(request)
    for answer in (provider.approve(), provider.decline()):
        assert answer["action"] == REDIRECT
        assert answer["state"] == state
    assert provider.decline()["error"] == "access_denied"


def test_a_key_roll_keeps_tokens_verifiable_for_whoever_caches_a_day(entra, lone_provider):
    day = 24 * 3600
    cached = lone_provider.keys()
    assert "publish" in lone_provider.order("makeKey")["action"]
    assert "tooEarly" in lone_provider.order("promoteKey")["action"]
    lone_provider.order("advance", seconds=day)
    cached_later = lone_provider.keys()
    assert "tooEarly" in lone_provider.order("promoteKey")["action"]
    lone_provider.order("advance", seconds=day)
    assert "sign(" in lone_provider.order("promoteKey")["action"]
    entra.now += 2 * day
    try:
        token = lone_provider.token_for(entra.request())
    finally:
        entra.now -= 2 * day
    jwcrypto(token, cached_later)
    with pytest.raises(JWException):
        jwcrypto(token, cached)


def test_an_emergency_signs_at_once_with_a_key_that_a_cache_does_not_have(entra, lone_provider):
    cached = lone_provider.keys()
    lone_provider.order("makeKey")
    assert "signEarly" in lone_provider.order("replaceKeyAtOnce")["action"]
    token = lone_provider.token_for(entra.request())
    jwcrypto(token, lone_provider.keys())
    assert len(lone_provider.keys()["keys"]) == 1
    with pytest.raises(JWException):
        jwcrypto(token, cached)
