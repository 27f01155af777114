"""idpyoidc, a library for relying parties, in the place of Entra."""

import http.server
import json
import threading
import urllib.parse

import pytest
from idpyoidc.client.oauth2.stand_alone_client import StandAloneClient

import tampering
from entra import CLAIMS, CLIENT, REDIRECT
from provider import Provider


@pytest.fixture(scope="module")
def site(entra):
    """The provider with its two public documents served, as Entra fetches them."""

    class Documents(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            document = {"/.well-known/openid-configuration": provider.discovery, "/keys": provider.keys}[self.path]
            body = json.dumps(document()).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Documents)
    issuer = f"http://127.0.0.1:{server.server_port}"
    provider = Provider(entra, issuer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield provider, issuer
    server.shutdown()
    server.server_close()
    provider.stop()


@pytest.fixture(scope="module")
def provider(site):
    return site[0]


@pytest.fixture
def relying_party(site):
    party = StandAloneClient(
        client_type="oidc",
        config={
            "issuer": site[1],
            "client_id": CLIENT,
            "client_secret": "required by the library, never used",
            "redirect_uris": [REDIRECT],
            "response_types": ["id_token"],
            "response_modes": ["form_post"],
        })
    party.do_provider_info()
    party.do_client_registration()
    return party


def begin(party, entra):
    """The library's own request, with the hint, as a form."""
    address = party.init_authorization(
        req_args={
            "response_type": "id_token", "response_mode": "form_post", "scope": ["openid"], "redirect_uri": REDIRECT,
            "id_token_hint": entra.hint(), "claims": json.dumps(CLAIMS),
        })
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))


def answer(provider, request):
    taken = provider.receive(request)
    assert "accepted" in taken, taken
    fields = provider.approve()
    fields.pop("action")
    return fields


def test_a_sign_in_is_complete_for_the_relying_party(entra, provider, relying_party):
    request = begin(relying_party, entra)
    response = relying_party.finalize_auth(answer(provider, request))
    token = response["__verified_id_token"]
    assert token["nonce"] == request["nonce"]
    assert token["acr"] == "possessionorinherence"
    assert token["amr"] == ["face"]


@pytest.mark.parametrize("way", tampering.WAYS)
def test_a_tampered_answer_is_refused(entra, provider, relying_party, way):
    fields = answer(provider, begin(relying_party, entra))
    fields["id_token"] = tampering.WAYS[way](fields["id_token"])
    with pytest.raises(Exception):
        relying_party.finalize_auth(fields)


def test_an_answer_to_another_sign_in_is_refused(entra, provider, relying_party):
    first = begin(relying_party, entra)
    second = begin(relying_party, entra)
    fields = answer(provider, first)
    fields["state"] = second["state"]
    with pytest.raises(Exception):
        relying_party.finalize_auth(fields)


def test_a_decline_is_an_error_for_the_relying_party(entra, provider, relying_party):
    request = begin(relying_party, entra)
    assert "accepted" in provider.receive(request)
    fields = provider.decline()
    fields.pop("action")
    assert fields == {"error": "access_denied", "state": request["state"]}
    response = relying_party.finalize_auth(fields)
    assert response["error"] == "access_denied"
    assert "id_token" not in response
