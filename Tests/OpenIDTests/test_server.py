"""The two documents and the keys of a running server, seen by other libraries."""

import base64
import hashlib
import json
import socket

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptojwt.key_jar import KeyJar
from idpyoidc.client.oauth2.stand_alone_client import StandAloneClient
from jwcrypto import jwk, jws
from jwcrypto.common import JWException

from entra import APPLICATION, CLIENT, REDIRECT
from provider import PROGRAMS
from serving import LoginHost, Site


@pytest.fixture(scope="module")
def login(entra):
    host = LoginHost(entra.key_set())
    yield host
    host.stop()


@pytest.fixture(scope="module")
def site(login, tmp_path_factory):
    assert (PROGRAMS / "countersign").exists(), "countersign is not built: swift build --product countersign"
    site = Site(tmp_path_factory.mktemp("site"), login.address).start()
    site.wait(lambda: site.get("/keys").status == 200)
    yield site
    site.stop()


@pytest.fixture
def lone_site(login, tmp_path):
    site = Site(tmp_path, login.address)
    yield site
    if site.process:
        site.stop()


def raw(port, request: str) -> bytes:
    """What stands on the wire until the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall((request + f" HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").encode())
        return b"".join(iter(lambda: connection.recv(65_536), b""))


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/keys"])
def test_a_document_comes_whole_with_its_length_and_no_cookie(site, path):
    head, body = raw(site.port, f"GET {path}").split(b"\r\n\r\n", 1)
    fields = dict(line.lower().split(": ", 1) for line in head.decode().split("\r\n")[1:])
    assert int(fields["content-length"]) == len(body)
    assert "transfer-encoding" not in fields and "set-cookie" not in fields
    assert fields["content-type"] == "application/json"
    assert fields["cache-control"] == "public, max-age=60"
    only_head = raw(site.port, f"HEAD {path}")
    assert only_head.endswith(b"\r\n\r\n") and f"content-length: {len(body)}".encode() in only_head.lower()


def test_the_authorization_endpoint_answers_a_bare_look_and_no_parameters(site):
    assert site.get("/authorize").status == 200
    assert site.get("/authorize?state=a").status == 405
    assert site.get("/authorize", "HEAD").status == 200
    refused = raw(site.port, "HEAD /authorize?state=a")
    assert refused.startswith(b"HTTP/1.1 405") and refused.endswith(b"\r\n\r\n")


def test_idpyoidc_takes_discovery_and_keys(site):
    party = StandAloneClient(
        client_type="oidc",
        config={
            "issuer": site.issuer, "client_id": CLIENT, "client_secret": "required by the library, never used",
            "redirect_uris": [REDIRECT], "response_types": ["id_token"], "response_modes": ["form_post"],
        })
    party.do_provider_info()
    information = party.context.provider_info
    assert information["issuer"] == site.issuer
    assert information["authorization_endpoint"] == site.issuer + "/authorize"
    jar = KeyJar()
    jar.add_url(site.issuer, information["jwks_uri"])
    keys = jar.get_signing_key("RSA", site.issuer)
    assert [key.kid for key in keys] == [key["kid"] for key in site.keys()["keys"]]
    assert keys[0].pub_key.key_size == 3072


def test_pyjwt_and_jwcrypto_take_the_key_and_no_token_of_a_stranger(site):
    kid = site.keys()["keys"][0]["kid"]
    client = jwt.PyJWKClient(site.issuer + "/keys")
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    token = jwt.encode({"iss": site.issuer, "aud": CLIENT}, stranger, algorithm="RS256", headers={"kid": kid})
    key = client.get_signing_key_from_jwt(token)
    assert key.key_id == kid
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, key.key, algorithms=["RS256"], audience=CLIENT)
    keys = jwk.JWKSet.from_json(json.dumps(site.keys()))
    assert keys.get_key(kid).thumbprint()
    signed = jws.JWS()
    signed.deserialize(token)
    with pytest.raises(JWException):
        signed.verify(keys.get_key(kid))


def test_each_key_has_its_certificate(site):
    for key in site.keys()["keys"]:
        assert "d" not in key and key["use"] == "sig" and key["alg"] == "RS256"
        der = base64.b64decode(key["x5c"][0], validate=True)
        certificate = x509.load_der_x509_certificate(der)
        certificate.verify_directly_issued_by(certificate)
        thumbprint = base64.urlsafe_b64encode(hashlib.sha1(der).digest()).rstrip(b"=").decode()
        assert key["kid"] == key["x5t"] == thumbprint
        published = jwt.PyJWK(key).key.public_numbers()
        assert published == certificate.public_key().public_numbers()


def test_operators_see_the_keys(site, login):
    check = site.check("external method")
    assert check["isReady"] and "good for 36" in check["detail"]
    assert 364 < site.metric("external_method_signing_key_days_left") < 366
    assert site.metric("external_method_published_keys") == 1
    assert site.metric('external_method_key_alarm{alarm="noKey"}') == 0
    assert site.metric("external_method_tenant_keys_age_seconds") < 120
    assert login.fetches >= 1


def test_a_key_outlives_the_server_and_a_planned_roll_waits(lone_site):
    lone_site.start()
    lone_site.wait(lambda: lone_site.get("/keys").status == 200)
    first, = lone_site.keys()["keys"]
    lone_site.stop()
    assert "published" in lone_site.run("keys", "roll")
    assert "only an emergency makes it sign earlier" in lone_site.run("keys", "roll", code=1)
    listed = lone_site.run("keys", "list").splitlines()
    assert listed[0].startswith(f"{first['kid']}  current") and "  next  " in listed[1] and len(listed) == 2
    lone_site.start()
    lone_site.wait(lambda: lone_site.get("/keys").status == 200)
    keys = lone_site.keys()["keys"]
    assert keys[0] == first and len(keys) == 2
    assert lone_site.run("audit", "verify").startswith("All ")


@pytest.mark.parametrize("typed", ["", "yes\n", "http://127.0.0.1\n"])
def test_an_emergency_needs_the_address_typed(lone_site, typed):
    lone_site.run("keys", "roll")
    before = lone_site.run("keys", "list")
    assert "Nothing was changed" in lone_site.run("keys", "emergency-roll", text=typed, code=1)
    assert lone_site.run("keys", "list") == before


def test_an_emergency_leaves_one_new_key(lone_site):
    lone_site.run("keys", "roll")
    lone_site.run("keys", "roll")
    before = lone_site.run("keys", "list")
    said = lone_site.run("keys", "emergency-roll", text=lone_site.issuer + "\n")
    assert "EVERY sign-in" in said and "sign-ins fail" in said
    after = lone_site.run("keys", "list").splitlines()
    assert len(after) == 1 and "  current  " in after[0] and after[0].split()[0] not in before


def test_without_the_method_there_is_nothing(login, tmp_path):
    site = Site(tmp_path, login.address, method=False).start()
    try:
        for path in ("/.well-known/openid-configuration", "/keys", "/authorize"):
            assert site.get(path).status == 404
        assert site.check("external method") is None
        assert "no externalMethod" in site.run("keys", "list", code=1)
    finally:
        site.stop()


def test_faults_of_the_method_are_told_together(tmp_path, login):
    site = Site(tmp_path, login.address)
    settings = json.loads((tmp_path / "countersign.json").read_text())
    settings["externalMethod"] = {"appId": "countersign", "clientId": "", "appID": APPLICATION}
    (tmp_path / "countersign.json").write_text(json.dumps(settings))
    assert "externalMethod.appID" in site.run("keys", "list", code=1)
    del settings["externalMethod"]["appID"]
    settings["entra"]["loginURL"] = login.address + "/path"
    (tmp_path / "countersign.json").write_text(json.dumps(settings))
    said = site.run("keys", "list", code=1)
    for key in ("externalMethod.appId", "externalMethod.clientId", "entra.loginURL"):
        assert f"{key}: " in said
