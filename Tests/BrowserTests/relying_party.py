"""What the browser carries between Entra and the running server, judged by three libraries of others."""
import json
import urllib.parse
import urllib.request

import jwt
import pytest
from cryptojwt.key_jar import KeyJar
from idpyoidc.message.oidc import AuthorizationResponse
from jwcrypto import jwk, jws
from jwcrypto.common import JWException


class Overheard:
    """The requests of Entra and the answers of the server from now on, as the forms that the page sends."""

    def __init__(self, page):
        self.requests, self.answers = [], []
        page.on("request", self._note)

    def _note(self, request):
        if request.method != "POST":
            return
        kept = {"/authorize": self.requests, "/common/federation/externalauthprovider": self.answers}.get(
            urllib.parse.urlsplit(request.url).path)
        if kept is not None:
            kept.append(dict(urllib.parse.parse_qsl(request.post_data, strict_parsing=True)))


def claims_for_everybody(issuer, request, answer):
    """The claims of the answer, after idpyoidc, PyJWT and jwcrypto took it; and none took it with one character changed."""
    with urllib.request.urlopen(f"{issuer}/keys", timeout=30) as published:
        keys = published.read().decode()
    assert answer["state"] == request["state"]
    token = answer["id_token"]
    taken = [
        by_idpyoidc(issuer, keys, request, token), by_pyjwt(issuer, keys, request, token), by_jwcrypto(keys, token)]
    assert taken[0] == taken[1] == taken[2]
    assert taken[0]["nonce"] == request["nonce"]

    spoilt = another_character(token)
    with pytest.raises(Exception):
        by_idpyoidc(issuer, keys, request, spoilt)
    with pytest.raises(jwt.PyJWTError):
        by_pyjwt(issuer, keys, request, spoilt)
    with pytest.raises(JWException):
        by_jwcrypto(keys, spoilt)
    return taken[0]


def another_character(token):
    """In the middle of the signature, so that the token stays well-formed."""
    head, signature = token.rsplit(".", 1)
    middle = len(signature) // 2
    return f"{head}.{signature[:middle]}{'B' if signature[middle] == 'A' else 'A'}{signature[middle + 1:]}"


def by_idpyoidc(issuer, keys, request, token):
    jar = KeyJar()
    jar.import_jwks(json.loads(keys), issuer)
    response = AuthorizationResponse(state=request["state"], id_token=token)
    assert response.verify(
        iss=issuer, client_id=request["client_id"], nonce=request["nonce"], keyjar=jar, allowed_sign_alg="RS256")
    claims = response["__verified_id_token"].to_dict()
    # The library makes a list of the one audience.
    return claims | {"aud": claims["aud"][0]}


def by_pyjwt(issuer, keys, request, token):
    kid = jwt.get_unverified_header(token)["kid"]
    return jwt.decode(
        token, jwt.PyJWKSet.from_json(keys)[kid].key, algorithms=["RS256"], audience=request["client_id"], issuer=issuer,
        options={"require": ["exp", "iat", "sub", "nonce", "acr", "amr"]})


def by_jwcrypto(keys, token):
    signed = jws.JWS()
    signed.allowed_algs = ["RS256"]
    signed.deserialize(token)
    signed.verify(jwk.JWKSet.from_json(keys))
    return json.loads(signed.payload)
